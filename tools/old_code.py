"""What people do every day, done by the code that PYTHONPATH names: sign in, look at lists, write, find it booked.

Run by old_code.sh inside the tree of the version before; nothing of this version is imported.
"""

import sys
from uuid import uuid4

import django

django.setup()

import config  # noqa: E402 - the settings come first
from config import keys  # noqa: E402
from config.cli.running import database  # noqa: E402


def main(tree: str) -> None:
    """Raises AssertionError at the first thing that doesn't work."""
    assert config.__file__ is not None
    assert config.__file__.startswith(tree), f"this is the code of {config.__file__}"
    keys.prepare()
    with database():
        client, person = sign_in()
        for address in ("/", "/mau-thu/", "/dia-ban/"):
            answer = client.get(address)
            assert answer.status_code == 200, f"{address}: {answer.status_code}"
            print(f"{address}: {answer.status_code}")
        write(client, person)


def sign_in():
    """A new officer signs in with their password, through the page."""
    from django.test import Client

    from mangnon.access.roles import Role
    from mangnon.testing.cast import unit
    from mangnon.testing.people import PASSWORD, make_person

    person = make_person("Hồ Thị Bền", Role.COMMUNE_OFFICER, unit("20950"))
    client = Client(SERVER_NAME="localhost")
    answer = client.post("/dang-nhap", {"login": person.username, "password": PASSWORD})
    assert answer.status_code == 302, f"sign-in: {answer.status_code}"
    print(f"sign-in: leads to {answer.headers['Location']}")
    return client, person


def write(client, person) -> None:
    """A receipt is taken once, kept, booked and sealed."""
    from django.db import connections

    from mangnon.access.actor import job
    from mangnon.access.scope import acting
    from mangnon.audit.sealing import seal_once

    receipt = str(uuid4())
    for _turn in range(2):
        body = {"id": receipt, "body": "chữ"}
        answer = client.post("/mau-thu/api/nhan", body, content_type="application/json")
        assert answer.status_code == 200, f"write: {answer.status_code}"
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from testing_samplereceipt where id = %s", [receipt])
        assert cursor.fetchone() == (1,), "kept once"
        cursor.execute("select count(*) from audit_entry where subject_id = %s and outcome = 'done'", [receipt])
        assert cursor.fetchone() == (1,), "booked once"
    with acting(job("audit.sealer")):
        _head, sealed = seal_once()
    assert sealed > 0, "sealed"
    print(f"write: kept, booked; {sealed} entries sealed")


main(sys.argv[1])
