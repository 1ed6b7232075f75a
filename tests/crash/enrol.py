"""Run as a program inside a house: adds an officer who has signed in and a colleague elsewhere, prints the cookie."""

import django

django.setup()

from config.cli.running import database  # noqa: E402 - the settings come first
from mangnon.access.roles import Role  # noqa: E402
from mangnon.testing.cast import unit  # noqa: E402
from mangnon.testing.people import make_person, signed_in  # noqa: E402

with database():
    make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, unit("20938"))  # told of reports from her commune
    officer = make_person("Hồ Thị Bền", Role.COMMUNE_OFFICER, unit("20950"))
    print(signed_in(officer).cookies["mangnon"].value)
