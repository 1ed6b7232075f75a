"""What accounts gives to every page: one statement for who asks, the nameplate, the worklist, the search, the jobs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from mangnon.access.roles import Role
from mangnon.accounts import tasks
from mangnon.accounts.agents import device_words
from mangnon.accounts.models import Person, Session
from mangnon.accounts.offers import OFFERS
from mangnon.accounts.sessions import SessionStore
from mangnon.accounts.tests.conftest import Office, days_ago
from mangnon.places.models import Hamlet
from mangnon.testing.people import make_person, signed_in
from mangnon.ui.helping import every_page
from mangnon.ui.slots import Nameplate
from mangnon.ui.worklist import SearchSource, WorkSource

SESSION_TABLES = ("accounts_session", "accounts_person", "accounts_assignment")


def offered(kind: type) -> Any:
    """The one offer of a kind."""
    (found,) = [one for one in OFFERS if isinstance(one, kind)]
    return found


def test_session_person_and_assignments_come_in_one_statement(office: Office, django_assert_num_queries: Any) -> None:
    client = signed_in(office.mo)
    store = SessionStore(client.cookies["mangnon"].value)
    with django_assert_num_queries(0):  # psycopg's own cursor: Django counts none, so nothing of Django's is behind it
        store.load()
    signed = store.signed_in
    assert signed is not None
    assert (signed.person, [one.role for one in signed.grants]) == (office.mo, [Role.COLLABORATOR])
    assert signed.grants[0].hamlets == frozenset({office.land.hamlet.pk})
    assert [str(one.words) for one in signed.posts] == ["Cộng tác viên bảo vệ trẻ em"]


def test_a_page_reads_nothing_more_about_who_asks(office: Office) -> None:
    client = signed_in(office.lien)
    client.get(reverse("accounts:roles"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(reverse("accounts:roles")).status_code == 200
    again = [one["sql"] for one in asked if any(f'"{table}"' in one["sql"] for table in SESSION_TABLES)]
    assert again == []


def test_the_statement_runs_once_for_a_request(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from mangnon.accounts import sessions

    asked: list[str] = []
    whole = sessions._one

    def counted(statement: str, values: tuple[Any, ...]) -> Any:
        asked.append(statement)
        return whole(statement, values)

    monkeypatch.setattr(sessions, "_one", counted)
    assert signed_in(office.lien).get(reverse("accounts:me")).status_code == 200
    assert asked == [sessions.LOAD]


def test_a_page_names_who_works_there(office: Office) -> None:
    page = signed_in(office.quyet).get(reverse("accounts:me")).content.decode()
    assert "Hồ Văn Quyết" in page
    assert "Lãnh đạo UBND cấp xã" in page
    assert "Xã Trà Linh" in page


def test_the_nameplate_says_the_title_or_that_no_role_is_left(office: Office) -> None:
    plate = offered(Nameplate)
    request: Any = RequestFactory().get("/")
    assert (plate.role(request), plate.place(request)) == ("", "")
    office.quyet.assignments.update(title="Phó Chủ tịch UBND xã")
    for person, said in ((office.quyet, "Phó Chủ tịch UBND xã"), (make_person("Không Vai", None, None), "Không có")):
        store = SessionStore(signed_in(person).cookies["mangnon"].value)
        store.load()
        request.signed_in = store.signed_in
        assert str(plate.role(request)).startswith(said)


def test_a_request_in_the_wrong_method_is_refused(office: Office) -> None:
    client = signed_in(office.lien)
    assert client.put(reverse("accounts:me")).status_code == 405
    assert client.delete(reverse("accounts:me")).status_code == 405
    assert client.head(reverse("accounts:me")).status_code == 200


def test_a_page_speaks_the_language_of_its_person(office: Office) -> None:
    Person.objects.filter(pk=office.lien.pk).update(language="en")
    client = signed_in(office.lien)
    assert client.get(reverse("accounts:me"))["Content-Language"] == "en"
    client.cookies["language"] = "vi"
    assert client.get(reverse("accounts:me"))["Content-Language"] == "vi"
    assert Client().get(reverse("accounts:sign_in"))["Content-Language"] == "vi"
    assert translation.get_language() == "vi"


def test_language_and_theme_are_kept_for_all_devices(office: Office) -> None:
    client = signed_in(office.lien)
    client.post(reverse("accounts:preferences"), {"language": "en", "theme": "dark"})
    assert client.cookies["theme"].value == "dark"
    person = Person.objects.get(pk=office.lien.pk)
    assert (person.language, person.theme) == ("en", "dark")
    client.post(reverse("accounts:preferences"), {"language": "xx", "theme": "dark"})
    assert Person.objects.get(pk=office.lien.pk).language == "en"


def test_the_worklist_of_a_manager_names_who_waits(office: Office) -> None:
    work = offered(WorkSource)
    Person.objects.update(last_active_at=office.at, created_at=days_ago(400))
    Person.objects.filter(pk=office.mo.pk).update(return_asked_at=office.at)
    Person.objects.filter(pk=office.lien.pk).update(last_active_at=days_ago(33))
    rows = work.rows(office.actor(office.quyet), office.at)
    assert [row.row.name for row in rows if row.row.url.endswith(str(office.mo.pk))] == ["Hồ Thị Mơ"]
    assert any("33" in str(row.row.status.text) for row in rows if row.row.status)
    assert work.rows(office.actor(office.lien), office.at) == []
    assert work.rows(office.actor(office.thao), office.at) == []


def test_people_are_found_without_diacritics_within_reach(office: Office) -> None:
    search = offered(SearchSource)
    assert [hit.title for hit in search.find(office.actor(office.quan), "ho thi li", 5)] == ["Hồ Thị Liên"]
    assert search.find(office.actor(office.quyet), "tran thi thao", 5) == []
    assert search.find(office.actor(office.lien), "ho thi", 5) == []


def test_the_nightly_and_hourly_jobs_do_their_work(office: Office) -> None:
    Person.objects.update(last_active_at=timezone.now(), created_at=timezone.now() - timedelta(days=400))
    Person.objects.filter(pk=office.mo.pk).update(last_active_at=timezone.now() - timedelta(days=50))
    signed_in(office.lien)
    Session.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    tasks.sleepers(0)
    tasks.sessions(0)
    assert not Person.objects.get(pk=office.mo.pk).is_active
    assert not Session.objects.exists()
    assert [one["actor"] for one in office.booked("accounts.sleepers.disable")] == ["accounts.sleepers"]


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge trên máy tính Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/120 Chrome/114 Safari/537.36", "Cốc Cốc trên máy tính Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18 Mobile Safari/604.1", "Safari trên điện thoại iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Zalo android/1 Chrome/130", "Zalo trên điện thoại Android"),
        ("curl/8.5", "máy không rõ loại"),
        ("", "máy không rõ loại"),
    ],
)
def test_a_device_is_told_so_that_its_owner_knows_it(agent: str, said: str) -> None:
    assert device_words(agent) == said


@pytest.mark.parametrize("name", ["people", "me", "sign_in", "roles"])
def test_each_screen_has_its_help_in_both_languages(name: str) -> None:
    vietnamese, english = every_page("vi")[f"accounts/{name}"], every_page("en")[f"accounts/{name}"]
    assert vietnamese.title
    assert vietnamese.html != english.html
    assert vietnamese.html.count("<h2>") == english.html.count("<h2>")
    assert vietnamese.html.count("<li>") == english.html.count("<li>")


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("accounts:people", "people"),
        ("accounts:invite", "people"),
        ("accounts:me", "me"),
        ("accounts:roles", "roles"),
        ("mfa_index", "sign_in"),
        ("account_change_password", "me"),
    ],
)
def test_a_screen_opens_its_own_help(office: Office, name: str, page: str) -> None:
    assert f"page=accounts/{page}" in signed_in(office.quan).get(reverse(name)).content.decode().replace("%2F", "/")


def test_a_collaborator_reads_which_hamlets_are_theirs(office: Office) -> None:
    page = signed_in(office.mo).get(reverse("accounts:me")).content.decode()
    assert f"{office.land.own.name}, {office.land.hamlet.name}, " in page
    Hamlet.objects.filter(pk=office.land.hamlet.pk).update(name="A Dinh")
    page = signed_in(office.mo).get(reverse("accounts:me")).content.decode()
    assert f"{office.land.own.name}, thôn A Dinh, " in page
