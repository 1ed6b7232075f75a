"""Commendations: a child is named with consent alone, a second person decides, what is public is read by all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.programmes.praise import refusals
from mangnon.programmes.praise.actions import (
    Decision,
    NominationTold,
    correct_nomination,
    decide,
    decline,
    draft_nomination,
    propose,
    put,
    set_publishable,
)
from mangnon.programmes.praise.models import Nomination
from mangnon.programmes.praise.queries import made_public, nomination_seen, seen_by, waiting
from mangnon.programmes.praise.rules import FROM, Step, begins, by_province, may_decide
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, signed_in

TOLD = NominationTold(
    whom="person", name="Hồ Thị Mận", about="Trưởng thôn Một", deed="Mở lớp bơi cho trẻ em trong thôn",
    level="commune", form="giay_khen", proposer="Hội Phụ nữ xã",
)  # fmt: skip
PAPER = Decision("12/QĐ-UBND", TODAY, "Hồ Văn Quyết, Chủ tịch")
AGREED = "Bà Hồ Thị Mận đồng ý ngày 20/11/2026, giấy lưu tại xã"


def test_each_step_begins_in_its_stages_and_a_second_person_decides() -> None:
    assert not any(begins(step, "declined") for step in Step)
    assert FROM[Step.DECIDE] == ("put",)
    assert by_province(Step.DECIDE, "province")
    assert not by_province(Step.PROPOSE, "province")
    assert not may_decide("a", "a")
    assert may_decide("a", "b")


@pytest.fixture
def told(cast: Cast) -> dict[str, Any]:
    """A draft of the own commune, as its officer writes it."""
    with acting(cast.lien):
        made = draft_nomination(actor=cast.lien, at=AT, place=cast.land.own, told=TOLD)
    return {"at": AT, "nomination_id": made.pk}


def put_before(cast: Cast, told: dict[str, Any]) -> None:
    """Propose it and put it."""
    with acting(cast.lien):
        propose(actor=cast.lien, **told, version=1)
        put(actor=cast.lien, **told, version=2, body="Hội đồng Thi đua xã", on=TODAY)


@pytest.mark.django_db
def test_a_child_is_named_only_when_it_and_a_parent_agreed(cast: Cast) -> None:
    child = replace(TOLD, whom="child", name="Hồ Thị Búp", about="Lớp 5A", parent_consent=AGREED)
    with acting(cast.lien):
        for wrong in (
            child,
            replace(child, child_consent="có"),
            replace(child, parent_consent="", child_consent=AGREED),
        ):
            with pytest.raises(refusals.ChildUnasked):
                draft_nomination(actor=cast.lien, at=AT, place=cast.land.own, told=wrong)
        made = draft_nomination(actor=cast.lien, at=AT, place=cast.land.own, told=replace(child, child_consent=AGREED))
        assert made.identified
        with pytest.raises(IntegrityError), transaction.atomic():
            Nomination.objects.filter(pk=made.pk).update(parent_consent="")
        adult = draft_nomination(actor=cast.lien, at=AT, place=cast.land.own, told=replace(TOLD, parent_consent=AGREED))
        assert (adult.parent_consent, adult.identified) == ("", False)


@pytest.mark.django_db
def test_it_goes_its_way_and_who_proposed_never_decides(cast: Cast, told: dict[str, Any]) -> None:
    with acting(cast.quyet):
        with pytest.raises(refusals.NominationShut):
            decide(actor=cast.quyet, **told, version=1, decision=PAPER, form="giay_khen")
        propose(actor=cast.quyet, **told, version=1)
        propose(actor=cast.quyet, **told, version=1)
        with pytest.raises(refusals.NominationShut):
            correct_nomination(actor=cast.quyet, **told, version=2, told=TOLD)
        with pytest.raises(refusals.DaysBackwards):
            put(actor=cast.quyet, **told, version=2, body="Hội đồng", on=date(2026, 1, 1))
        put(actor=cast.quyet, **told, version=2, body="Hội đồng", on=TODAY)
        with pytest.raises(refusals.ProposerDecides):
            decide(actor=cast.quyet, **told, version=3, decision=PAPER, form="giay_khen")
        assert waiting(cast.quyet) == []
    with acting(cast.lien), pytest.raises(Forbidden):
        decide(actor=cast.lien, **told, version=3, decision=PAPER, form="giay_khen")
    with acting(cast.van):
        with pytest.raises(StaleVersion):
            decide(actor=cast.van, **told, version=1, decision=PAPER, form="giay_khen")
        made = decide(actor=cast.van, **told, version=3, decision=PAPER, form="thu_khen")
        assert (made.form, made.decided_by_name) == ("thu_khen", cast.van.name)
        assert decide(actor=cast.van, **told, version=3, decision=PAPER, form="thu_khen").version == made.version
        with pytest.raises(refusals.NominationShut):
            decline(actor=cast.van, **told, version=4, reason="Chưa đủ thành tích")


@pytest.mark.django_db
def test_the_chair_decides_what_the_officer_put(cast: Cast, told: dict[str, Any]) -> None:
    put_before(cast, told)
    with acting(cast.quyet):
        assert [one.pk for one in waiting(cast.quyet)] == [told["nomination_id"]]
        made = decline(actor=cast.quyet, **told, version=3, reason="Cần thêm minh chứng của thôn")
        assert made.decided_why


@pytest.mark.django_db
def test_what_a_higher_level_decides_the_province_writes_down(cast: Cast) -> None:
    with acting(cast.lien):
        made = draft_nomination(
            actor=cast.lien, at=AT, place=cast.land.own, told=replace(TOLD, level="province", form="bang_khen")
        )
        told = {"at": AT, "nomination_id": made.pk}
        propose(actor=cast.lien, **told, version=1)
        with pytest.raises(Forbidden):
            put(actor=cast.lien, **told, version=2, body="UBND thành phố", on=TODAY)
    with acting(cast.phu):
        put(actor=cast.phu, **told, version=2, body="UBND thành phố", on=TODAY)
    with acting(cast.quyet), pytest.raises(Forbidden):
        decide(actor=cast.quyet, **told, version=3, decision=PAPER, form="bang_khen")
    with acting(cast.van):
        assert waiting(cast.van)[0].pk == made.pk
        decide(actor=cast.van, **told, version=3, decision=PAPER, form="bang_khen")


@pytest.mark.django_db
def test_others_see_it_only_once_it_is_decided_and_public_by_consent(cast: Cast, told: dict[str, Any]) -> None:
    pk = told["nomination_id"]
    put_before(cast, told)
    with acting(cast.quyet):
        decide(actor=cast.quyet, **told, version=3, decision=PAPER, form="giay_khen")
    with acting(cast.thao):
        assert not Nomination.objects.filter(pk=pk).exists()
        with pytest.raises(NotFound):
            nomination_seen(cast.thao, pk)
    with acting(cast.lien):
        assert made_public() == []
        with pytest.raises(refusals.PublishUnasked):
            set_publishable(actor=cast.lien, **told, version=4, public=True, consent=" ")
        with pytest.raises(IntegrityError), transaction.atomic():
            Nomination.objects.filter(pk=pk).update(publishable=True)
        set_publishable(actor=cast.lien, **told, version=4, public=True, consent=AGREED)
        assert [one.name for one in made_public()] == [TOLD.name]
    with acting(cast.thao):
        assert seen_by(cast.thao).get().pk == pk
        assert Nomination.objects.filter(pk=pk).update(name="x") == 0
    with acting(cast.lien):
        set_publishable(actor=cast.lien, **told, version=5, public=False)
        assert made_public() == []
    with acting(cast.thao):
        assert not Nomination.objects.filter(pk=pk).exists()


@pytest.mark.django_db
def test_people_take_it_from_draft_to_decision_on_their_pages(cast: Cast) -> None:
    officer: Client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    chair: Client = signed_in(make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, cast.land.own))
    other: Client = signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, cast.land.sibling))
    sent = {name: getattr(TOLD, name) for name in NominationTold.__dataclass_fields__}
    wrong = officer.post("/chuong-trinh/khen-thuong/moi", {**sent, "whom": "child"})
    assert wrong.status_code == 422
    assert "cả trẻ em và cha mẹ" in wrong.text
    page = officer.post("/chuong-trinh/khen-thuong/moi", sent).url
    assert other.get(page).status_code == 404
    assert officer.post(f"{page}/gui", {"version": "1"}).status_code == 303
    assert officer.post(f"{page}/trinh", {"version": "2", "body": "Hội đồng", "on": "23/11/2099"}).status_code == 303
    assert officer.get(f"{page}/quyet-dinh").status_code == 403
    assert "Ghi quyết định khen" in chair.get(page).text
    paper = {"version": "3", "number": "12/QĐ-UBND", "on": "24/11/2099", "signer": "Chủ tịch", "form": "giay_khen"}
    assert chair.post(f"{page}/quyet-dinh", paper).status_code == 303
    assert "12/QĐ-UBND" in officer.get(page).text
    inbox = officer.get(reverse("notices:inbox")).text
    assert f"Đề nghị khen thưởng KT-{timezone.localdate().year}/{cast.land.own.code}" in inbox
    assert TOLD.name not in inbox
    assert officer.post(f"{page}/cong-khai", {"version": "4", "public": "yes", "consent": ""}).status_code == 422
    assert officer.post(f"{page}/cong-khai", {"version": "4", "public": "yes", "consent": AGREED}).status_code == 303
    shown = other.get(page).text
    assert TOLD.name in shown
    assert AGREED not in shown
    assert TOLD.name in other.get("/chuong-trinh/khen-thuong?tt=decided&ai=person&cap=commune").text
