"""``user add`` and ``user disable`` as people and scripts run them: JSON, sentences, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from config.cli import main
from mangnon.access.actor import stranger
from mangnon.access.roles import Role
from mangnon.accounts.actions.joining import accept_invitation
from mangnon.accounts.models import Disabled, Person
from mangnon.accounts.tests.conftest import Office, fresh
from mangnon.lib.dates import parse_vi_date

Run = Callable[..., tuple[int, str, str]]
NEW = "mưa rơi trên mái lá cọ"
HANH = ("add", "Bríu Thị Hạnh", "--role", "commune_officer", "--place", "20950")


@pytest.fixture
def run(office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command on the test's own server."""
    monkeypatch.setattr("config.database.is_external", lambda: True)

    def run_it(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main(["user", *words])
        except SystemExit as wrong_use:
            code = int(wrong_use.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_it


def told(run: Run, *words: str) -> Any:
    """The JSON of a command that succeeds."""
    code, out, err = run(*words, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_add_prints_a_link_by_which_the_person_sets_the_password(run: Run, office: Office) -> None:
    found = told(run, *HANH)
    assert list(found)[:4] == ["id", "username", "link", "until"]
    assert found["username"] == "hanh.bt"
    secret = found["link"].rpartition("/")[2]
    actor = stranger("accounts.invitations.accept")
    person = accept_invitation(actor=actor, at=timezone.now(), secret=secret, password=NEW)
    assert str(person.pk) == found["id"]
    assert check_password(NEW, fresh(person).password)
    (post,) = person.assignments.all()
    assert (post.role, post.place.name) == (Role.COMMUNE_OFFICER, "Xã Trà Linh")
    assert post.valid_to - post.valid_from > timedelta(days=5 * 365)
    booked = office.booked("accounts.people.invite")[-1]
    assert (booked["door"], booked["actor"].partition(":")[0]) == ("console", "console")


def test_add_says_in_words_what_to_do_with_the_link(run: Run) -> None:
    code, out, err = run(*HANH, "--username", "hanh.moi", "--title", "Công chức Văn hóa - Xã hội")
    assert (code, err) == (0, "")
    first, second, third = out.strip().split("\n")
    assert first == "Đã mời. Tên đăng nhập: hanh.moi"
    assert "dùng một lần" in second
    assert third.startswith("http")
    assert Person.objects.get(username="hanh.moi").assignments.get().title == "Công chức Văn hóa - Xã hội"


def test_add_gives_a_collaborator_their_hamlets_and_days(run: Run) -> None:
    words = ("add", "Hồ Văn Nhớ", "--role", "collaborator", "--place", "20950", "--hamlet", "thôn thử hai")
    found = told(run, *words, "--since", "1/1/2027", "--until", "30/6/2027")
    post = Person.objects.get(pk=found["id"]).assignments.get()
    assert [line.hamlet.name for line in post.hamlets.all()] == ["Thôn Thử Hai"]
    assert (post.valid_from, post.valid_to - timedelta(days=1)) == (
        parse_vi_date("1/1/2027"),
        parse_vi_date("30/6/2027"),
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add", "Hồ Văn Nhớ", "--role", "collaborator", "--place", "20950", "--hamlet", "Thôn Xa"), "Các thôn:"),
        (("add", "Hồ Văn Nhớ", "--role", "collaborator", "--place", "20950"), "thôn"),
        (("add", "Hồ Văn Nhớ", "--role", "commune_officer", "--place", "99999"), "99999"),
        (("add", "Hồ Văn Nhớ", "--role", "commune_officer", "--place", "48"), ""),
        (("add", "Hồ Văn Nhớ", "--role", "district_officer", "--place", "20950"), ""),
        ((*HANH, "--username", "hothilien"), "hothilien2"),
        ((*HANH, "--until", "1/1/2040"), "5 năm"),
        (("disable", "khongcoai", "--why", "nghỉ"), "khongcoai"),
        (("disable", "hothilien", "--receiver", "khongcoai", "--why", "nghỉ"), "khongcoai"),
    ],
)
def test_what_cant_be_done_is_one_sentence_and_exit_code_1(run: Run, words: tuple[str, ...], sentence: str) -> None:
    before = Person.objects.count(), Person.objects.filter(disabled_at=None).count()
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert err.startswith("mangnon: ")
    assert err.count("\n") == 1
    assert sentence in err
    assert (Person.objects.count(), Person.objects.filter(disabled_at=None).count()) == before


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("add",),
        ("add", "Hồ Văn Nhớ", "--place", "20950"),
        ("add", "Hồ Văn Nhớ", "--role", "vua", "--place", "20950"),
        (*HANH, "--since", "31/2/2027"),
        ("disable",),
        ("xoa", "hothilien"),
    ],
)
def test_a_wrong_command_is_one_sentence_and_exit_code_2(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("mangnon: ")
    assert "--help" in err
    assert err.count("\n") == 1


def test_disable_closes_the_account(run: Run, office: Office) -> None:
    found = told(run, "disable", "HoThiMo", "--why", "nghỉ việc")
    assert found == {"id": str(office.mo.pk), "username": "hothimo", "name": "Hồ Thị Mơ", "disabled": True}
    assert (fresh(office.mo).disabled_kind, fresh(office.mo).disabled_why) == (Disabled.PERSON, "nghỉ việc")
    code, out, err = run("disable", "hothimo")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1


def test_disable_moves_open_work_to_the_receiver_or_refuses(run: Run, office: Office) -> None:
    office.hold(office.lien, "Hồ Văn An")
    code, _out, err = run("disable", "hothilien", "--why", "nghỉ hưu")
    assert code == 1
    assert "1 mẫu thử" in err
    assert fresh(office.lien).is_active
    code, out, _err = run("disable", "hothilien", "--receiver", "hovanquyet", "--why", "nghỉ hưu")
    assert (code, out) == (0, "Đã khóa Hồ Thị Liên (hothilien).\n")
    assert office.held(office.quyet) == 1


def test_a_command_acts_as_somebody_within_their_reach(run: Run, office: Office) -> None:
    told(run, *HANH, "--as", "hovanquyet")
    assert office.booked("accounts.people.invite")[-1]["actor"] == str(office.quyet.pk)
    elsewhere = ("add", "Đinh Thị Lan", "--role", "commune_officer", "--place", "20938")
    code, _out, err = run(*elsewhere, "--as", "hovanquyet")
    assert code == 1
    assert err.startswith("mangnon: ")
    code, _out, err = run(*HANH, "--as", "hothilien")
    assert code == 1
