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
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.registry.models import ChildPhoto
from mangnon.registry.photos.actions import HasPhoto, NoConsent, WhyGone, WhyPhoto, add_photo, remove_photo
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
