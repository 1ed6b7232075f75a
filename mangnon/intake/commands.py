"""``intake receive``: a report from another program, once however often it is sent."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, argument
from mangnon.access.scope import acting
from mangnon.intake.actions import receive_report
from mangnon.intake.models import Channel, Danger, Urgency
from mangnon.intake.told import Against, ChildTold, PlaceTold, ReporterTold, ReportTold, SuspectTold
from mangnon.lib.dates import PartialDate, format_datetime
from mangnon.lib.refusal import Refusal
from mangnon.places.models import Unit

Data = dict[str, Any]
DANGERS = {True: Danger.YES, False: Danger.NO, None: Danger.UNKNOWN}
CHILD = ("full_name", "about", "condition", "fear", "family", "helped", "father_name", "mother_name", "carer_name",
         "whereabouts")  # fmt: skip
REPORTER = ("name", "phone", "address", "relation", "safe_contact")
SEXES = {"1", "2", "9"}


class NoSuchReport(Refusal):
    """The path leads to nothing that can be read as a report."""

    code = "intake.unreadable"
    sentence = gettext_lazy("Không đọc được tin báo trong tệp {path}: {why}.")
    remedy = gettext_lazy("Tệp phải là một đối tượng JSON có id, channel, what; xem docs/commands.md.")


def receive(call: Call) -> Data:
    """Read one report and take it in. Raises NoSuchReport and what receiving raises."""
    path = Path(call.asked.from_json)
    sent = _read(path)
    with acting(call.actor), transaction.atomic():
        told = _told(path, sent)
        receipt = receive_report(actor=call.actor, at=call.at, report_id=_id(path, sent), told=told)
    return {
        "id": str(receipt.id),
        "number": receipt.number,
        "recorded_at": receipt.recorded_at.isoformat(),
        "place": {"code": receipt.place_code, "name": receipt.place},
        "urgency": receipt.urgency,
        "accept_by": receipt.accept_by.isoformat() if receipt.accept_by else None,
    }


def _read(path: Path) -> Data:
    try:
        sent = json.loads(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise NoSuchReport(path=path, why=_("không mở được tệp")) from trouble
    except ValueError as trouble:
        raise NoSuchReport(path=path, why=_("không phải JSON")) from trouble
    if not isinstance(sent, dict):
        raise NoSuchReport(path=path, why=_("không phải một đối tượng"))
    return sent


def _id(path: Path, sent: Data) -> UUID:
    try:
        return UUID(str(sent.get("id", "")))
    except ValueError as wrong:
        raise NoSuchReport(path=path, why=_("id không phải UUID")) from wrong


def _told(path: Path, sent: Data) -> ReportTold:
    first = _moment(path, sent.get("first_information_at"))
    channel = str(sent.get("channel", ""))
    return ReportTold(
        channel=channel if channel in Channel.values else Channel.MACHINE,
        what=str(sent.get("what", "")),
        place=_place(sent.get("place")),
        danger=_danger(sent.get("danger_now")),
        reference=str(sent.get("reference") or ""),
        harms=_texts(sent.get("harms")),
        signs=_texts(sent.get("signs")),
        first_information_at=first,
        first_information_source=str(sent.get("first_information_source") or _source(channel)) if first else "",
        children=tuple(_child(one) for one in _listed(sent.get("child"))),
        suspects=tuple(SuspectTold(str(one.get("name", "")), str(one.get("about", "")), str(one.get("tie", "unknown")))
                       for one in _listed(sent.get("suspect"))),
        reporter=_reporter(sent.get("reporter")),
        against=Against(commune=sent.get("against") == "commune", province=sent.get("against") == "province"),
    )  # fmt: skip


def _source(channel: str) -> str:
    return _("phần mềm gửi kèm ({channel})").format(channel=channel or "machine")


def _danger(told: Any) -> str:
    if isinstance(told, str):
        return told if told in Danger.values else Danger.UNKNOWN
    return DANGERS.get(told, Danger.UNKNOWN)


def _listed(told: Any) -> list[Data]:
    """One object, a list of them, or nothing."""
    return [one for one in (told if isinstance(told, list) else [told]) if isinstance(one, dict)]


def _texts(told: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in told) if isinstance(told, list) else ()


def _place(told: Any) -> PlaceTold:
    if not isinstance(told, dict):
        return PlaceTold(text=str(told or ""))
    code, text = str(told.get("code") or ""), str(told.get("text") or "")
    coded = Unit.objects.filter(code=code).order_by("valid_from") if code else Unit.objects.none()
    unit = coded.filter(valid_to__isnull=True).first() or coded.last()  # an old code leads to what it became
    return PlaceTold(unit.pk if unit else None, None, text or (code if unit is None else ""))


def _moment(path: Path, told: Any) -> datetime | None:
    if not told:
        return None
    try:
        moment = datetime.fromisoformat(str(told))
    except ValueError as wrong:
        raise NoSuchReport(path=path, why=_("first_information_at không phải thời điểm ISO 8601")) from wrong
    if moment.tzinfo is None:
        raise NoSuchReport(path=path, why=_("first_information_at thiếu múi giờ"))
    return moment


def _child(told: Data) -> ChildTold:
    sex, born = str(told.get("sex", "9")), str(told.get("born") or "")
    names: dict[str, Any] = {name: str(told.get(name) or "") for name in CHILD}
    names["full_name"] = names["full_name"] or str(told.get("name") or "")
    return ChildTold(
        **names, sex=sex if sex in SEXES else "9", born=PartialDate.parse(born).code if born else "",
        home=_place(told.get("home")),
    )  # fmt: skip


def _reporter(told: Any) -> ReporterTold:
    if not isinstance(told, dict):
        return ReporterTold()
    texts = {name: str(told.get(name) or "") for name in REPORTER}
    return ReporterTold(anonymous=bool(told.get("anonymous")), **texts)


def told_receipt(data: Data) -> str:
    """The receipt for people."""
    urgency = str(Urgency(data["urgency"]).label).lower()
    when = format_datetime(datetime.fromisoformat(data["accept_by"])) if data["accept_by"] else "–"
    return _("Tin {number}: {urgency}, ở {place}, phải có người nhận trước {when}.").format(
        number=data["number"], urgency=urgency, place=data["place"]["name"], when=when
    )


COMMANDS = (
    Command(
        "intake receive",
        gettext_lazy("Nhận một tin báo từ tệp JSON; gửi lại cùng id và nội dung không đổi gì"),
        receive,
        (argument("--from-json", metavar="TỆP", required=True, help="tệp JSON của một tin báo"),),
        told=told_receipt,
    ),
)
