"""People of a place: the list, one person, the table of roles and rights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access import catalogue
from mangnon.access.policy import SIGNED_IN, Policy
from mangnon.access.roles import ROLES, Role
from mangnon.accounts import words
from mangnon.accounts.models import Assignment, Invitation, Person
from mangnon.accounts.queries import (
    devices,
    held_by,
    history,
    invitations,
    listed,
    live,
    people,
    see_person,
    silent_since,
)
from mangnon.accounts.rules import WARN_AT
from mangnon.accounts.views.joining import lines_for_link
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.refusal import Text
from mangnon.places.models import Unit
from mangnon.ui.parts import (
    Act,
    Call,
    Cell,
    Column,
    Confirm,
    Contact,
    EmptyState,
    Fact,
    Grant,
    Kind,
    Link,
    Matrix,
    MatrixRow,
    PageHead,
    Row,
    Tab,
    Table,
)
from mangnon.ui.screens import AskedWrongly, Filter, Listed, ListScreen, Screen


def _now_posts(person: Any) -> list[Assignment]:
    return list(getattr(person, "posts", ()))


def _roles(person: Any) -> str:
    return ", ".join(dict.fromkeys(one.title or one.role_name for one in _now_posts(person)))


def _places(person: Any) -> str:
    return ", ".join(dict.fromkeys(one.place.name for one in _now_posts(person)))


def _until(person: Any) -> str:
    ends = [one.valid_to for one in _now_posts(person)]
    return format_date(min(ends) - timedelta(days=1)) if ends else ""


def _holds(role: str) -> Exists:
    return Exists(Assignment.objects.filter(live(timezone.localdate()), person=OuterRef("pk"), role=role))


def _works_at(place: str) -> Exists:
    return Exists(Assignment.objects.filter(person=OuterRef("pk"), place_id=int(place)))


def _place_choices() -> Sequence[tuple[str, Text]]:
    rows = Unit.objects.filter(pk__in=Assignment.objects.values("place"), valid_to__isnull=True).order_by("sort_key")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


STATES: tuple[tuple[str, Text], ...] = (
    ("dang-dung", gettext_lazy("đang dùng")),
    ("cho", gettext_lazy("chưa nhận lời mời")),
    ("vang", gettext_lazy("lâu không đăng nhập")),
    ("khoa", gettext_lazy("đã khóa")),
    ("het", gettext_lazy("không còn vai trò")),
)


def _in_state(rows: QuerySet[Person], state: str) -> QuerySet[Person]:
    if state == "khoa":
        return rows.filter(disabled_at__isnull=False)
    active = rows.filter(disabled_at__isnull=True)
    waiting = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    if state == "cho":
        return active.filter(waiting)
    if state == "vang":
        return active.filter(pk__in=silent_since(timezone.now() - timedelta(days=WARN_AT[0])).values("pk"))
    held = Exists(Assignment.objects.filter(live(timezone.localdate()), person=OuterRef("pk")))
    if state == "het":
        return active.filter(~held)
    return active.filter(~waiting, held)


class PeopleList(ListScreen):
    """People by given name, in Vietnamese order."""

    policy = Policy("accounts.people.list")
    title = gettext_lazy("Người dùng")
    noun = gettext_lazy("người dùng")
    help_page = "accounts/people"
    order = ("sort_key", "id")
    filters = (
        Filter(
            "vai-tro",
            gettext_lazy("vai trò"),
            gettext_lazy("là {choice}"),
            lambda: [(role.value, definition.name) for role, definition in ROLES.items()],
            lambda rows, value: rows.filter(_holds(value)),
        ),
        Filter(
            "dia-ban",
            gettext_lazy("địa bàn"),
            gettext_lazy("ở {choice}"),
            _place_choices,
            lambda rows, value: rows.filter(_works_at(value)),
        ),
        Filter("trang-thai", gettext_lazy("trạng thái"), gettext_lazy("{choice}"), lambda: STATES, _in_state),
    )

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """The state column needs today."""
        return (
            Listed("name", _("Họ và tên"), lambda p: Cell(p.full_name), lambda p: p.full_name, Kind.NAME),
            Listed("role", _("Vai trò"), lambda p: Cell(_roles(p)), _roles),
            Listed("place", _("Địa bàn"), lambda p: Cell(_places(p)), _places),
            Listed("until", _("Đến hết ngày"), lambda p: Cell(_until(p)), _until, Kind.DATE),
            Listed(
                "seen", _("Vào lần cuối"), lambda p: Cell(words.last_seen(p)), words.last_seen, Kind.DATE, card=False
            ),
            Listed(
                "state",
                _("Trạng thái"),
                lambda p: Cell(status=words.status_of(p, self.at)),
                lambda p: str(words.status_of(p, self.at).text),
                Kind.STATUS,
            ),
        )

    def rows(self) -> QuerySet[Any]:
        """All within reach, with their live posts."""
        return listed(people(self.actor), local_day(self.at))

    def row_url(self, row: Any) -> str:
        """Their page."""
        return reverse("accounts:person", args=[row.pk])

    def main_act(self) -> Act | None:
        """Invite somebody."""
        if not self.actor.can("accounts.people.invite"):
            return None
        return Act(_("Mời người dùng"), url=reverse("accounts:invite"), icon="plus", key="N")

    def head(self) -> PageHead:
        """With the way to the table of rights."""
        rights = Act(_("Vai trò và quyền"), url=reverse("accounts:roles"), icon="shield")
        return PageHead(title=self.title, main=self.main_act(), acts=(rights,))

    def empty(self) -> EmptyState:
        """Nobody fits."""
        return EmptyState(fact=_("Không có người dùng nào khớp."), text=_("Bỏ bớt một điều kiện, hoặc mời người mới."))


class PersonPage(Screen):
    """One person: posts now and before, work held, links given."""

    policy = Policy("accounts.people.list")
    template = "accounts/person.html"
    help_page = "accounts/people"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        person = see_person(self.actor, pk)
        every = history(person)
        types = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
        facts = [
            Fact(_("Tên đăng nhập"), person.username),
            Fact(_("Thư điện tử"), person.email or _("chưa có")),
            Fact(_("Xác thực hai lớp"), words.factor_words(types)),
            Fact(_("Máy đang đăng nhập"), str(len(devices(person.pk, self.at)))),
            Fact(_("Vào lần cuối"), words.last_seen(person)),
        ]
        context = {
            "head": self._head(person),
            "posts": self._posts(person, every),
            "held": held_by(person.pk),
            "move_url": self._move_url(person),
            "links": self._links(invitations(person)),
            "facts": facts,
            "contacts": self._contacts(person),
            "why": person.disabled_why if person.disabled_at else "",
        }
        return self.page(context)

    def _head(self, person: Person) -> PageHead:
        acts: list[Act] = []
        main = None
        mine = person.pk == self.actor.person_id
        if not mine and self.actor.can("accounts.invitations.renew"):
            acts.append(self._renew(person))
        if not mine and person.is_active and self.actor.can("accounts.people.disable"):
            acts.append(Act(_("Khóa"), url=reverse("accounts:disable", args=[person.pk]), icon="lock"))
        if not mine and person.is_active and self.actor.can("accounts.assignments.give"):
            main = Act(_("Giao vai trò"), url=reverse("accounts:give", args=[person.pk]), icon="plus", key="N")
        return PageHead(
            title=person.full_name,
            crumbs=(Link(_("Người dùng"), reverse("accounts:people")),),
            status=words.status_of(person, self.at),
            main=main,
            acts=tuple(acts),
        )

    def _renew(self, person: Person) -> Act:
        url = reverse("accounts:renew", args=[person.pk])
        label = _("Cho vào lại") if person.disabled_at else _("Cấp đường dẫn mới")
        text = _("Đường dẫn dùng một lần trong 7 ngày; {name} tự đặt mật khẩu. Đường dẫn cũ hết dùng.")
        asks = Confirm(label, text.format(name=person.full_name), _("Cấp đường dẫn"), url)
        return Act(label, url=url, icon="link", asks=asks)

    def _posts(self, person: Person, every: list[Assignment]) -> Table:
        heads = (
            Column(_("Vai trò"), Kind.NAME),
            Column(_("Địa bàn")),
            Column(_("Thời gian")),
            Column("", Kind.ACT),
        )
        empty = EmptyState(fact=_("Chưa có vai trò nào."))
        rows = tuple(self._post(person, one) for one in every)
        return Table(caption=_("Vai trò, mới nhất ở trên"), columns=heads, rows=rows, empty=None if rows else empty)

    def _post(self, person: Person, one: Assignment) -> Row:
        today = local_day(self.at)
        may_end = one.valid_to > today and person.pk != self.actor.person_id
        end = Act(_("Kết thúc"), url=reverse("accounts:end", args=[one.pk]))
        return Row(
            (
                Cell(one.title or one.role_name, note=one.role_name if one.title else ""),
                Cell(one.place.name, note=words.hamlet_words(one)),
                Cell(words.period_words(one), note=one.ended_why),
                Cell(act=end) if may_end and self.actor.can("accounts.assignments.end") else Cell(""),
            )
        )

    def _links(self, every: list[Invitation]) -> Table | None:
        if not every:
            return None
        heads = (Column(_("Cấp lúc"), Kind.NAME), Column(_("Để làm gì")), Column(_("Tình trạng")), Column("", Kind.ACT))
        return Table(caption=_("Đường dẫn đã cấp"), columns=heads, rows=tuple(map(self._link, every)))

    def _link(self, one: Invitation) -> Row:
        open_now = not one.used_at and not one.withdrawn_at and one.expires_at > self.at
        withdraw = Act(_("Thu hồi"), url=reverse("accounts:withdraw", args=[one.pk]), post=True)
        may = open_now and self.actor.can("accounts.invitations.withdraw")
        return Row(
            (
                Cell(format_datetime(one.created_at)),
                Cell(lines_for_link(one.purpose)),
                Cell(_link_state(one, open_now=open_now)),
                Cell(act=withdraw) if may else Cell(""),
            )
        )

    def _move_url(self, person: Person) -> str:
        if person.pk == self.actor.person_id or not self.actor.can("accounts.work.move"):
            return ""
        return reverse("accounts:move_work", args=[person.pk])

    def _contacts(self, person: Person) -> list[Contact]:
        if not person.phone:
            return []
        call = Call(person.phone, _("Gọi {name}").format(name=person.full_name))
        return [Contact(person.full_name, person.phone, call)]


def _link_state(one: Invitation, *, open_now: bool) -> str:
    if one.used_at:
        return _("đã dùng {at}").format(at=format_datetime(one.used_at))
    if one.withdrawn_at:
        return _("đã thu hồi")
    return _("còn dùng được đến {at}").format(at=format_datetime(one.expires_at)) if open_now else _("đã hết hạn")


TABS: tuple[tuple[str, Text, tuple[Role, ...]], ...] = (
    ("xa", gettext_lazy("Cấp xã"), (Role.COLLABORATOR, Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)),
    (
        "tinh",
        gettext_lazy("Cấp tỉnh"),
        (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER, Role.HOTLINE, Role.SERVICE_STAFF, Role.FUND_ACCOUNTANT),
    ),
    (
        "chung",
        gettext_lazy("Giám sát, quản trị, Cổng thông tin"),
        (Role.AUDITOR, Role.DATA_OFFICER, Role.ADMINISTRATOR, Role.PORTAL_EDITOR, Role.PORTAL_PUBLISHER),
    ),
    ("huyen", gettext_lazy("Cấp huyện, đến 30/6/2025"), (Role.DISTRICT_OFFICER, Role.DISTRICT_LEADER)),
)
"""Roles by where they stand: fifteen columns would fit no page."""


class RolesPage(Screen):
    """Who may do what: the rights table of the whole system, as it is in force."""

    policy = SIGNED_IN
    template = "accounts/roles.html"
    help_page = "accounts/roles"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page, with the roles of one tab."""
        key, label, roles = self._tab(request.GET.get("nhom", TABS[0][0]))
        tabs = tuple(Tab(name, f"{request.path}?nhom={one}", active=one == key) for one, name, _roles_of in TABS)
        line = _("Làm được ở đâu là do địa bàn được giao; bảng này nói làm được việc gì.")
        head = PageHead(title=_("Vai trò và quyền"), line=line)
        return self.page({"head": head, "matrix": self._matrix(label, roles), "tabs": tabs})

    @staticmethod
    def _tab(key: str) -> tuple[str, Text, tuple[Role, ...]]:
        found = next((tab for tab in TABS if tab[0] == key), None)
        if found is None:
            raise AskedWrongly(what=f"nhom={key[:20]}")
        return found

    @staticmethod
    def _matrix(label: Text, roles: tuple[Role, ...]) -> Matrix:
        groups: dict[str, list[MatrixRow]] = {}
        for right in catalogue.every_right():
            if right.roles.intersection(roles):
                row = MatrixRow(right.title, tuple(Grant(role in right.roles) for role in roles))
                groups.setdefault(right.room, []).append(row)
        return Matrix(
            caption=label,
            roles=tuple(ROLES[role].name for role in roles),
            groups=tuple((apps.get_app_config(room).verbose_name, tuple(rows)) for room, rows in groups.items()),
        )
