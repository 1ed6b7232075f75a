"""What a real installation is set to, read as the server would read it (A-12)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.access.serving import HOST, PRINT, PRODUCTION, production, run

ROUTES = """
import django, json
django.setup()
from mangnon.access.checks import walk
print(json.dumps([route for route, _pattern in walk()]))
"""


def refused(**changed: str) -> str:
    """The last line of a start that must fail."""
    done = run("-c", PRINT, **{**PRODUCTION, **changed})
    assert done.returncode != 0, "it started"
    return done.stderr.strip().splitlines()[-1]


def check(**told: str) -> set[str]:
    """The ids of what ``check --deploy`` finds, on a data folder with its keys."""
    made = run("-c", "import django; django.setup(); from config import keys; keys.prepare()", **told)
    assert made.returncode == 0, made.stderr
    done = run("-m", "django", "check", "--deploy", "--fail-level", "WARNING", **told)
    found = set(re.findall(r"\(([a-z_]+\.[A-Z]\d+)\)", done.stdout + done.stderr))
    assert (done.returncode != 0) == bool(found), done.stderr
    return found


def test_a_12_the_check_for_deployment_finds_nothing(tmp_path: Path) -> None:
    """A-12: Django's own list and ours, warnings included, with the settings of production."""
    assert check(**PRODUCTION, MANGNON_DATA=str(tmp_path)) == set()


def test_the_check_for_deployment_is_awake(tmp_path: Path) -> None:
    """The same call finds what a demo on plain http lacks."""
    found = check(MANGNON_DEMO="1", MANGNON_DATA=str(tmp_path))
    assert "security.W001" in found


def test_a_12_nothing_of_development_is_on() -> None:
    found = production()
    assert (found["DEBUG"], found["DEVELOPMENT"], found["DEMO"], found["TLS"]) == (False, False, False, True)
    assert found["SECOND_FACTOR_REQUIRED"] is True
    assert found["ALLOWED_HOSTS"] == [HOST]
    assert found["SILENCED_SYSTEM_CHECKS"] == ["security.W002", "security.W021"]
    assert found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert found["WHITENOISE_USE_FINDERS"] is False


def test_a_12_neither_admin_nor_samples_nor_the_style_page_exist() -> None:
    apps = production()["INSTALLED_APPS"]
    assert [name for name in apps if "admin" in name or "debug" in name or name.endswith((".testing", ".sites"))] == []
    done = run("-c", ROUTES, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    routes = json.loads(done.stdout)
    assert len(routes) > 40
    odd = ("admin", "mau-thu", "_ui", "schema", "swagger", "graphql", "debug")
    assert [route for route in routes if any(word in route for word in odd)] == []


def test_a_12_there_is_no_secret_that_two_installations_share(tmp_path: Path) -> None:
    """Without a key of its own each start makes another; none is written in the code."""
    keys = set()
    for name in ("one", "two"):
        told = {**PRODUCTION, "MANGNON_SECRET": "", "MANGNON_DATA": str(tmp_path / name)}
        done = run("-c", PRINT, **told)
        assert done.returncode == 0, done.stderr
        keys.add(json.loads(done.stdout)["SECRET_KEY"])
    assert len(keys) == 2
    assert min(map(len, keys)) >= 50
    assert "django-insecure" not in "".join(keys)


def test_a_12_production_does_not_start_with_demo_people() -> None:
    assert "MANGNON_DEMO" in refused(MANGNON_DEMO="1")


def test_a_12_production_does_not_answer_to_every_name() -> None:
    assert "MANGNON_HOSTS" in refused(MANGNON_HOSTS="*")


def test_a_12_production_does_not_start_without_tls() -> None:
    assert "MANGNON_TLS" in refused(MANGNON_TLS="0")


@pytest.mark.parametrize(
    ("name", "value"), [("MANGNON_PRODUCTION", "có"), ("MANGNON_TLS", "2"), ("MANGNON_IDLE_LOCK", "mãi mãi")]
)
def test_a_setting_that_cannot_be_read_stops_the_start_in_one_sentence(name: str, value: str) -> None:
    said = refused(**{name: value})
    assert said.startswith("config.environment.SettingError: " + name)
