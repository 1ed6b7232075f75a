"""A person with what may be done, and one answer with what rests on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.consenting import uses
from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import age_on, format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.oversight.consents import words
from mangnon.oversight.consents.models import Consent, ConsentPerson, ConsentWords, GivenBy, Way
from mangnon.oversight.consents.queries import FILES, Judged, judged, of_person, person_of, see_consent, words_of
from mangnon.oversight.consents.rights import ATTACH, CLEAR, CONFLICT, CORRECT, RECORD, REVOKE, SEE
from mangnon.oversight.consents.views.lists import list_crumb, name_of
from mangnon.oversight.views.reviews import opener
from mangnon.ui.parts import Act, Cell, Column, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import Screen


def person_crumb(person: ConsentPerson) -> Link:
    return Link(person.full_name, reverse("oversight:consent_person", args=[person.pk]))


def consent_crumb(consent: Consent) -> Link:
    return Link(words.purpose_name(consent), reverse("oversight:consent", args=[consent.pk]))


class PersonPage(Screen):
    """What may be done with one child's data today, and all that was said."""

    policy = Policy(SEE)
    template = "oversight/consents/person.html"
    help_page = "oversight/consents"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        person = see(ConsentPerson, pk, self.actor, SEE)
        self.saw([person])
        rows = of_person(self.actor, person)
        context = {
            "head": self._head(person),
            "facts": self._facts(person),
            "answers": _answers(judged(person, rows, self.at)),
            "said": self._said(rows),
        }
        return self.page(context)

    def _head(self, person: ConsentPerson) -> PageHead:
        main = None
        if self.actor.can(RECORD):
            url = reverse("oversight:add_consent", args=[person.pk])
            main = Act(_("Ghi sự đồng ý"), url=url, icon="plus", key="N")
        return PageHead(title=person.full_name, crumbs=(list_crumb(),), main=main)

    def _facts(self, person: ConsentPerson) -> list[Fact]:
        age = age_on(person.born, local_day(self.at))
        born = _("{day}, {n} tuổi").format(day=format_date(person.born), n=format_int(age))
        url = reverse("oversight:correct_person", args=[person.pk]) if self.actor.can(CORRECT) else ""
        return [Fact(_("Ngày sinh"), born, change_url=url), Fact(_("Nơi phụ trách"), person.place.name)]

    def _said(self, rows: list[Consent]) -> Table:
        heads = (
            Column(_("Cho việc"), Kind.NAME),
            Column(_("Ai trả lời")),
            Column(_("Ngày"), Kind.DATE),
            Column(_("Tình trạng"), Kind.STATUS),
        )
        lines = tuple(
            Row(
                (
                    Cell(words.purpose_name(one)),
                    Cell(words.giver_name(one)),
                    Cell(format_date(one.given_on)),
                    Cell(status=words.status_of(one, self.at)),
                ),
                url=reverse("oversight:consent", args=[one.pk]),
            )
            for one in rows
        )
        return Table(caption=_("Mọi lượt trả lời, mới nhất ở trên"), columns=heads, rows=lines)


def _answers(found: list[Judged]) -> Table:
    heads = (Column(_("Việc"), Kind.NAME), Column(_("Được làm không"), Kind.STATUS), Column(_("Vì sao")))
    rows = tuple(Row((Cell(_(one.purpose.name)), Cell(status=_answer(one)), Cell(_why(one)))) for one in found)
    return Table(caption=_("Được làm gì hôm nay"), columns=heads, rows=rows)


def _answer(one: Judged) -> Status:
    if one.purpose.duty:
        return Status(State.PASSED, _("Không cần đồng ý"))
    return Status(State.DONE, _("Được")) if one.answer.allowed else Status(State.UNFOUNDED, _("Chưa được"))


def _why(one: Judged) -> str:
    said = [str(each) for each in (*one.answer.missing, *one.answer.notes)]
    if one.answer.data:
        said.insert(0, _("Cho: {data}.").format(data=words.data_names(one.answer.data)))
    return " ".join(said)


class ConsentPage(Screen):
    """One answer: who, for what, how, until when, and what rests on it."""

    policy = Policy(SEE)
    template = "oversight/consents/consent.html"
    help_page = "oversight/consents"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        consent: Any = see_consent(self.actor, pk)
        told, person = words_of(consent), person_of(self.actor, consent)
        if person is not None:
            self.saw([person])
        self._consent, self._person = consent, person
        context = {
            "head": self._head(),
            "facts": self._facts(told),
            "ended": _ended(consent, told),
            "uses": uses(self.actor, consent.purpose, person.whom) if person else [],
            "files": shelf(self.actor, OwnerRef(FILES, consent.pk)) if person and consent.way == Way.PAPER else None,
            "unproved": person is not None and consent.way == Way.PAPER and not consent.proved and not _over(consent),
            "must_clear": consent.must_be_cleared,
        }
        return self.page(context)

    def _head(self) -> PageHead:
        consent, person = self._consent, self._person
        crumbs = (list_crumb(), person_crumb(person)) if person else (list_crumb(),)
        acts = self._acts(consent) if person else []
        return PageHead(
            title=words.purpose_name(consent),
            crumbs=crumbs,
            status=words.status_of(consent, self.at),
            line=name_of(consent),
            main=acts[0] if acts else None,
            acts=tuple(acts[1:]),
        )

    def _acts(self, consent: Any) -> list[Act]:
        """What can be done, the next thing first."""
        active = consent.agreed and consent.ended_at is None
        spoken_for = consent.giver == GivenBy.REPRESENTATIVE and consent.conflict_at is None
        offered = (
            (ATTACH, active and consent.way == Way.PAPER, _("Gửi bản chụp giấy"), "attach_proof", "plus"),
            (CLEAR, consent.must_be_cleared, _("Xác nhận đã gỡ"), "clear_consent", "check"),
            (REVOKE, consent.agreed and consent.revoked_at is None, _("Ghi việc rút lại"), "revoke_consent", "ban"),
            (CONFLICT, spoken_for, _("Nêu xung đột lợi ích"), "conflict_consent", "alert"),
        )
        acts = [
            Act(label, url=reverse(f"oversight:{view}", args=[consent.pk]), icon=icon)
            for right, fits, label, view, icon in offered
            if fits and self.actor.can(right)
        ]
        if consent.proved and consent.way == Way.PAPER and active and len(acts) > 1:
            acts.append(acts.pop(0))
        return acts

    def _facts(self, told: ConsentWords | None) -> list[Fact]:
        consent = self._consent
        who = words.giver_name(consent)
        named = told is not None and told.giver_name
        last = format_date(consent.last_day) if consent.last_day else _("khi rút lại")
        facts = [
            Fact(_("Ai trả lời"), f"{told.giver_name}, {who.lower()}" if told is not None and named else who),
            Fact(_("Trả lời"), _("Đồng ý") if consent.agreed else _("Không đồng ý")),
            Fact(_("Loại thông tin"), words.data_names(consent.data)),
            Fact(_("Cách trả lời"), str(words.WAYS[consent.way])),
            Fact(_("Hiệu lực"), _("{first} đến {last}").format(first=format_date(consent.given_on), last=last)),
            Fact(_("Giải thích bằng"), consent.language),
        ]
        if told is not None:
            facts += [Fact(_("Đã giải thích"), told.explained)]
            facts += [Fact(_("Người chứng kiến"), told.witness)] if told.witness else []
        recorded = f"{opener(consent.recorded_by_name)}, {format_datetime(consent.done_at)}"
        return [*facts, Fact(_("Nơi phụ trách"), consent.place.name), Fact(_("Người ghi"), recorded)]


def _over(consent: Consent) -> bool:
    return not consent.agreed or consent.ended_at is not None


def _ended(consent: Consent, told: ConsentWords | None) -> list[Fact]:
    """Withdrawn, set aside, taken down: by whom, when, why."""
    lines = (
        (_("Rút lại"), consent.revoked_at, consent.revoked_by_name, told.revoked_why if told else ""),
        (_("Xung đột lợi ích"), consent.conflict_at, consent.conflict_by_name, told.conflict_why if told else ""),
        (_("Đã gỡ hết"), consent.cleared_at, consent.cleared_by_name, told.cleared_note if told else ""),
    )
    return [
        Fact(label, "; ".join(filter(None, (f"{name}, {format_datetime(at)}", why))))
        for label, at, name, why in lines
        if at is not None
    ]
