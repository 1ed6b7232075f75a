"""A photo is kept with a reason and a consent only, stays closed, goes for good, and stands in no list."""

from __future__ import annotations

import html

import pytest
from django.urls import reverse

from mangnon.access.consenting import Whom
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.files.models import StoredFile
from mangnon.files.tests.friendly import picture, upload
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.oversight.consents.actions import revoke_consent
from mangnon.oversight.consents.models import Consent, ConsentPerson
from mangnon.registry.models import ChildPhoto, Merge
from mangnon.registry.photos.actions import HasPhoto, NoConsent, WhyGone, WhyPhoto, add_photo, consent, remove_photo
from mangnon.registry.photos.offers import uses
from mangnon.registry.photos.tests.conftest import Agree
from mangnon.registry.tests.conftest import Desk, Enter
from mangnon.testing.cast import AT, Cast

WHY = "Trẻ bị lạc, không nói được tên"


def _image() -> object:
    return upload(picture(), "anh.jpg")


def test_without_reason_or_consent_no_photo_is_kept(cast: Cast, enter: Enter, agree: Agree) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    with pytest.raises(WhyPhoto):
        add_photo(**say, upload=_image(), reason="đẹp")
    with pytest.raises(NoConsent):
        add_photo(**say, upload=_image(), reason=WHY)
    agree(child)
    add_photo(**say, upload=_image(), reason=WHY)
    with pytest.raises(HasPhoto):
        add_photo(**say, upload=upload(picture(400, 300), "khac.jpg"), reason=WHY)
    with acting(cast.lien):
        file = StoredFile.objects.get(owner_kind="registry.photo")
        assert file.sensitive
        assert file.blurred_name
        assert [one.title for one in uses(cast.lien, "anh-trong-ho-so", Whom("registry.Child", str(child.pk)))]
        assert not uses(cast.lien, "cong-bo", Whom("registry.Child", str(child.pk)))
    with acting(cast.thao):
        assert not StoredFile.objects.exists()
        assert not ChildPhoto.objects.exists()


def test_a_collaborator_neither_keeps_nor_removes_a_photo(cast: Cast, enter: Enter, agree: Agree) -> None:
    child = enter()
    agree(child)
    say = {"actor": cast.mo, "at": AT, "child_id": child.pk}
    with acting(cast.mo), pytest.raises(Forbidden):
        add_photo(**say, upload=_image(), reason=WHY)
    with acting(cast.mo), pytest.raises(Forbidden):
        remove_photo(**say, reason=WHY)


def test_a_photo_goes_for_good_and_its_reason_stays(cast: Cast, enter: Enter, agree: Agree) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    agree(child)
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    with pytest.raises(NotFound):
        remove_photo(**say, reason="Đã hết lý do")
    add_photo(**say, upload=_image(), reason=WHY)
    with pytest.raises(WhyGone):
        remove_photo(**say, reason="hết")
    remove_photo(**say, reason="Đã hết lý do")
    with acting(cast.lien):
        assert not StoredFile.objects.exists()
        photo = ChildPhoto.objects.get()
        assert (photo.reason, photo.removed_why) == (WHY, "Đã hết lý do")
    with acting(cast.an):
        booked = set(Entry.objects.filter(action__startswith="registry.photos").values_list("action", flat=True))
        assert booked == {"registry.photos.add", "registry.photos.remove"}


def test_the_page_shows_it_blurred_until_it_is_opened_with_a_reason(
    cast: Cast, enter: Enter, agree: Agree, lien: Desk
) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    assert "trước hết ghi sự đồng ý" in html.unescape(lien.see("add_photo", child.pk))
    agree(child)
    assert "trước hết ghi sự đồng ý" not in html.unescape(lien.see("add_photo", child.pk))
    lien.send("add_photo", child.pk, reason=WHY, file=_image())
    page = html.unescape(lien.see("child", child.pk))
    assert WHY in page
    assert "Bản mờ" in page
    with acting(cast.lien):
        file = StoredFile.objects.get()
    sharp = lien.client.post(reverse("files:open", args=[file.pk]), {"reason": "Nhận ra trẻ khi bàn giao"})
    assert sharp.status_code == 200
    blurred = lien.client.get(reverse("files:file", args=[file.pk]))
    assert b"".join(blurred) != b"".join(sharp)
    assert str(file.pk) not in lien.see("children")
    lien.send("remove_photo", child.pk, reason="Đã hết lý do")
    assert "Bản mờ" not in html.unescape(lien.see("child", child.pk))
    lien.see("remove_photo", child.pk, status=404)


def _said(giver: str, **more: str) -> dict[str, object]:
    """The form of consent as an officer fills it; it asks for neither name nor place of a child of the register."""
    return {
        "once": str(new_id()), "purpose": "anh-trong-ho-so", "giver": giver, "answer": "yes", "kinds": ["hinh-anh"],
        "way": "spoken", "witness": "Hồ Thị Nhót", "language": "tiếng Việt", "explained": "Đã nói rõ.",
        "given_on": "2/11/2026", **more,
    }  # fmt: skip


def test_the_form_leads_to_the_consent_that_is_missing(cast: Cast, enter: Enter, lien: Desk) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    way = reverse("oversight:child_consent", args=[child.pk])
    assert way in lien.see("add_photo", child.pk)
    page = html.unescape(lien.client.get(way).content.decode())
    assert "Hồ Thị Sương" in page
    assert 'name="full_name"' not in page
    for said in (_said("representative", relation="father", giver_name="Hồ Văn Bút", independent="on"), _said("child")):
        assert lien.client.post(way, said).status_code == 303
        assert lien.client.post(way, said).status_code == 303, "sent twice it is one"
    assert way not in lien.see("add_photo", child.pk)
    lien.send("add_photo", child.pk, reason=WHY, file=_image())
    with acting(cast.lien):
        assert ChildPhoto.objects.count() == 1
        assert ConsentPerson.objects_unguarded.get().whom == Whom("registry.Child", str(child.pk))
        assert Consent.objects_unguarded.count() == 2


def test_what_was_said_under_a_record_that_was_folded_in_still_counts(cast: Cast, enter: Enter, agree: Agree) -> None:
    kept, dropped = enter("Hồ Thị Sương", "7/3/2014"), enter("Hồ Thị Xương", "7/3/2014")
    agree(kept)
    with acting(cast.lien):
        assert consent(kept, AT).allowed
        agree(dropped)
        for one in Consent.objects_unguarded.filter(person__subject_id=str(dropped.pk)):
            revoke_consent(actor=cast.lien, at=AT, consent_id=one.pk)
        assert consent(kept, AT).allowed, "another child's refusal is no concern of this one"
        Merge.objects.create(
            id=new_id(), kept=kept, dropped=dropped, at=AT, by="-", by_name="Hồ Thị Liên", before={}
        )  # fmt: skip
        assert not consent(kept, AT).allowed
        Merge.objects.update(undone_at=AT)
        assert consent(kept, AT).allowed
