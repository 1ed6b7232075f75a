"""The people of the demo world. Every name is invented; none of them may exist in a real system."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from mangnon.access.actor import console
from mangnon.access.roles import ROLES, Role
from mangnon.access.scope import acting
from mangnon.accounts.adapter import FactorAdapter
from mangnon.accounts.codes import was_spent
from mangnon.accounts.models import Assignment, AssignmentHamlet, Disabled, Person
from mangnon.audit.book import book
from mangnon.lib.names import fold, place_sort_key, sort_key
from mangnon.lib.refusal import Text
from mangnon.places.models import Hamlet, Level, Unit

TOTP_SECRET = "MANGNONDEMOKHOAMAU234567"  # noqa: S105 - published on purpose: it opens the demo alone
REFORM = date(2025, 7, 1)
CITY, OLD_PROVINCE, DISTRICT, COMMUNE = "48", "49", "505", "20467"
HAMLETS = ("A Duông", "A Dinh", "A Dung", "A Réh", "Gừng", "Ngã Ba", "Pà Nai", "Xà Nghìr")
"""Hamlets of Xã Đông Giang in the demo."""


@dataclass(frozen=True, slots=True)
class DemoPost:
    """A role in a place from a day to the last day inside."""

    role: Role
    place: str
    level: Level
    first: date
    last: date
    title: str = ""
    hamlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One person of the demo; without a password they only stand in the history."""

    username: str
    full_name: str
    posts: tuple[DemoPost, ...]
    password: str = ""
    totp: bool = False
    phone: str = ""


def _city(role: Role, title: str = "", since: date = REFORM) -> DemoPost:
    return DemoPost(role, CITY, Level.PROVINCE, since, date(2030, 6, 30), title)


def _here(role: Role, title: str = "", hamlets: tuple[str, ...] = ()) -> DemoPost:
    return DemoPost(role, COMMUNE, Level.COMMUNE, REFORM, date(2030, 6, 30), title, hamlets)


def _before(role: Role, place: str, level: Level, title: str = "") -> tuple[DemoPost, DemoPost]:
    """The years before the reform, given twice since nothing is given for more than five years."""
    return (
        DemoPost(role, place, level, date(2020, 1, 2), date(2024, 12, 31), title),
        DemoPost(role, place, level, date(2025, 1, 1), date(2025, 6, 30), title),
    )


DEMO_PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson(
        "hanh.bt", "Bríu Thị Hạnh",
        (*_before(Role.COMMUNE_OFFICER, COMMUNE, Level.COMMUNE), _here(Role.COMMUNE_OFFICER)),
        "mang non dong giang 1", phone="0900 000 201",
    ),
    DemoPerson(
        "sanh.nh", "Nguyễn Hữu Sanh",
        (_here(Role.COMMUNE_CHAIR, "Chủ tịch UBND xã"),), "mang non dong giang 2", phone="0900 000 202",
    ),
    DemoPerson(
        "dop.a", "Alăng Đớp",
        (_here(Role.COLLABORATOR, hamlets=("A Duông", "A Dinh")),), "mang non dong giang 3", phone="0900 000 203",
    ),
    DemoPerson(
        "thuy.ptt", "Phan Thị Thu Thủy",
        (*_before(Role.PROVINCE_OFFICER, OLD_PROVINCE, Level.PROVINCE), _city(Role.PROVINCE_OFFICER)),
        "mang non thanh pho 4", phone="0900 000 204",
    ),
    DemoPerson(
        "van.vth", "Võ Thị Hồng Vân",
        (_city(Role.PROVINCE_LEADER, "Phó Giám đốc Sở Y tế"), _city(Role.PORTAL_PUBLISHER)),
        "mang non thanh pho 5", phone="0900 000 205",
    ),
    DemoPerson(
        "le.ttm", "Trần Thị Mỹ Lệ",
        (_city(Role.HOTLINE, "Nhân viên trực, Trung tâm Công tác xã hội"),), "mang non tong dai 6",
        phone="0900 000 206",
    ),
    DemoPerson(
        "nghe.ct", "Coor Thị Nghệ",
        (_city(Role.SERVICE_STAFF, "Nhân viên công tác xã hội, nhà tạm lánh"),), "mang non dich vu 7",
    ),
    DemoPerson("quyen.dtn", "Đỗ Thị Ngọc Quyên", (_city(Role.FUND_ACCOUNTANT),), "mang non cua quy 8"),
    DemoPerson("an.lh", "Lê Hoài An", (_city(Role.AUDITOR),), "mang non kiem tra 9"),
    DemoPerson("quan.pm", "Phan Minh Quân", (_city(Role.ADMINISTRATOR),), "mang non quan tri 10", totp=True),
    DemoPerson("linh.ntd", "Nguyễn Thị Diệu Linh", (_city(Role.PORTAL_EDITOR),), "mang non bien tap 11"),
    DemoPerson("tam.ht", "Huỳnh Thanh Tâm", (_city(Role.DATA_OFFICER),), "mang non du lieu 12"),
    DemoPerson(
        "khue.zv", "Zơrâm Văn Khuê",
        _before(Role.DISTRICT_OFFICER, DISTRICT, Level.DISTRICT, "Chuyên viên Phòng LĐ-TB&XH"),
    ),
)  # fmt: skip


def post_words(person: DemoPerson) -> str:
    """The role (or title) and place of the last post, for the list beside the sign-in form."""
    post = person.posts[-1] if len(person.posts) < 2 or person.posts[0].title == "" else person.posts[0]
    return post.title or str(ROLES[post.role].name)


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A demo person as ``make run`` and the sign-in page show them."""

    username: str
    full_name: str
    post: Text
    place: str
    password: str
    secret: str = ""


def shown_people() -> tuple[ShownPerson, ...]:
    """Those who can sign in to this demo now; none where the demo world wasn't made."""
    there = set(Person.objects.filter(demo=True, disabled_at__isnull=True).values_list("username", flat=True))
    return tuple(
        ShownPerson(
            one.username,
            one.full_name,
            post_words(one),
            _("Xã Đông Giang") if one.posts[-1].level == Level.COMMUNE else _("Đà Nẵng"),
            one.password,
            TOTP_SECRET if one.totp else "",
        )
        for one in DEMO_PEOPLE
        if one.password and one.username in there
    )


def demo_code(person: Person) -> str:
    """Six digits of the published secret that count now; not those with which somebody has just come in."""
    before, now, after = (
        str(format_hotp_value(hotp_value(TOTP_SECRET, one))) for one in yield_hotp_counters_from_time()
    )
    return next((code for code in (now, after, before) if not was_spent(person.pk, code)), now)


def create_demo_people(*, at: datetime) -> list[Person]:
    """Make the people of the demo with their history; nothing when they are there already."""
    if not settings.DEMO:
        raise RuntimeError("demo people are made in a demo world alone")
    actor = console("demo")
    with acting(actor), transaction.atomic():
        if Person.objects.filter(demo=True).exists():
            return []
        hamlets = _hamlets()
        made = [_create(one, hamlets, at=at) for one in DEMO_PEOPLE]
        book(actor=actor, action="accounts.demo", at=at, people=len(made))
    return made


def _hamlets() -> dict[str, Hamlet]:
    commune = _unit(COMMUNE, Level.COMMUNE, REFORM)
    found = {}
    for name in HAMLETS:
        found[name], _fresh = Hamlet.objects.get_or_create(
            unit=commune,
            search_key=fold(name),
            valid_to=None,
            defaults={"name": name, "sort_key": place_sort_key(name), "valid_from": REFORM},
        )
    return found


def _unit(code: str, level: Level, day: date) -> Unit:
    rows = Unit.objects.filter(code=code, level=level, valid_from__lte=day)
    return rows.exclude(valid_to__lte=day).get()


def _create(one: DemoPerson, hamlets: dict[str, Hamlet], *, at: datetime) -> Person:
    person = Person.objects.create(
        username=one.username,
        full_name=one.full_name,
        sort_key=sort_key(one.full_name),
        phone=one.phone,
        password=make_password(one.password or None),
        created_at=at,
        last_active_at=at,
        demo=True,
        disabled_at=None if one.password else at,
        disabled_kind="" if one.password else Disabled.PERSON,
        disabled_why="" if one.password else _("Cấp huyện đã kết thúc hoạt động"),
    )
    for post in one.posts:
        _give(person, post, hamlets, at=at)
    if one.totp:
        secret = FactorAdapter().encrypt(TOTP_SECRET)
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": secret})
    return person


def _give(person: Person, post: DemoPost, hamlets: dict[str, Hamlet], *, at: datetime) -> None:
    ended = post.last == REFORM - timedelta(days=1)
    given = Assignment.objects.create(
        person=person,
        role=post.role.value,
        place=_unit(post.place, post.level, post.first),
        valid_from=post.first,
        valid_to=post.last + timedelta(days=1),
        title=post.title,
        created_at=at,
        created_by="console:demo",
        ended_why=_("Sắp xếp đơn vị hành chính") if ended else "",
    )
    AssignmentHamlet.objects.bulk_create(
        AssignmentHamlet(assignment=given, hamlet=hamlets[name]) for name in post.hamlets
    )


def demo_in_production() -> bool:
    """True when a production setting finds demo people; the system then must not start."""
    return bool(settings.PRODUCTION) and Person.objects.filter(demo=True).exists()


@register(Tags.database, "mangnon")
def check_no_demo_people(databases: Iterable[str] | None = None, **_kwargs: object) -> list[CheckMessage]:
    """Start-up check over ``demo_in_production``."""
    if not settings.PRODUCTION or not databases:
        return []
    try:
        found = demo_in_production()
    except DatabaseError:
        return []  # no tables yet: the first migration is still to come
    said = _("Cơ sở dữ liệu này có người dùng thử; hệ thống thật không chạy với họ.")
    return [Error(said, id="mangnon.E900")] if found else []
