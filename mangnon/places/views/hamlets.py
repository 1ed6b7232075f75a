"""Naming, renaming, moving, closing and reopening hamlets, from the page of their commune."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.refusal import NotFound
from mangnon.places.actions import close_hamlet, move_hamlet, name_hamlet, rename_hamlet, reopen_hamlet
from mangnon.places.forms import HamletForm, MoveForm
from mangnon.places.models import Hamlet, Unit
from mangnon.places.views.listing import unit_url
from mangnon.places.views.unit import unit_at
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import ActScreen, FormScreen


def _hamlet(pk: int) -> Hamlet:
    found = Hamlet.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


class _HamletScreen(FormScreen):
    """A form about one hamlet, under its commune."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the hamlet first."""
        self.hamlet = _hamlet(kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def head(self) -> PageHead:
        """What is done to which hamlet."""
        unit = self.hamlet.unit
        return PageHead(title=f"{self.title}: {self.hamlet.name}", crumbs=(Link(unit.name, unit_url(unit)),))


class NameHamlet(FormScreen):
    """A new hamlet in a commune."""

    policy = Policy("places.hamlets.name")
    form_class = HamletForm
    title = gettext_lazy("Thêm thôn, tổ dân phố")
    button = gettext_lazy("Thêm thôn")
    help_page = "places/unit"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the commune first."""
        self.unit: Unit = unit_at(kwargs["code"], kwargs["since"])
        return super().dispatch(request, *args, **kwargs)

    def head(self) -> PageHead:
        """Under the commune."""
        return PageHead(title=self.title, crumbs=(Link(self.unit.name, unit_url(self.unit)),))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Name it."""
        hamlet = name_hamlet(actor=self.actor, at=self.at, unit_id=self.unit.pk, name=cleaned["name"])
        return self.after(unit_url(self.unit), _("Đã thêm {name}").format(name=hamlet.name))


class RenameHamlet(_HamletScreen):
    """Another name; the old one is remembered."""

    policy = Policy("places.hamlets.rename")
    form_class = HamletForm
    title = gettext_lazy("Đổi tên")
    button = gettext_lazy("Đổi tên")
    help_page = "places/unit"

    def initial(self) -> dict[str, Any]:
        """The name as it is."""
        return {"name": self.hamlet.name}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Rename it."""
        hamlet = rename_hamlet(actor=self.actor, at=self.at, hamlet_id=self.hamlet.pk, name=cleaned["name"])
        return self.after(unit_url(self.hamlet.unit), _("Đã đổi tên thành {name}").format(name=hamlet.name))


class MoveHamlet(_HamletScreen):
    """To another commune."""

    policy = Policy("places.hamlets.move")
    form_class = MoveForm
    title = gettext_lazy("Chuyển sang xã khác")
    button = gettext_lazy("Chuyển thôn")
    help_page = "places/unit"

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Move it."""
        unit = cleaned["to_unit"]
        hamlet = move_hamlet(actor=self.actor, at=self.at, hamlet_id=self.hamlet.pk, to_unit_id=unit.pk)
        said = _("Đã chuyển {name} sang {unit}").format(name=hamlet.name, unit=unit.name)
        return self.after(unit_url(unit), said)


class CloseHamlet(ActScreen):
    """No longer to be chosen; its line stays and can be taken back."""

    policy = Policy("places.hamlets.close")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Close it."""
        hamlet = close_hamlet(actor=self.actor, at=self.at, hamlet_id=kwargs["pk"])
        said = _("{name} đã ngừng dùng. Muốn dùng lại, xem cuối danh sách thôn.").format(name=hamlet.name)
        return self.after(unit_url(hamlet.unit), said)


class ReopenHamlet(ActScreen):
    """Take a closing back."""

    policy = Policy("places.hamlets.reopen")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Reopen it."""
        hamlet = reopen_hamlet(actor=self.actor, at=self.at, hamlet_id=kwargs["pk"])
        return self.after(unit_url(hamlet.unit), _("{name} được dùng lại").format(name=hamlet.name))
