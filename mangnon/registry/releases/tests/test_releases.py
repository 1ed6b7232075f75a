"""A list of more than 200 children leaves only when a second person has said so, in the official layout, disarmed."""

from __future__ import annotations

import html
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.notices.models import Notice
from mangnon.registry.models import Child, ListRelease
from mangnon.registry.queries import children
from mangnon.registry.releases.actions import (
    NotLong,
    OwnRequest,
    RefusalUnexplained,
    ReleaseAnswered,
    answer_release,
    ask_release,
)
from mangnon.registry.releases.queries import granted, to_answer
from mangnon.registry.tests.conftest import Desk
from mangnon.testing.cast import AT, Cast, actor
from mangnon.testing.people import make_person, signed_in
from mangnon.ui.exporting import ReasonMissing

WHY = "Gửi trạm y tế rà soát tiêm chủng"
LIST = reverse("registry:children")


def _ask(cast: Cast, **more: object) -> ListRelease:
    told = {
        "release_id": new_id(), "place": cast.land.own, "query": "", "described": "cả sổ", "rows": 230, "reason": WHY,
    }  # fmt: skip
    return ask_release(actor=cast.lien, at=AT, **{**told, **more})  # type: ignore[arg-type]


def test_a_request_is_told_to_the_second_person_and_asked_twice_stays_one(cast: Cast, law: None) -> None:
    chair = make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, cast.land.own)
    row = _ask(cast)
    assert _ask(cast).pk == row.pk
    with acting(cast.quyet):
        assert list(to_answer(cast.quyet, "registry.releases.answer")) == [row]
    with acting(cast.lien):
        assert not to_answer(cast.lien, "registry.releases.answer").exists()
    with acting(cast.quyet):
        assert Notice.objects.filter(person_id=chair.pk).count() == 1


def test_a_short_list_or_one_without_a_reason_is_not_asked_for(cast: Cast, law: None) -> None:
    with pytest.raises(NotLong):
        _ask(cast, rows=200)
    with pytest.raises(ReasonMissing):
        _ask(cast, reason="gửi")
    with acting(cast.lien), pytest.raises(Forbidden):
        _ask(cast, place=cast.land.sibling)


def test_only_another_person_of_the_place_says_yes_and_only_for_a_day(cast: Cast, law: None) -> None:
    row = _ask(cast)
    with pytest.raises(OwnRequest):
        answer_release(actor=cast.lien, at=AT, release_id=row.pk, agrees=True)
    with pytest.raises(NotFound):
        answer_release(actor=cast.thao, at=AT, release_id=row.pk, agrees=True)
    with acting(cast.lien):
        assert granted(cast.lien, "", AT) is None
    answer_release(actor=cast.quyet, at=AT, release_id=row.pk, agrees=True)
    with pytest.raises(ReleaseAnswered):
        answer_release(actor=cast.quyet, at=AT, release_id=row.pk, agrees=False, answer="Nhầm")
    with acting(cast.lien):
        assert granted(cast.lien, "", AT + timedelta(hours=23)) == row
        assert granted(cast.lien, "", AT + timedelta(hours=25)) is None
        assert granted(cast.lien, "gioi=1", AT) is None
    with acting(cast.quyet):
        assert granted(cast.quyet, "", AT) is None


def test_a_no_says_why(cast: Cast, law: None) -> None:
    row = _ask(cast)
    with pytest.raises(RefusalUnexplained):
        answer_release(actor=cast.quyet, at=AT, release_id=row.pk, agrees=False)
    answer_release(actor=cast.quyet, at=AT, release_id=row.pk, agrees=False, answer="Gửi số liệu là đủ")
    with acting(cast.lien):
        assert granted(cast.lien, "", AT) is None


def test_the_database_itself_knows_that_the_second_person_is_another(cast: Cast, law: None) -> None:
    row = _ask(cast)
    with acting(cast.lien), pytest.raises(IntegrityError), transaction.atomic():
        ListRelease.objects.filter(pk=row.pk).update(answered_by=cast.lien.person_id)


def test_a_province_officer_asks_for_several_communes_and_a_leader_says_yes(cast: Cast, law: None) -> None:
    row = ask_release(
        actor=cast.phu,
        at=AT,
        release_id=new_id(),
        place=cast.land.province,
        query="",
        described="",
        rows=500,
        reason=WHY,
    )
    with acting(cast.quyet):
        assert not ListRelease.objects.filter(pk=row.pk).exists()
    leader = actor("Võ Thị Lãnh", Role.PROVINCE_LEADER, cast.land.province)
    assert answer_release(actor=leader, at=AT, release_id=row.pk, agrees=True).state == "granted"


def _said(client: Client, url: str, **typed: str) -> str:
    return html.unescape(client.post(url, typed, follow=True).content.decode())


def test_the_long_list_goes_to_the_second_person_and_leaves_in_the_official_layout(
    cast: Cast, many: int, lien: Desk
) -> None:
    with acting(cast.phu):
        first = children(cast.phu).order_by("sort_key", "id").first()
        assert first is not None
        Child._base_manager.filter(pk=first.pk).update(external_code="=1+1")
    asking = _said(lien.client, LIST, reason=WHY, **{"as": "xlsx"})
    assert "cần người thứ hai" in asking
    assert WHY in asking  # what was typed is not lost
    answer = lien.client.post(reverse("registry:ask_release"), {"reason": WHY, "release_id": str(new_id())})
    page = answer.headers["Location"]
    assert "Đang chờ người thứ hai" in html.unescape(lien.client.get(page).content.decode())
    with acting(cast.phu):
        row = ListRelease.objects.get()
    assert (row.rows, row.place_id) == (many, cast.land.own.pk)
    assert lien.client.post(reverse("registry:take_release", args=[row.pk])).status_code == 404
    assert lien.client.post(reverse("registry:grant_release", args=[row.pk])).status_code == 403
    chair = signed_in(make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, cast.land.own))
    assert "Xuất" in html.unescape(chair.get(reverse("desk:home")).content.decode())
    assert "Đã đồng ý" in _said(chair, reverse("registry:grant_release", args=[row.pk]))
    file = lien.client.post(reverse("registry:take_release", args=[row.pk]))
    assert file.status_code == 200
    sheet = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    cells = [str(cell) for line in sheet for cell in line]
    assert sum(cell == "=1+1" for cell in cells) == 0
    assert "'=1+1" in cells
    assert len([line for line in sheet if str(line[0]).rstrip(".0").isdigit()]) >= many - 30
    plain = lien.client.post(LIST, {"reason": WHY, "as": "csv"})
    assert plain.content.decode().count("\n") >= many
    with acting(cast.phu):
        assert ListRelease.objects.get().taken == 1
    with acting(cast.an):
        booked = Entry.objects.filter(action="registry.rosters.export", outcome="done").first()
        assert booked is not None


def test_a_very_sensitive_group_never_leaves_this_way(cast: Cast, lien: Desk) -> None:
    assert lien.client.get(reverse("registry:ask_release"), {"nhom": "HCDB-05"}).status_code == 403


def test_a_stranger_sees_no_request(cast: Cast, law: None, thao: Desk) -> None:
    row = _ask(cast)
    thao.see("release", row.pk, status=404)
    assert "Chưa ai xin" in html.unescape(thao.see("releases"))
