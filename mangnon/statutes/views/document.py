"""The page of a document: what it is, its life, how it relates to others, what rests on it."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access import offers
from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound, Text
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.models import Document, RelationKind, State
from mangnon.statutes.queries import Tie, rests_on, ties
from mangnon.statutes.slots import Resting, RestsOn
from mangnon.statutes.views.definitions import definition_url
from mangnon.statutes.views.documents import document_url, issued_words, name_of
from mangnon.ui.parts import Act, Fact, Hint, Link, PageHead, Soft, Tag, TimelineEntry, Tone, Words
from mangnon.ui.screens import Screen


class DocumentPage(Screen):
    """One document."""

    policy = Policy("statutes.see")
    template = "statutes/document.html"
    help_page = "statutes/documents"

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The page."""
        document = Document.objects.filter(pk=pk).first()
        if document is None:
            raise NotFound
        self.document, self.ties = document, ties(document)
        return self.page(
            {
                "head": self.head(),
                "document": document,
                "entries": _timeline(document, self.ties),
                "relations": relation_facts(self.ties),
                "facts": _facts(document),
                "resting": self._resting(),
                "doubt": Hint(_("Nghi in nhầm: {why}").format(why=document.doubt)) if document.doubt else None,
                "unconfirmed": "" if document.confirmed else document.confirmed_note,
            }
        )

    def head(self) -> PageHead:
        """Number, date, issuer, and what can be done."""
        document = self.document
        issued = issued_words(document)
        facts: list[Words] = [document.issuer]
        facts += [_("ban hành {day}").format(day=issued)] if issued else []
        main = None
        if document.link:
            main = Act(_("Xem toàn văn"), url=document.link, icon="link", new_window=True)
        return PageHead(
            title=name_of(document),
            crumbs=(Link(_("Văn bản"), reverse("statutes:documents")),),
            facts=tuple(facts),
            tags=tuple(_tags(document)),
            main=main,
            acts=tuple(self._acts()),
        )

    def _acts(self) -> list[Act]:
        found = []
        if self.actor.can("statutes.documents.correct"):
            url = reverse("statutes:correct_document", args=[self.document.pk])
            found.append(Act(_("Sửa"), url=url, icon="edit", key="E"))
        if self.actor.can("statutes.documents.end") and self.document.force_to is None:
            url = reverse("statutes:end_document", args=[self.document.pk])
            found.append(Act(_("Ghi hết hiệu lực"), url=url, icon="ban"))
        return found

    def _resting(self) -> list[tuple[Text, list[Resting]]]:
        rows = rests_on(self.document, local_day(self.at))
        own = [Resting(row.said, definition_url(row.kind, row.key), KINDS[row.kind].title) for row in rows]
        found: list[tuple[Text, list[Resting]]] = [(_("Quy định trong hệ thống"), own)] if own else []
        for slot in offers.filled(RestsOn):
            if things := slot.find(self.actor, self.document.pk):
                found.append((slot.title, things))
        return found


def _tags(document: Document) -> list[Tag]:
    tags = [Tag(document.get_state_display(), "history")]
    if document.state == State.IN_FORCE:
        tags = [Tag(document.get_state_display(), "circle-check", Tone.DONE)]
    if document.doubt:
        tags.append(Tag(_("nghi in nhầm"), "help", Tone.LATE))
    if not document.confirmed:
        tags.append(Tag(_("chưa đối chiếu với bản chính"), "info", Tone.INFO))
    return tags


def _facts(document: Document) -> tuple[Fact, ...]:
    pairs: tuple[tuple[Text, str], ...] = (
        (_("Số, ký hiệu"), document.number),
        (_("Loại"), document.get_kind_display()),
        (_("Ngày ban hành (như in)"), issued_words(document)),
        (_("Cơ quan ban hành"), document.issuer),
        (_("Có hiệu lực từ"), _day(document.force_from)),
        (_("Hết hiệu lực từ"), _day(document.force_to)),
        (_("Công báo số"), document.gazette),
        (_("Nguồn"), document.get_source_display()),
    )
    return tuple(Fact(label, value) for label, value in pairs if value)


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def relation_facts(found: list[Tie]) -> tuple[Fact, ...]:
    """One line for each relation, with the other document as a link where the register has it."""
    labels = {
        (RelationKind.REPLACES, False): _("Thay thế"),
        (RelationKind.REPLACES, True): _("Được thay bằng"),
        (RelationKind.AMENDS, False): _("Sửa đổi, bổ sung"),
        (RelationKind.AMENDS, True): _("Được sửa đổi, bổ sung bởi"),
        (RelationKind.RESTS, False): _("Căn cứ vào"),
        (RelationKind.RESTS, True): _("Là căn cứ của"),
    }
    return tuple(Fact(labels[tie.kind, tie.passive], _other(tie)) for tie in found)


def _other(tie: Tie) -> Words:
    if tie.other is None:
        return (tie.words, Soft(_(" (chưa có trong danh mục)")))
    return (Link(name_of(tie.other), document_url(tie.other)), Soft(f" {tie.other.subject}"))


def _timeline(document: Document, found: list[Tie]) -> tuple[TimelineEntry, ...]:
    """Newest first: issued, in force, changed by others, ended."""
    dated: list[tuple[date, TimelineEntry]] = []
    if document.issued:
        dated.append((document.issued_sort, _event(issued_words(document), _("Ban hành"), "file", document.issuer)))
    if document.force_from:
        dated.append((document.force_from, _event(_day(document.force_from), _("Có hiệu lực"), "circle-check")))
    for tie in found:
        if tie.passive and tie.other is not None and tie.other.issued and tie.kind != RelationKind.RESTS:
            kind = _("Được thay bằng") if tie.kind == RelationKind.REPLACES else _("Được sửa đổi, bổ sung bởi")
            words = (Link(name_of(tie.other), document_url(tie.other)),)
            dated.append((tie.other.issued_sort, _event(issued_words(tie.other), kind, "forward", words)))
    if document.force_to:
        dated.append((document.force_to, _event(_day(document.force_to), _("Hết hiệu lực"), "ban")))
    return tuple(entry for _when, entry in sorted(dated, key=lambda pair: pair[0], reverse=True))


def _event(day: str, kind: str, icon: str, text: Words = "") -> TimelineEntry:
    return TimelineEntry(day=day, kind=kind, icon=icon, text=text)
