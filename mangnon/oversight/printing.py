"""Letters and notices of oversight as official papers: the same sheet as every other paper, always in Vietnamese."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import HttpResponse

from mangnon.lib.dates import format_datetime
from mangnon.papers.printing.composing import Block, Paper, Signer, issuer
from mangnon.papers.printing.pdf import pdf
from mangnon.papers.showing import long_date
from mangnon.places.models import Unit
from mangnon.places.rules import bare_name, in_line


@dataclass(frozen=True, slots=True)
class Draft:
    """What is said: ``url`` is the page of the record, ``code`` what it is called, ``doubt`` how sure the layout is."""

    code: str
    url: str
    title: str
    body: tuple[Block, ...]
    doubt: str
    day: date
    form: str = ""
    subtitle: str = ""
    addressee: str = ""
    signer: Signer | None = None


def official(draft: Draft, office: Unit, *, at: datetime, by: str) -> Paper:
    """The paper of the people's committee of ``office``; its foot says who printed it when."""
    return Paper(
        form=draft.form,
        issuer=issuer(f"Ủy ban nhân dân {in_line(office.name)}"),
        number=f"Mã hồ sơ: {draft.code}",
        place_and_date=f"{bare_name(office.name)}, {long_date(draft.day)}",
        title=draft.title.upper(),
        subtitle=draft.subtitle,
        authority="",
        addressee=draft.addressee,
        grounds=(),
        blocks=draft.body,
        signers=(draft.signer,) if draft.signer else (),
        recipients=(),
        doubt=draft.doubt,
        foot=f"{draft.code} · in lúc {format_datetime(at)} · {by}",
        link=settings.PUBLIC_URL.rstrip("/") + draft.url,
    )


def as_pdf(paper: Paper, name: str) -> HttpResponse:
    """The paper in the browser; kept nowhere."""
    response = HttpResponse(pdf(paper), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response
