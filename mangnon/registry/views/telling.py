"""How each kind of fact reads on the timeline of a child."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import day_words, format_date, format_time, local_day
from mangnon.lib.numbers import format_money
from mangnon.lib.refusal import Text
from mangnon.registry.harm.wording import HarmWords
from mangnon.registry.models import Accident, Child, Left, OtherName, Residence, Schooling, Source, Transfer, Which
from mangnon.registry.queries.story import Story, Told
from mangnon.registry.queries.wording import Wording
from mangnon.registry.views.living import disability_words
from mangnon.registry.words import (
    corrected_field,
    corrected_value,
    nutrition_words,
    size_words,
    way_words,
    where_words,
)
from mangnon.ui.parts import Link, Tab, TimelineEntry, Words

Say = Callable[[Told, Wording], str]
MOST = 60
"""Entries that a page shows before "xem tất cả"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one kind of fact stands on the timeline. ``chip`` is the filter that it belongs to."""

    chip: str
    title: Text
    icon: str
    says: Say
    ends: Say | None = None
    """What is said of the day on which it ends; None when its successor says it."""
    view: str = ""
    """Where it opens, by its key; empty when the timeline tells everything."""
    mend: tuple[str, str] = ("", "")
    """Where it is put right, by child and key, and the right to; empty when the timeline offers no way."""


CHIPS: dict[str, Text] = {
    "tham": gettext_lazy("Thăm"),
    "hoan-canh": gettext_lazy("Hoàn cảnh"),
    "gia-dinh": gettext_lazy("Gia đình"),
    "noi-o": gettext_lazy("Nơi ở"),
    "tro-giup": gettext_lazy("Trợ giúp"),
    "hoc-tap": gettext_lazy("Học tập"),
    "suc-khoe": gettext_lazy("Sức khỏe"),
    "so": gettext_lazy("Ghi sổ"),
}
"""Filters of the timeline, in their order."""


def _join(*parts: object) -> str:
    return ", ".join(str(one) for one in parts if one)


def _which(one: Told) -> Text:
    return Which(one.data["which"]).label


def _parent(one: Told, words: Wording) -> str:
    if one.data["unknown"]:
        return _("{which}: không biết là ai.").format(which=_which(one))
    year = _("sinh {year}").format(year=one.data["born_year"]) if one.data["born_year"] else ""
    return f"{_which(one)}: {_join(one.data['full_name'], year, one.data['work'])}."


def _state(one: Told, words: Wording) -> str:
    return f"{_which(one)} {words.word('tinh_trang_cha_me', one.data['state'])}."


def _state_ended(one: Told, words: Wording) -> str:
    return _("{which} không còn: {state}.").format(
        which=_which(one), state=words.word("tinh_trang_cha_me", one.data["state"])
    )


def _carer(one: Told, words: Wording) -> str:
    relation = words.word("quan_he_nguoi_cham_soc", one.data["relation"])
    return _("{name} chăm sóc trẻ ({relation}).").format(name=one.data["full_name"], relation=relation)


def _carer_ended(one: Told, words: Wording) -> str:
    return _("{name} thôi chăm sóc trẻ.").format(name=one.data["full_name"])


def _residence(one: Told, words: Wording) -> str:
    place = _join(one.data["address"], where_words(one.data["hamlet_name"], one.data["place_name"] or ""))
    status = words.word("tinh_trang_cu_tru", one.data["status"])
    kind = Residence.Kind(one.data["kind"]).label
    return f"{kind}: {_join(place or _('chưa rõ'), status.lower())}."


def _stay(one: Told, words: Wording) -> str:
    relation = words.word("quan_he_voi_chu_ho", one.data["relation"])
    said = _("Ở trong hộ của {head}").format(head=one.data["household_head_name"])
    return f"{said} ({relation.lower()})." if relation else f"{said}."


def _stay_ended(one: Told, words: Wording) -> str:
    return _("Ra khỏi hộ của {head}.").format(head=one.data["household_head_name"])


def _circumstance(one: Told, words: Wording) -> str:
    decision = _join(one.data["decision"], one.data["decided_by"])
    return _sentences(words.group(one.data["code"]), one.data["evidence"], decision)


def _circumstance_ended(one: Told, words: Wording) -> str:
    return _sentences(_("Không còn: {what}").format(what=words.group(one.data["code"])), one.data["end_reason"])


def _sentences(*parts: object) -> str:
    return " ".join(f"{str(one).rstrip('.')}." for one in parts if one)


def _visit(one: Told, words: Wording) -> str:
    lines = [one.data["seen"]]
    if one.data["next_on"]:
        lines.append(_("Thăm lại {day}").format(day=format_date(date.fromisoformat(one.data["next_on"]))))
    return _sentences(*lines)


def _aid(one: Told, words: Wording) -> str:
    value = format_money(one.data["value_vnd"]) if one.data["value_vnd"] else ""
    return _sentences(": ".join(filter(None, (one.data["what"], value))), one.data["giver"], one.data["decision"])


def _entitlement(one: Told, words: Wording) -> str:
    monthly = one.data["monthly_vnd"]
    value = _("{money} mỗi tháng").format(money=format_money(monthly)) if monthly else ""
    return _sentences(_join(_line(one, words), value), one.data["decision"])


def _entitlement_ended(one: Told, words: Wording) -> str:
    return _sentences(_("Thôi hưởng: {what}").format(what=_line(one, words)), one.data["end_reason"])


def _line(one: Told, words: Wording) -> str:
    line = str(one.data["line"])
    return words.benefits.get((one.data["law"], line), line)


def _school(one: Told, words: Wording) -> str:
    told, year = one.data, one.data["year"]
    level = words.word("cap_hoc", told["level"])
    said = _join(Schooling.Status(told["status"]).label, level, told["grade"], told["school"], told["reason"])
    return _("Năm học {year}: {status}.").format(year=f"{year}-{year + 1}", status=said)


def _insurance(one: Told, words: Wording) -> str:
    return _sentences(_("Thẻ bảo hiểm y tế {number}").format(number=one.data["number"]), one.data["clinic"])


def _dose(one: Told, words: Wording) -> str:
    return _sentences(_("{vaccine}, mũi {n}").format(vaccine=one.data["vaccine"], n=one.data["number"]),
                      one.data["given_at"])  # fmt: skip


def _checkup(one: Told, words: Wording) -> str:
    told = one.data
    return _sentences(_join(size_words(told), nutrition_words(told)), told["conclusion"], told["checked_at"])


def _disability(one: Told, words: Wording) -> str:
    what = disability_words(one.data, words)
    return _sentences(_("Khuyết tật: {what}").format(what=what), one.data["certificate"])


def _departure(one: Told, words: Wording) -> str:
    back = one.data["returned_on"]
    came = _("Trở về {day}").format(day=format_date(date.fromisoformat(back))) if back else ""
    return _sentences(Left(one.data["kind"]).label, one.data["where"], one.data["cause"], came)


def _transfer(one: Told, words: Wording) -> str:
    way = way_words(one.data["from_place_name"], one.data["to_place_name"])
    return _sentences(way, Transfer.State(one.data["state"]).label, one.data["hand_over"], one.data["answer"])


def _correction(one: Told, words: Wording) -> str:
    told = one.data
    old, new = (corrected_value(told["field"], told[side], words) for side in ("old", "new"))
    change = f"{corrected_field(told['field'])}: {old or '–'} → {new or '–'}"
    return _sentences(change, _("Lý do: {why}").format(why=told["reason"]))


def _accident(one: Told, words: Wording) -> str:
    said = _join(HarmWords(words).cause(one.data["cause"]), one.data["where"])
    return _sentences(said, Accident.Outcome(one.data["outcome"]).label)


def _name(one: Told, words: Wording) -> str:
    return f"{OtherName.Kind(one.data['kind']).label}: {one.data['name']}"


READINGS: dict[str, Reading] = {
    "visit": Reading("tham", gettext_lazy("Thăm tại nhà"), "home-heart", _visit),
    "circumstance": Reading("hoan-canh", gettext_lazy("Hoàn cảnh"), "support", _circumstance, _circumstance_ended),
    "parent": Reading("gia-dinh", gettext_lazy("Cha, mẹ"), "people", _parent),
    "state": Reading("gia-dinh", gettext_lazy("Tình trạng của cha, mẹ"), "people", _state, _state_ended),
    "carer": Reading("gia-dinh", gettext_lazy("Người chăm sóc"), "person", _carer, _carer_ended),
    "stay": Reading("gia-dinh", gettext_lazy("Hộ gia đình"), "home", _stay, _stay_ended),
    "residence": Reading("noi-o", gettext_lazy("Nơi ở"), "home-move", _residence),
    "transfer": Reading("noi-o", gettext_lazy("Chuyển nơi quản lý"), "forward", _transfer),
    "departure": Reading("noi-o", gettext_lazy("Rời sổ"), "exit", _departure),
    "aid": Reading("tro-giup", gettext_lazy("Trợ giúp"), "gift", _aid),
    "entitlement": Reading("tro-giup", gettext_lazy("Chế độ"), "coin", _entitlement, _entitlement_ended),
    "school": Reading("hoc-tap", gettext_lazy("Học tập"), "school", _school),
    "insurance": Reading("suc-khoe", gettext_lazy("Bảo hiểm y tế"), "medicine", _insurance),
    "dose": Reading(
        "suc-khoe", gettext_lazy("Tiêm chủng"), "medicine", _dose, mend=("registry:mend_dose", "registry.doses.mend")
    ),
    "checkup": Reading(
        "suc-khoe",
        gettext_lazy("Khám sức khỏe"),
        "medicine",
        _checkup,
        mend=("registry:mend_checkup", "registry.checkups.mend"),
    ),
    "disability": Reading("suc-khoe", gettext_lazy("Khuyết tật"), "medicine", _disability),
    "accident": Reading("suc-khoe", gettext_lazy("Tai nạn"), "alert", _accident, view="registry:accident"),
    "correction": Reading("so", gettext_lazy("Chỉnh sửa"), "edit", _correction),
}
"""Kinds that stand on the timeline; other names stand beside the name."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What stands on the page: chips with counts, entries, and whether older ones are left out."""

    tabs: tuple[Tab, ...]
    entries: tuple[TimelineEntry, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    chip: str
    day: date
    order: float
    entry: TimelineEntry


class Teller:
    """Tells the story of one child on one day."""

    def __init__(
        self,
        child: Child,
        story: Story,
        words: Wording,
        *,
        sensitive: tuple[Told, ...] = (),
        may: Callable[[str], bool] = lambda _right: False,
    ) -> None:
        self.child, self.story, self.words, self.today, self.may = child, story, words, words.on, may
        lines = [line for one in (*story.told, *sensitive) for line in self._lines(one)]
        lines.append(self._registered())
        self.lines = sorted(lines, key=lambda line: (line.day, line.order), reverse=True)

    def timeline(self, path: str, chip: str, *, everything: bool) -> Timeline:
        """Under one chip, or all."""
        shown = [line for line in self.lines if chip in ("", line.chip)]
        kept = shown if everything else shown[:MOST]
        return Timeline(self._tabs(path, chip), tuple(line.entry for line in kept), len(shown) - len(kept))

    def _tabs(self, path: str, chip: str) -> tuple[Tab, ...]:
        counts = {key: sum(line.chip == key for line in self.lines) for key in CHIPS}
        every = Tab(_("Tất cả"), path, len(self.lines), active=not chip)
        tabs = (Tab(CHIPS[key], f"{path}?loai={key}", n, active=key == chip) for key, n in counts.items() if n)
        return (every, *tabs)

    def _lines(self, one: Told) -> list[_Line]:
        reading = READINGS.get(one.kind)
        if reading is None:
            return []
        lines = [_Line(reading.chip, one.day, _order(one), self._entry(one, one.day, reading.says, reading))]
        if reading.ends is not None and one.until is not None and one.until <= self.today:
            lines.append(_Line(reading.chip, one.until, 0, self._entry(one, one.until, reading.ends, reading)))
        return lines

    def _entry(self, one: Told, day: date, says: Say, reading: Reading) -> TimelineEntry:
        text = says(one, self.words)
        return TimelineEntry(
            day=day_words(self.today, day),
            kind=_("Thăm tại nhà, có điều lo ngại") if one.data.get("worry") else reading.title,
            icon=reading.icon,
            text=_sentences(text, one.note) if one.note else text,
            time=format_time(one.at) if one.at and local_day(one.at) == day else "",
            sources=(*self._sources(one), *self._ways(reading, one)),
        )

    def _sources(self, one: Told) -> tuple[str, ...]:
        source = str(Source(one.source).label) if one.source else ""
        by = one.data.get("by_name") or self.story.author(one)
        return tuple(filter(None, (by, source)))

    def _ways(self, reading: Reading, one: Told) -> list[Words]:
        ways: list[Words] = []
        if reading.view:
            ways.append((Link(_("Xem"), reverse(reading.view, args=[one.key])),))
        view, right = reading.mend
        if view and self.may(right):
            ways.append((Link(_("Sửa"), reverse(view, args=[self.child.pk, one.key])),))
        return ways

    def _registered(self) -> _Line:
        day = local_day(self.child.recorded_at)
        by = self.story.authors.get(self.child.recorded_by, self.child.recorded_by)
        entry = TimelineEntry(
            day=day_words(self.today, day), kind=_("Ghi vào sổ"), icon="pencil-plus",
            text=_("Hồ sơ của trẻ được lập trong sổ."), time=format_time(self.child.recorded_at), sources=(by,),
        )  # fmt: skip
        return _Line("so", day, self.child.recorded_at.timestamp(), entry)


def _order(one: Told) -> float:
    return one.at.timestamp() if one.at else 0.0
