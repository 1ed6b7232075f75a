"""What a report's page shows and offers: facts of the report, its children, its suspects; the acts in their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.intake.models import Danger, HandOver, HarmReport, Held, State, Tie
from mangnon.intake.rules import SIGNS
from mangnon.intake.slots import report_acts
from mangnon.intake.words import channel_words, when_words, where_words
from mangnon.lib.dates import format_datetime
from mangnon.lib.fields import reveal
from mangnon.registry.models import Sex
from mangnon.ui.parts import Act, Fact, Link, Words


@dataclass(frozen=True, slots=True)
class Shown:
    """A page for one actor. ``mine``: whether this actor acts for the place that must."""

    actor: Actor
    at: datetime
    report: HarmReport
    steps: list[HandOver]
    mine: bool

    def can(self, right: str) -> bool:
        """Whether the actor may do it on this report."""
        return self.report.place_id in self.actor.reach(right)

    def url(self, view: str) -> str:
        """The address of an act on this report."""
        return reverse(f"intake:{view}", args=[self.report.pk])


@dataclass(frozen=True, slots=True)
class Person:
    """A child or a suspect on the page."""

    title: str
    facts: tuple[Fact, ...]
    url: str = ""


def main_act(shown: Shown) -> Act | None:
    """The next act: accept, confirm, or what rooms above make of the report."""
    report, step = shown.report, shown.steps[-1] if shown.steps else None
    if step is not None and step.is_open and shown.can("intake.accept") and _may_accept(shown, step):
        return Act(_("Tiếp nhận tin"), shown.url("accept"), "check", post=True)
    if report.state == State.OUT_ASKED and shown.can("intake.confirm_screen_out") and not _own_proposal(shown):
        return Act(_("Xác nhận đề nghị loại"), shown.url("confirm_screen_out"), "check")
    if report.state == State.TAKEN and (acts := report_acts(shown.actor, report)):
        return Act(acts[0].label, reverse(acts[0].view, args=[report.pk]), acts[0].icon)
    return None


def _may_accept(shown: Shown, step: HandOver) -> bool:
    late = shown.at >= step.accept_by
    if step.to_person is not None:
        return late or step.to_person == shown.actor.person_id
    if late or shown.report.kept_for:
        return True
    if shown.actor.reach("intake.accept").everywhere:
        return step.to_place.level == "province"
    return True


def _own_proposal(shown: Shown) -> bool:
    return shown.report.out_asked_by == shown.actor.person_id


def acts_of(shown: Shown) -> tuple[Act, ...]:
    """The other acts, those that move the report first."""
    report = shown.report
    if not report.is_open:
        return ()
    waits = bool(shown.steps) and shown.steps[-1].is_open
    offered = (
        (waits, "intake.return", "return", _("Trả lại"), "undo"),
        (True, "intake.forward", "forward", _("Chuyển đi nơi khác"), "forward"),
        (report.state == State.TAKEN, "intake.screen_out", "screen_out", _("Đề nghị loại"), "ban"),
        (
            True, "intake.correct_first_information", "correct_first_information", _("Đính chính giờ nhận tin"),
            "clock",
        ),
    )  # fmt: skip
    made = [
        Act(label, shown.url(view), icon) for holds, right, view, label, icon in offered if holds and shown.can(right)
    ]
    more = [
        Act(one.label, reverse(one.view, args=[report.pk]), one.icon)
        for one in (report_acts(shown.actor, report)[1:] if report.state == State.TAKEN else ())
    ]
    return (*more, *made)


def page_facts(report: HarmReport, harms: dict[str, str]) -> tuple[Fact, ...]:
    """What was told, as facts."""
    first = format_datetime(report.first_information_at)
    if report.first_information_source:
        first = f"{first} ({report.first_information_source})"
    told: list[tuple[str, Words]] = [
        (_("Nguy hiểm lúc này"), str(Danger(report.danger).label)),
        (_("Nơi xảy ra"), where_words(report)),
        (_("Xảy ra lúc"), when_words(report)),
        (_("Hình thức"), ", ".join(harms.get(code, code) for code in report.harms)),
        (_("Dấu hiệu"), "; ".join(str(SIGNS[code]) for code in report.signs if code in SIGNS)),
        (_("Tin đến bằng"), channel_words(report)),
        (_("Đã bị giữ lại"), str(Held(report.held).label) if report.held in Held.values else ""),
        (_("Nhận tin lần đầu"), first),
        (_("Người đang giữ"), report.holder_name),
    ]
    return tuple(Fact(label, value) for label, value in told if value)


def child_facts(row: Any, shown: Shown) -> Person:
    """A child of the report; what is sealed is opened with the page, for whoever acts for the place."""
    home = row.home_unit.name if row.home_unit else row.home_text
    told: list[tuple[str, Words]] = [
        (_("Nhận ra bằng"), row.about),
        (_("Giới tính"), str(Sex(row.sex).label) if row.sex != Sex.UNKNOWN else ""),
        (_("Ngày sinh"), str(row.birth) if row.birth else ""),
        (_("Nơi ở"), home),
        (_("Cha"), row.father_name), (_("Mẹ"), row.mother_name), (_("Người chăm sóc"), row.carer_name),
    ]  # fmt: skip
    if shown.mine:
        sealed = (
            (_("Tình trạng hiện tại"), "condition"), (_("Đang ở đâu"), "whereabouts"),
            (_("Hoàn cảnh gia đình"), "family"), (_("Có thể xảy ra nếu không can thiệp"), "fear"),
            (_("Đã được giúp gì"), "helped"),
        )  # fmt: skip
        told += [(label, reveal(row, name) or "") for label, name in sealed]
        if row.child_id is not None:
            told.insert(
                0, (_("Sổ trẻ em"), (Link(_("Mở hồ sơ của trẻ"), reverse("registry:child", args=[row.child_id])),))
            )
    may = shown.report.is_open and shown.actor.can("intake.write_child")
    return Person(
        row.full_name or _("Trẻ chưa rõ tên"), tuple(Fact(label, value) for label, value in told if value),
        reverse("intake:edit_child", args=[shown.report.pk, row.pk]) if may else "",
    )  # fmt: skip


def suspect_facts(row: Any, shown: Shown) -> Person:
    """Who is said to have done it: the name only for whoever acts for the place."""
    near = {True: _("có"), False: _("không")}.get(row.near, _("chưa rõ"))
    name = reveal(row, "name") if shown.mine else ""
    told: list[tuple[str, Words]] = [
        (_("Đang ở gần trẻ"), near),
        (_("Về người này"), (reveal(row, "about") or "") if shown.mine else ""),
    ]
    may = shown.report.is_open and shown.actor.can("intake.write_suspect")
    title = f"{name}, {str(Tie(row.tie).label).lower()}" if name else str(Tie(row.tie).label)
    return Person(
        title, tuple(Fact(label, value) for label, value in told if value),
        reverse("intake:edit_suspect", args=[shown.report.pk, row.pk]) if may else "",
    )  # fmt: skip
