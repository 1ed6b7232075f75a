"""Papers of carers and placements: what is known is taken over, and they are seen with their record alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.cases.caring import actions
from mangnon.cases.caring.shelves import CARER, CARER_FORMS, CARER_LIST, PLACEMENT, PLACEMENT_FORMS
from mangnon.cases.caring.tests.conftest import Care
from mangnon.cases.caring.tests.test_caring import FOUND, by, cared
from mangnon.lib.refusal import NotFound
from mangnon.papers.actions import Filling, fill_sheet
from mangnon.papers.queries import blank, sheets_of
from mangnon.papers.slots import OwnerRef
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT, TODAY
from mangnon.testing.people import make_person, signed_in

pytestmark = pytest.mark.django_db
OPEN_STILL = {
    "mau-08": {"personal_number", "job", "income", "child_wish", "sex"},
    "mau-15": {"reason"},
    "mau-16": {"reason", "ends_on"},
}
"""What nobody has said of this carer, or of care that goes on."""


def test_form_09_is_the_list_of_the_quarter_as_it_stands(care: Care) -> None:
    """Decree 56/2017, article 40(1)."""
    put("form", "codes")
    lien = care.cast.lien
    care.register()
    care.register(name="Alăng Bảy", fit=None)
    with acting(lien):
        row = actions.update_list(**by(lien), place=care.cast.land.own)
        made = blank(lien, AT, OwnerRef(CARER_LIST, row.pk), "mau-09")
        told = {key: one.answer for key, one in made.known.items()}
        assert told["quarter"] == "Quý 4 năm 2026"
        assert [(one["name"], one["state"]) for one in told["carers"]] == [
            ("Alăng Bảy", "chưa xác minh; chưa nhận trẻ em"),
            ("Bríu Thị Mai", "đủ điều kiện, xác minh 23/11/2026; chưa nhận trẻ em"),
        ]
        filling = Filling("mau-09", made.asked.law.version, told)
        fill_sheet(actor=lien, at=AT, owner=made.owner, filling=filling)
    client = signed_in(make_person(lien.name, Role.COMMUNE_OFFICER, care.cast.land.own))
    page = client.get(reverse("cases:carers")).content.decode()
    link = page.partition("Mẫu số 09")[0].rpartition("<a ")[2].partition('href="')[2].partition('"')[0]
    assert "Alăng Bảy" in client.get(link).content.decode()
    with acting(care.cast.thao), pytest.raises(NotFound):
        blank(care.cast.thao, AT, made.owner, "mau-09")


def test_forms_08_to_16_say_what_is_known_of_carer_and_placement(care: Care) -> None:
    """Decree 56/2017, articles 38 to 48: the forms of substitute care, each about its own record."""
    put("form", "codes")
    row, lien = cared(care), care.cast.lien
    with acting(lien):
        actions.follow_child(**by(lien), placement_id=row.pk, on=TODAY, found=FOUND)
        owners = {"mau-08": row.carer_id, "mau-11": row.carer_id}
        for form in (*CARER_FORMS, *PLACEMENT_FORMS):
            kind = CARER if form in CARER_FORMS else PLACEMENT
            made = blank(lien, AT, OwnerRef(kind, owners.get(form, row.pk)), form)
            asked = {one.key for one in made.asked.questions if one.prefill and not one.given}
            missing = asked - set(made.known) - OPEN_STILL.get(form, set())
            assert not missing, (form, missing)
            if form == "mau-13":
                answers = {key: one.answer for key, one in made.known.items()}
                sheet = fill_sheet(
                    actor=lien, at=AT, owner=made.owner, filling=Filling(form, made.asked.law.version, answers)
                )
    with acting(care.cast.quyet):
        assert sheets_of(made.owner)[0].pk == sheet.pk
    with acting(care.cast.thao):
        assert not sheets_of(made.owner), "another commune sees no paper"
        with pytest.raises(NotFound):
            blank(care.cast.thao, AT, made.owner, "mau-13")
