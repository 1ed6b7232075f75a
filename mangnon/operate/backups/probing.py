"""Inside a copy made for a drill: does a sealed value open, can somebody sign in, does a paper print?"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.accounts.adapter import FactorAdapter
from mangnon.accounts.models import Person
from mangnon.lib.dates import local_day
from mangnon.lib.fields import SealedTextField, reveal
from mangnon.lib.refusal import Refusal
from mangnon.operate.backups.drilling import COPY

OWNER = "owner"


class NotACopy(Refusal):
    """Probing changes a password: never in a place where people work."""

    code = "drill_not_a_copy"
    sentence = _("Đây không phải bản khôi phục để diễn tập, nên không thử gì ở đây.")
    remedy = _("Chạy «mangnon backup drill»: lệnh ấy tự tạo bản để thử rồi xóa đi.")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is tried: True when it held, None when there was nothing to try."""

    name: str
    failed: Any
    run: Callable[[], bool | None]


def probe() -> dict[str, Any]:
    """Try everything; the first failure is the problem. Raises NotACopy."""
    if not (Path(settings.DATA_DIR) / COPY).exists():
        raise NotACopy
    steps: dict[str, str] = {}
    problem = ""
    for step in STEPS:
        held, said = _tried(step)
        steps[step.name] = {True: "ok", False: "bad", None: ""}[held]
        problem = problem or said
    return {"steps": steps, "problem": problem}


def _tried(step: Step) -> tuple[bool | None, str]:
    try:
        held = step.run()
    except Exception as trouble:
        return False, f"{step.failed} ({type(trouble).__name__})"
    return held, str(step.failed) if held is False else ""


def sealed_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every sealed column of every room."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedTextField):
                yield model, field.name


def opens_sealed() -> bool | None:
    """One value of each sealed column, and one second factor, open under the restored ring."""
    found = None
    for factor in Authenticator.objects.using(OWNER).filter(data__has_key="secret")[:1]:
        FactorAdapter().decrypt(factor.data["secret"])
        found = True
    for model, name in sealed_columns():
        one = model._base_manager.using(OWNER).exclude(**{f"{name}__isnull": True}).first()
        if one is not None:
            reveal(one, name)
            found = True
    return found


def signs_in() -> bool | None:
    """The hashes of passwords are readable, and somebody gets in with a password given for this."""
    people = Person.objects.using(OWNER).filter(disabled_at__isnull=True)
    person = people.exclude(password="").first()
    if person is None:
        return None
    identify_hasher(person.password)
    word = secrets.token_urlsafe(24)
    person.set_password(word)
    person.save(using=OWNER, update_fields=["password"])
    from django.test import Client

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0].lstrip(".")})
    secure = settings.TLS
    page = client.get(reverse("accounts:sign_in"), secure=secure)
    answer = client.post(reverse("accounts:sign_in"), {"login": person.username, "password": word}, secure=secure)
    return page.status_code == 200 and answer.status_code in (302, 303)


def prints_paper() -> bool | None:
    """The newest paper becomes a PDF again."""
    from mangnon.papers.models import Sheet
    from mangnon.papers.printing.composing import Circumstances, compose
    from mangnon.papers.printing.pdf import pdf
    from mangnon.papers.questions import of_version

    with acting(job("operate.drill")):
        sheet = Sheet.objects.using(OWNER).order_by("-filled_at").first()
        if sheet is None:
            return None
        form = of_version(sheet.form, sheet.version, local_day(sheet.filled_at))
        revision = sheet.revisions.using(OWNER).order_by("-n").first()
        about = Circumstances(timezone.now(), "-", "-", settings.PUBLIC_URL, closed=True)
        paper = compose(sheet, form, revision.answers if revision else {}, about)
        return pdf(paper).startswith(b"%PDF-")


STEPS = (
    Step("sealed", _("Không mở được thông tin mật bằng khóa đã khôi phục"), opens_sealed),
    Step("sign_in", _("Không đăng nhập được vào bản khôi phục"), signs_in),
    Step("paper", _("Không in được giấy tờ từ bản khôi phục"), prints_paper),
)
