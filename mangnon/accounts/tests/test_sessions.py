"""Sessions: twelve hours, locked after fifteen idle minutes with the draft kept, ended on the server, one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mangnon.access.scope import acting
from mangnon.accounts.actions.leaving import disable_person
from mangnon.accounts.models import Person, Session
from mangnon.accounts.sessions import key_hash
from mangnon.accounts.tests.conftest import Office, fresh
from mangnon.testing.cast import sample
from mangnon.testing.people import PASSWORD, signed_in

ENDED = "Phiên làm việc đã kết thúc. Đăng nhập lại để làm tiếp."
NEW = "mưa rơi trên mái lá cọ"
ME = "/tai-khoan"


def is_out(client: Client) -> bool:
    """Whether the next request is led to the entrance."""
    response = client.get(ME)
    return response.status_code == 302 and response["Location"].startswith(reverse("accounts:sign_in"))


def session_of(client: Client) -> Session:
    """The row behind a browser's cookie."""
    return Session.objects.get(key_hash=key_hash(client.cookies["mangnon"].value))


def idle(client: Client, **ago: int) -> None:
    """Nobody has touched this browser for a while."""
    rows = Session.objects.filter(pk=session_of(client).pk)
    rows.update(last_seen_at=timezone.now() - timedelta(**ago))


def test_a_14_a_disabled_person_is_out_at_the_next_request_and_reads_why_in_a_plain_sentence(office: Office) -> None:
    """A-14: disable ⇒ next request refused, though the cookie is alive."""
    client = signed_in(office.mo)
    assert client.get(ME).status_code == 200
    disable_person(actor=office.actor(office.quan), at=office.at, person_id=office.mo.pk, why="nghỉ việc")
    response = client.get(ME)
    assert response["Location"] == f"{reverse('accounts:sign_in')}?next=%2Ftai-khoan"
    assert ENDED in client.get(response["Location"]).content.decode()
    assert not Session.objects.filter(person=office.mo).exists()


def test_a_14_a_row_that_was_only_marked_closed_is_enough(office: Office) -> None:
    """A-14: no cache stands between: the mark alone shuts the door, also for scripts."""
    client = signed_in(office.mo)
    Person.objects.filter(pk=office.mo.pk).update(disabled_at=timezone.now())
    assert is_out(client)
    answer = signed_in(office.mo).get(ME, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 401
    assert answer["X-Sign-In"].startswith(reverse("accounts:sign_in"))


def test_a_stranger_is_asked_to_sign_in_without_a_word_about_sessions(office: Office) -> None:
    page = Client().get(ME, follow=True)
    assert ENDED not in page.content.decode()


def test_an_assignment_that_ends_takes_its_rights_at_the_next_request(office: Office) -> None:
    client = signed_in(office.quyet)
    assert client.get(reverse("accounts:people")).status_code == 200
    office.quyet.assignments.update(valid_to=timezone.localdate())
    assert client.get(reverse("accounts:people")).status_code == 403
    assert "Hiện không có vai trò nào" in client.get(ME).content.decode()


def test_a_14_a_session_ends_twelve_hours_after_it_began_however_busy_it_was(office: Office) -> None:
    """A-14: 12 h absolute."""
    client = Client()
    client.post(reverse("accounts:sign_in"), {"login": office.lien.username, "password": PASSWORD})
    session = session_of(client)
    assert session.expires_at - session.created_at == timedelta(hours=12)
    assert client.get(ME).status_code == 200
    assert session_of(client).expires_at == session.expires_at, "work doesn't make it longer"
    Session.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert is_out(client)


@pytest.mark.parametrize(("minutes", "locked"), [(14, False), (16, True)])
def test_a_14_fifteen_idle_minutes_lock_the_screen(office: Office, minutes: int, locked: bool) -> None:
    """A-14: 15 min idle lock."""
    client = signed_in(office.lien)
    idle(client, minutes=minutes)
    response = client.get(ME)
    assert (response.status_code == 302) == locked
    if locked:
        assert response["Location"] == f"{reverse('accounts:unlock')}?next=%2Ftai-khoan"
        assert is_locked_still(client), "asking again doesn't wake it"


def is_locked_still(client: Client) -> bool:
    """Whether pages still lead to the lock."""
    return bool(client.get("/")["Location"].startswith(reverse("accounts:unlock")))


def test_a_14_what_was_typed_is_there_again_after_unlocking(office: Office) -> None:
    """A-14: the draft is kept: the form is sent into a lock, the password opens it, the words stand in the form."""
    with acting(office.actor(office.phu)):
        child = sample("Hồ Văn An", office.land.own)
    note = reverse("testing:note", args=[child.pk])
    client = signed_in(office.lien)
    idle(client, minutes=20)
    text = "Em ở với bà ngoại, ăn uống bình thường."
    response = client.post(note, {"text": text})
    assert response["Location"].startswith(reverse("accounts:unlock"))
    page = client.get(response["Location"])
    assert "Màn hình đã khóa" in page.content.decode()
    assert text not in page.content.decode()
    wrong = client.post(reverse("accounts:unlock"), {"password": "không phải mật khẩu", "next": note})
    assert wrong.status_code == 422
    assert "Mật khẩu chưa đúng" in wrong.content.decode()
    assert client.get(note).status_code == 302
    opened = client.post(reverse("accounts:unlock"), {"password": PASSWORD, "next": note})
    assert (opened.status_code, opened["Location"]) == (303, note)
    assert text in client.get(note).content.decode()
    assert [one["outcome"] for one in office.booked("accounts.unlock")] == ["done"]


def test_a_locked_page_can_be_opened_by_script_without_leaving_it(office: Office) -> None:
    client = signed_in(office.lien)
    idle(client, minutes=20)
    assert client.get(ME, headers={"X-Requested-With": "fetch"}).status_code == 401
    wrong = client.post(reverse("accounts:unlock"), {"password": "sai"}, headers={"X-Requested-With": "fetch"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong_password")
    right = client.post(reverse("accounts:unlock"), {"password": PASSWORD}, headers={"X-Requested-With": "fetch"})
    assert right.json()["csrf"]
    assert client.get(ME).status_code == 200


def test_nobody_else_opens_a_locked_screen_and_five_wrong_tries_must_wait(office: Office) -> None:
    client = signed_in(office.lien)
    idle(client, minutes=20)
    tries = [client.post(reverse("accounts:unlock"), {"password": f"sai {number}"}) for number in range(6)]
    assert "Hãy thử lại sau" in tries[-1].content.decode()
    assert "Hãy thử lại sau" in client.post(reverse("accounts:unlock"), {"password": PASSWORD}).content.decode()


def test_unlocking_leads_nowhere_outside(office: Office) -> None:
    client = signed_in(office.lien)
    idle(client, minutes=20)
    opened = client.post(reverse("accounts:unlock"), {"password": PASSWORD, "next": "https://vi-du.example/"})
    assert opened["Location"] == reverse("desk:home")


def test_the_screen_is_locked_by_hand_and_booked(office: Office) -> None:
    client = signed_in(office.lien)
    client.post(reverse("accounts:lock"))
    assert is_locked_still(client)
    assert len(office.booked("accounts.lock")) == 1


def test_a_14_signing_out_ends_the_session_on_the_server(office: Office) -> None:
    """A-14: logout kills server side: the copied cookie is worth nothing."""
    client = signed_in(office.lien)
    copied = client.cookies["mangnon"].value
    response = client.post(reverse("accounts:sign_out"))
    assert response["Location"] == reverse("accounts:sign_in")
    assert response["Clear-Site-Data"] == '"storage"'
    thief = Client()
    thief.cookies["mangnon"] = copied
    assert is_out(thief)
    assert not Session.objects.filter(person=office.lien).exists()
    assert [one["actor"] for one in office.booked("accounts.sign_out")] == [str(office.lien.pk)]


def test_signing_out_by_a_link_is_not_possible(office: Office) -> None:
    client = signed_in(office.lien)
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert client.get(ME).status_code == 200


def test_a_14_all_my_devices_one_and_all_others(office: Office) -> None:
    """A-14: "all my devices" page."""
    here, phone, office_machine = signed_in(office.lien), signed_in(office.lien), signed_in(office.lien)
    Session.objects.filter(pk=session_of(phone).pk).update(
        agent="Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile", address="198.51.100.7"
    )
    page = here.get(ME).content.decode()
    assert "Chrome trên điện thoại Android" in page
    assert "198.51.100.7" in page
    assert page.count('<span class="soft">máy này<') == 1
    here.post(reverse("accounts:sign_out_device", args=[session_of(phone).pk]))
    assert is_out(phone)
    assert not is_out(office_machine)
    answer = here.post(reverse("accounts:sign_out_others"), follow=True)
    assert "1 máy khác đã thoát ra" in answer.content.decode()
    assert is_out(office_machine)
    assert not is_out(here)


def test_nobody_ends_sessions_of_somebody_else(office: Office) -> None:
    theirs = signed_in(office.quyet)
    answer = signed_in(office.quan).post(reverse("accounts:sign_out_device", args=[session_of(theirs).pk]))
    assert answer.status_code == 404
    assert not is_out(theirs)


def test_another_password_ends_the_other_sessions_and_is_told(
    office: Office, django_capture_on_commit_callbacks: Any
) -> None:
    Person.objects.filter(pk=office.lien.pk).update(email="lien@tralinh.example")
    here, other = signed_in(office.lien), signed_in(office.lien)
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    with django_capture_on_commit_callbacks(execute=True):
        answer = here.post(reverse("account_change_password"), typed, follow=True)
    assert "Đã đổi mật khẩu. Các máy khác đã thoát ra." in answer.content.decode()
    assert is_out(other)
    assert not is_out(here)
    assert fresh(office.lien).check_password(NEW)
    assert [one["outcome"] for one in office.booked("accounts.change_password")] == ["done"]
    (letter,) = mail.outbox
    assert letter.to == ["lien@tralinh.example"]
    assert "Mật khẩu vừa được đổi" in letter.body
    assert "Liên" not in letter.body + letter.subject


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"oldpassword": "sai"}, "Mật khẩu đang dùng chưa đúng"),
        ({"password2": "khác hẳn câu trên"}, "chưa giống nhau"),
        ({"password1": "ngắn", "password2": "ngắn"}, "ít nhất 12 ký tự"),
        ({"password1": PASSWORD, "password2": PASSWORD}, "phải khác mật khẩu đang dùng"),
        ({"password1": "", "password2": ""}, "Gõ mật khẩu."),
    ],
)
def test_a_password_that_cant_be_says_what_to_do_and_ends_nothing(
    office: Office, typed: dict[str, str], said: str
) -> None:
    here, other = signed_in(office.lien), signed_in(office.lien)
    whole = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | typed
    answer = here.post(reverse("account_change_password"), whole)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not is_out(other)
    assert fresh(office.lien).check_password(PASSWORD)


def test_a_session_of_an_old_password_is_over_even_if_its_row_was_left(office: Office) -> None:
    client = signed_in(office.lien)
    person = fresh(office.lien)
    person.set_password(NEW)
    person.save(update_fields=["password"])
    assert is_out(client)


def test_a_cookie_that_leaks_from_the_table_opens_nothing(office: Office) -> None:
    client = signed_in(office.lien)
    thief = Client()
    thief.cookies["mangnon"] = session_of(client).key_hash
    assert is_out(thief)


def test_being_seen_is_written_once_a_minute(office: Office) -> None:
    client = signed_in(office.lien)
    idle(client, minutes=5)
    client.get(ME)
    seen = session_of(client).last_seen_at
    assert timezone.now() - seen < timedelta(seconds=30)
    client.get(ME)
    assert session_of(client).last_seen_at == seen
    assert fresh(office.lien).last_active_at == seen
