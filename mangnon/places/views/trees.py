"""Units inside units, on any day; the day stands in the address."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Level, Unit
from mangnon.places.queries import Branch, hamlet_counts, hamlets_of, provinces_on, read_day, tree, unit_on
from mangnon.places.views.listing import unit_url
from mangnon.ui.parts import Link, PageHead, Tab, TreeNode
from mangnon.ui.screens import Screen

LAST_OF_THREE_LEVELS = date(2025, 6, 30)
BEFORE_MERGERS = date(2019, 12, 31)


class Tree(Screen):
    """Provinces with what is inside them: those on the ground served, or one place of anywhere."""

    policy = Policy("places.see")
    template = "places/tree.html"
    help_page = "places/tree"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The tree on ``ngay``, from ``tu`` (a code) if given. Raises UnreadableDate, UnknownPlace, NotInForce."""
        today = local_day(self.at)
        day, root = read_day(request.GET.get("ngay", ""), today=today), request.GET.get("tu", "")
        whole = request.GET.get("pham_vi") == "ca_nuoc"
        roots = [unit_on(root, day)] if root else list(provinces_on(day, served=not whole))
        branches = [Branch(one) for one in roots] if whole and not root else tree(roots, day)
        counts = hamlet_counts(_communes(branches)) if day == today else {}
        return self.page(
            {
                "head": self.head(),
                "tabs": self._days(day, today, root),
                "day": day,
                "kept": [(name, value) for name, value in request.GET.items() if name in ("tu", "pham_vi")],
                "line": _sum(branches),
                "nodes": tuple(_node(branch, counts, day, open=len(branches) <= 2) for branch in branches),
                "elsewhere": None
                if whole or root
                else Link(_("Xem cả nước"), f"{request.path}?ngay={day}&pham_vi=ca_nuoc"),
            }
        )

    def head(self) -> PageHead:
        """Title under the list."""
        return PageHead(title=_("Cây địa bàn"), crumbs=(Link(_("Địa bàn"), reverse("places:list")),))

    def _days(self, day: date, today: date, root: str) -> tuple[Tab, ...]:
        kept = f"&tu={root}" if root else ""
        days = (
            (_("Hôm nay"), today),
            (_("30/6/2025, còn cấp huyện"), LAST_OF_THREE_LEVELS),
            (_("31/12/2019, trước sắp xếp"), BEFORE_MERGERS),
        )
        return tuple(Tab(words, f"{self.request.path}?ngay={one}{kept}", active=one == day) for words, one in days)


class TreeHamlets(Screen):
    """The hamlets of one commune, fetched when its branch is opened."""

    policy = Policy("places.see")
    template = "places/_tree_hamlets.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """A fragment of leaves."""
        unit = Unit.objects.filter(pk=pk).first()
        if unit is None:
            raise NotFound
        return self.page({"nodes": tuple(TreeNode(stay.name) for stay in hamlets_of(unit))})


def _communes(branches: list[Branch]) -> list[Unit]:
    found = []
    for branch in branches:
        found += [branch.unit] if branch.unit.level == Level.COMMUNE else _communes(list(branch.children))
    return found


def _node(branch: Branch, counts: dict[int, int], day: date, *, open: bool) -> TreeNode:
    unit = branch.unit
    hamlets = counts.get(unit.pk, 0)
    whole = not branch.children and unit.level != Level.COMMUNE
    return TreeNode(
        label=unit.name,
        url=f"{reverse('places:tree')}?ngay={day}&tu={unit.code}" if whole else unit_url(unit),
        note=_("{n} thôn").format(n=hamlets) if hamlets else _sum(list(branch.children)),
        children=tuple(_node(child, counts, day, open=False) for child in branch.children),
        open=open,
        more_url=reverse("places:tree_hamlets", args=[unit.pk]) if hamlets else "",
    )


def _sum(branches: list[Branch]) -> str:
    """``2 tỉnh, 26 huyện, 300 xã``: by level, however deep."""
    counted: Counter[str] = Counter()

    def count(found: list[Branch]) -> None:
        for branch in found:
            counted[branch.unit.level] += 1
            count(list(branch.children))

    count(branches)
    words = (
        (Level.PROVINCE, _("{n} tỉnh, thành phố")),
        (Level.DISTRICT, _("{n} huyện, quận, thị xã, thành phố")),
        (Level.COMMUNE, _("{n} xã, phường, thị trấn, đặc khu")),
    )
    return "; ".join(said.format(n=format_int(counted[level])) for level, said in words if counted[level])


def tree_url(unit: Unit, day: date) -> str:
    """The tree under a unit on a day."""
    return f"{reverse('places:tree')}?ngay={day}&tu={unit.code}"


__all__ = ["Tree", "TreeHamlets", "tree_url"]
