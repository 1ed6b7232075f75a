"""The second factor: codes of a telephone, recovery codes, the setting that asks everybody for one."""

from __future__ import annotations

import json
import re
import time
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from mangnon.accounts.adapter import FactorAdapter
from mangnon.accounts.codes import COUNT, codes_left, make_codes
from mangnon.accounts.models import Person, Session
from mangnon.accounts.sessions import key_hash
from mangnon.accounts.tests.conftest import Office
from mangnon.testing.people import PASSWORD, signed_in

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
WRONG = "Mã chưa đúng"
Type = Authenticator.Type


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A telephone and a server that agree on the time; ``clock.now`` moves both."""
    moved = SimpleNamespace(now=time.time() // 30 * 30 + 1)
    stopped = SimpleNamespace(time=lambda: moved.now)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", stopped)
    return moved


def code_at(moment: float, secret: str = SECRET) -> str:
    """What the telephone shows at a moment."""
    return str(format_hotp_value(hotp_value(secret, int(moment) // 30)))


def give_totp(person: Person) -> Authenticator:
    """Somebody's telephone has the secret."""
    data = {"secret": FactorAdapter().encrypt(SECRET)}
    row: Authenticator = Authenticator.objects.create(user=person, type=Type.TOTP, data=data)
    return row


def fresh_client(person: Person) -> Client:
    """A browser in which somebody has just given the password."""
    client = Client()
    client.post(reverse("accounts:sign_in"), {"login": person.username, "password": PASSWORD})
    return client


def enter(client: Client, code: str) -> Any:
    """The step after the password."""
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_in(client: Client) -> bool:
    """Whether one's own page opens."""
    return bool(client.get(reverse("accounts:me")).status_code == 200)


def activate(client: Client, clock: Any, code: str | None = None) -> tuple[Any, str]:
    """Open the set-up page, let the telephone read the secret, type its code."""
    page = client.get(reverse("mfa_activate_totp"))
    found = re.search(r'class="secret-text">([A-Z2-7]+)<', page.content.decode())
    assert found, "the secret stands on the page as text too"
    typed = code or code_at(clock.now, found[1])
    return client.post(reverse("mfa_activate_totp"), {"code": typed}), found[1]


def codes_on(page: str) -> list[str]:
    """The recovery codes that a page shows."""
    return [one.replace(" ", "") for one in re.findall(r"<code>(\d{5} \d{5})</code>", page)]


def test_a_telephone_is_added_and_its_secret_lies_sealed(office: Office, clock: Any) -> None:
    client = fresh_client(office.lien)
    answer, secret = activate(client, clock)
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_view_recovery_codes"))
    row = Authenticator.objects.get(user=office.lien, type=Type.TOTP)
    assert secret not in json.dumps(row.data)
    assert FactorAdapter().decrypt(row.data["secret"]) == secret
    assert secret not in json.dumps(Session.objects.get(key_hash=key_hash(client.cookies["mangnon"].value)).data)
    assert [one["detail"] for one in office.booked("accounts.factor_added")] == [{"factor": "totp"}]


def test_a_wrong_first_code_adds_nothing_and_keeps_the_secret_on_the_page(office: Office, clock: Any) -> None:
    client = fresh_client(office.lien)
    answer, secret = activate(client, clock, "000000")
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()
    assert secret in answer.content.decode()
    assert not Authenticator.objects.filter(user=office.lien).exists()


def test_signing_in_asks_for_the_code_and_opens_with_it(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    client = fresh_client(office.lien)
    assert not is_in(client)
    assert "Xác thực lớp thứ hai" in client.get(reverse("mfa_authenticate")).content.decode()
    answer = enter(client, code_at(clock.now))
    assert answer["Location"] == reverse("desk:home")
    assert is_in(client)
    assert client.session["second_factor"] is True
    assert office.booked("accounts.sign_in")[-1]["detail"] == {"factor": "totp"}


def test_spaces_between_the_digits_do_no_harm(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    code = code_at(clock.now)
    assert enter(fresh_client(office.lien), f" {code[:3]} {code[3:]} ").status_code == 302


def test_a_wrong_code_is_told_booked_and_opens_nothing(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    client = fresh_client(office.lien)
    answer = enter(client, "000000")
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()
    assert not is_in(client)
    assert [one["outcome"] for one in office.booked("accounts.factor_used")] == ["denied"]
    assert "000000" not in str(office.booked("accounts.factor_used"))


def test_five_wrong_codes_must_wait_even_with_the_right_one(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    client = fresh_client(office.lien)
    for number in range(5):
        enter(client, f"00000{number}")
    answer = enter(client, code_at(clock.now))
    assert "Đã thử sai quá nhiều lần" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("seconds", [0, 29, 31, 55])
def test_the_same_code_counts_once_as_long_as_it_would_be_taken(office: Office, clock: Any, seconds: int) -> None:
    """RFC 6238 5.2: whoever looked over the shoulder can't use it again within its half minutes."""
    give_totp(office.lien)
    code = code_at(clock.now)
    assert enter(fresh_client(office.lien), code).status_code == 302
    clock.now += seconds
    from django.core.cache import cache

    cache.delete(f"allauth.mfa.totp.used?user={office.lien.pk}&code={code}")  # as the library's own memory runs out
    again = fresh_client(office.lien)
    assert WRONG in enter(again, code).content.decode()
    assert not is_in(again)
    assert enter(again, code_at(clock.now + 30)).status_code == 302


def test_the_code_that_added_the_telephone_cant_sign_in(office: Office, clock: Any) -> None:
    _answer, secret = activate(fresh_client(office.lien), clock)
    client = fresh_client(office.lien)
    assert enter(client, code_at(clock.now, secret)).status_code == 422
    assert enter(client, code_at(clock.now + 30, secret)).status_code == 302


def test_an_old_code_is_no_code(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    old = code_at(clock.now)
    clock.now += 90
    assert enter(fresh_client(office.lien), old).status_code == 422


def test_recovery_codes_are_shown_once_and_kept_as_hashes(office: Office, clock: Any) -> None:
    """A-13: recovery codes hashed."""
    client = fresh_client(office.lien)
    activate(client, clock)
    codes = codes_on(client.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert len(set(codes)) == COUNT == 10
    kept = json.dumps(Authenticator.objects.get(user=office.lien, type=Type.RECOVERY_CODES).data)
    assert kept.count("$argon2id$") == COUNT
    assert not any(code in kept for code in codes)
    assert not any(code in json.dumps(session.data) for code in codes for session in Session.objects.all())
    text = client.get(reverse("mfa_download_recovery_codes"))
    assert f"{codes[0][:5]} {codes[0][5:]}" in text.content.decode()
    assert "ma-du-phong-mang-non.txt" in text["Content-Disposition"]
    assert client.post(reverse("mfa_view_recovery_codes"))["Location"] == reverse("desk:home")
    after = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes_on(after) == []
    assert "Còn 10 trên 10 mã" in after
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 404


def test_codes_left_on_the_screen_are_gone_after_ten_minutes(
    office: Office, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = fresh_client(office.lien)
    activate(client, clock)
    later = time.time() + 601
    monkeypatch.setattr("mangnon.accounts.codes.time", SimpleNamespace(time=lambda: later))
    assert codes_on(client.get(reverse("mfa_view_recovery_codes")).content.decode()) == []
    assert "codes_to_show" not in client.session


def test_another_browser_of_the_same_person_never_sees_the_codes(office: Office, clock: Any) -> None:
    here, other = fresh_client(office.lien), fresh_client(office.lien)
    activate(here, clock)
    assert codes_on(other.get(reverse("mfa_view_recovery_codes")).content.decode()) == []


def test_each_recovery_code_opens_once(office: Office, clock: Any) -> None:
    """A-13: recovery codes, each once."""
    give_totp(office.lien)
    first, second, *_rest = make_codes(office.lien)
    assert enter(fresh_client(office.lien), f"{first[:5]} {first[5:]}").status_code == 302
    assert office.booked("accounts.sign_in")[-1]["detail"] == {"factor": "recovery_codes"}
    again = fresh_client(office.lien)
    assert WRONG in enter(again, first).content.decode()
    assert codes_left(office.lien) == 9
    assert enter(again, second).status_code == 302
    assert codes_left(office.lien) == 8


def test_a_recovery_code_of_somebody_else_opens_nothing(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    give_totp(office.quyet)
    make_codes(office.lien)
    assert enter(fresh_client(office.lien), make_codes(office.quyet)[0]).status_code == 422
    assert codes_left(office.quyet) == COUNT


def test_new_codes_make_the_old_ones_worthless(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    old = make_codes(office.lien)
    client = fresh_client(office.lien)
    enter(client, code_at(clock.now))
    page = client.post(reverse("mfa_generate_recovery_codes"), follow=True)
    fresh = codes_on(page.content.decode())
    assert len(fresh) == COUNT
    assert not set(fresh) & set(old)
    assert enter(fresh_client(office.lien), old[0]).status_code == 422
    assert len(office.booked("accounts.codes_made")) == 1
    assert enter(fresh_client(office.lien), fresh[0]).status_code == 302


def test_without_a_factor_there_are_no_recovery_codes(office: Office) -> None:
    client = fresh_client(office.lien)
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404
    answer = client.post(reverse("mfa_generate_recovery_codes"))
    assert answer.status_code == 422
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "name", ["mfa_deactivate_totp", "mfa_activate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"]
)
def test_changing_factors_needs_the_password_again(office: Office, name: str) -> None:
    """A session whose password was given long ago is asked once more."""
    if name != "mfa_activate_totp":
        give_totp(office.lien)
    client = signed_in(office.lien, proved_at=0)
    for method in (client.get, client.post):
        answer = method(reverse(name))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/xac-nhan"), answer["Location"]
    assert client.get(reverse("mfa_index")).status_code == 200


def test_the_telephone_is_taken_away_after_the_password_with_a_letter(
    office: Office, clock: Any, django_capture_on_commit_callbacks: Any
) -> None:
    give_totp(office.lien)
    make_codes(office.lien)
    Person.objects.filter(pk=office.lien.pk).update(email="lien@tralinh.example")
    client = signed_in(office.lien, proved_at=0)
    away = reverse("mfa_deactivate_totp")
    asked = client.get(away)
    confirmed = client.post(asked["Location"], {"password": PASSWORD, "next": away})
    assert confirmed["Location"] == away
    with django_capture_on_commit_callbacks(execute=True):
        client.post(away)
    assert not Authenticator.objects.filter(user=office.lien).exists(), "the recovery codes go with the last factor"
    assert client.session["second_factor"] is False
    assert [one["detail"] for one in office.booked("accounts.factor_removed")] == [{"factor": "totp"}]
    assert ["Vừa bỏ mã trên điện thoại" in letter.body for letter in mail.outbox] == [True]
    assert is_in(fresh_client(office.lien)), "the password is enough again"


def test_the_password_asked_again_is_the_own_one(office: Office) -> None:
    client = signed_in(office.lien, proved_at=0)
    answer = client.post(reverse("account_reauthenticate"), {"password": "không phải", "next": "/hai-lop/dien-thoai"})
    assert answer.status_code == 422
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


@pytest.fixture
def required(settings: Any) -> None:
    """As outside the demo: MANGNON_SECOND_FACTOR on."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.usefixtures("required")
def test_a_13_without_a_factor_only_the_set_up_is_reachable(office: Office, clock: Any) -> None:
    """A-13: MFA for all staff."""
    client = fresh_client(office.lien)
    for path in ("/", reverse("accounts:me"), reverse("places:list"), reverse("account_change_password")):
        answer = client.get(path)
        assert answer["Location"].startswith(reverse("accounts:second_factor")), path
    led = client.get(reverse("accounts:second_factor") + "?next=%2Fdia-ban%2F", follow=True)
    assert led.redirect_chain[-1][0].startswith(reverse("mfa_index"))
    assert "Hệ thống này cần lớp xác thực thứ hai" in led.content.decode()
    answer, _secret = activate(client, clock)
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert is_in(client)


@pytest.mark.usefixtures("required")
def test_a_session_without_its_factor_is_led_to_the_code(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    client = signed_in(office.lien, second_factor=False)
    led = client.get(reverse("accounts:me"), follow=True)
    assert led.redirect_chain[-1][0].startswith(reverse("mfa_reauthenticate"))
    answer = client.post(reverse("mfa_reauthenticate"), {"code": code_at(clock.now), "next": "/tai-khoan"})
    assert answer["Location"] == "/tai-khoan"
    assert is_in(client)


@pytest.mark.usefixtures("required")
def test_the_last_required_factor_stays(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    client = fresh_client(office.lien)
    enter(client, code_at(clock.now))
    page = client.get(reverse("mfa_deactivate_totp"))
    assert "Thêm cách khác trước khi bỏ cách này" in page.content.decode()
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 422
    assert Authenticator.objects.filter(user=office.lien, type=Type.TOTP).exists()


@pytest.mark.usefixtures("required")
def test_who_proved_a_factor_isnt_asked_to_set_one_up(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    client = fresh_client(office.lien)
    enter(client, code_at(clock.now))
    assert client.get("/").status_code == 200


def test_giving_up_after_the_password_forgets_it(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    client = fresh_client(office.lien)
    assert client.post(reverse("accounts:give_up"))["Location"] == reverse("accounts:sign_in")
    assert enter(client, code_at(clock.now))["Location"] == reverse("account_login")
    assert not is_in(client)


def test_somebody_disabled_between_password_and_code_stays_outside(office: Office, clock: Any) -> None:
    give_totp(office.lien)
    client = fresh_client(office.lien)
    Person.objects.filter(pk=office.lien.pk).update(disabled_at=office.at)
    enter(client, code_at(clock.now))
    assert not is_in(client)


@pytest.mark.parametrize("typed", ["", "{}", '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}'])
def test_an_answer_that_no_passkey_gave_opens_nothing_and_is_booked(office: Office, typed: str) -> None:
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": typed})
    assert (answer.status_code, answer["Location"]) == (303, reverse("accounts:sign_in"))
    assert "Khóa này không dùng được ở đây" in client.get(answer["Location"]).content.decode()
    assert not is_in(client)
    assert [one["outcome"] for one in office.booked("accounts.sign_in")] == ["denied"]
