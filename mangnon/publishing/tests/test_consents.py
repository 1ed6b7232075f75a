"""A consent that ends takes the child's picture off every public page at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client, TestCase

from mangnon.access.consenting import Whom
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.oversight.consents.actions import Person, Told, record_consent, revoke_consent
from mangnon.oversight.consents.models import Consent
from mangnon.publishing import jobs, refusals
from mangnon.publishing.actions import add_picture, clear_picture, send_article, sign_due
from mangnon.publishing.models import Article, Line, Live, Picture
from mangnon.publishing.tests.conftest import Office
from mangnon.publishing.tests.test_screens import photo
from mangnon.registry.models import Child
from mangnon.testing import register
from mangnon.testing.cast import AT, Cast

pytestmark = pytest.mark.django_db


def say(cast: Cast, child: Child, *, last_day: date | None = None) -> Consent:
    """The mother of a child under seven agrees, before a witness."""
    told = Told(
        purpose="cong-bo", giver="representative", agreed=True, data=("hinh-anh",), way="spoken", witness="Trưởng thôn",
        given_on=local_day(AT), language="Tiếng Việt", explained="Đã nói rõ ảnh đăng ở đâu.", relation="mother",
        giver_name="Hồ Thị Mẹ", last_day=last_day,
    )  # fmt: skip
    person = Person("Hồ Văn Thử", child.born_from, cast.land.own.pk, Whom("registry.Child", str(child.pk)))
    return record_consent(actor=cast.lien, at=AT, consent_id=new_id(), about=person, told=told)


def shown(office: Office, cast: Cast, child: Child, name: str) -> Article:
    """An article with a picture in which the child can be recognised, all consents confirmed."""
    article = office.write(name)
    picture = add_picture(
        actor=office.editor, at=AT, article_id=article.pk, upload=photo(), alt="Em bé ở lớp", caption="", faces=1
    )
    with acting(cast.lien):
        clear_picture(actor=cast.lien, at=AT, picture_id=picture.pk, child_id=child.pk)
    return article


def test_revoking_takes_the_picture_off_every_page_at_once(office: Office, cast: Cast) -> None:
    with acting(cast.lien):
        child = register.child("Hồ Văn Thử", cast.land.own, born="2022-03-01")
        consent = say(cast, child)
    public = office.publish(shown(office, cast, child, "Ngày hội ở trường"))
    draft = shown(office, cast, child, "Bài còn nháp")
    sign_due(at=AT)
    address, client = f"/tin-tuc/{public.slug}", Client()
    picture = Live.objects.get().pictures[0]["file"]
    assert picture in client.get(address).text
    with TestCase.captureOnCommitCallbacks(execute=True), acting(cast.lien):
        revoke_consent(actor=cast.lien, at=AT + timedelta(hours=1), consent_id=consent.pk)
    assert client.get(f"/hinh/{picture}").status_code == 404
    assert picture not in client.get(address).text
    assert "Ngày hội ở trường" in client.get(address).text
    assert Picture.objects.get(article=public).removed_at
    assert Line.objects.filter(article=public, act="removed", reason__startswith="Sự đồng ý").exists()
    with pytest.raises(refusals.ConsentMissing):
        send_article(actor=office.editor, at=AT, article_id=draft.pk, version=1)
    with acting(cast.an):
        assert Entry.objects.filter(action="publishing.pictures.take_down").count() == 1


def test_a_consent_that_ran_out_takes_it_down_too(office: Office, cast: Cast) -> None:
    with acting(cast.lien):
        child = register.child("Hồ Văn Thử", cast.land.own, born="2022-03-01")
        say(cast, child, last_day=local_day(AT) + timedelta(days=7))
    office.publish(shown(office, cast, child, "Ngày hội ở trường"))
    assert jobs.end_with_consents(at=AT) == 0
    assert jobs.end_with_consents(at=AT + timedelta(days=9)) == 1
    assert Live.objects.get().pictures == []
    assert jobs.end_with_consents(at=AT + timedelta(days=9)) == 0
