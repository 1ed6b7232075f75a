"""The page of a document: what it is, its life, its files, how it relates to others, what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access import offers
from mangnon.access.policy import Policy
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Text
from mangnon.statutes.actions import OWNER
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.models import Document, DocumentChange, RelationKind, State
from mangnon.statutes.queries import Tie, document_seen, history, rests_on, said_to_rest, ties
from mangnon.statutes.slots import Resting, RestsOn
from mangnon.statutes.told import LABELS, said
from mangnon.statutes.views.definitions import definition_url
from mangnon.statutes.views.documents import document_url, issued_words, name_of, whose_words
from mangnon.statutes.whose import keeps
from mangnon.statutes.words import REGISTER
from mangnon.ui.parts import Act, Change, Fact, Hint, Link, PageHead, Soft, Tag, TimelineEntry, Tone, Words
from mangnon.ui.screens import Screen


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act of the history, with what it changed."""

    entry: TimelineEntry
    changes: tuple[Change, ...]


class DocumentPage(Screen):
    """One document."""

    policy = Policy("statutes.see")
    template = "statutes/document.html"
    help_page = "statutes/documents"

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The page."""
        document = document_seen(self.actor, pk)
        self.document, self.ties = document, ties(document, self.actor)
        files = shelf(self.actor, OwnerRef(OWNER, document.uid))
        return self.page(
            {
                "head": self.head(),
                "document": document,
                "hints": self._hints(),
                "entries": _timeline(document, self.ties),
                "relations": relation_facts(self.ties),
                "facts": _facts(document),
                "resting": self._resting(),
                "unconfirmed": "" if document.confirmed else document.confirmed_note,
                "files": files,
                "removes": {one.id: self._url("detach_file", one.id) for one in files} if self._may("detach") else {},
                "attach": Link(_("Gửi tệp"), self._url("attach_file")) if self._may("attach") else None,
                "history": history_entries(history(document)),
            }
        )

    def _may(self, act: str) -> bool:
        """Whether this person may do it to this document now."""
        return self.document.withdrawn_at is None and keeps(self.actor, f"statutes.documents.{act}", self.document)

    def _url(self, name: str, *more: object) -> str:
        return reverse(f"statutes:{name}", args=[self.document.pk, *more])

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
            crumbs=(Link(REGISTER, reverse("statutes:documents")),),
            facts=tuple(facts),
            tags=tuple(_tags(document)),
            main=main,
            acts=tuple(self._acts()),
        )

    def _acts(self) -> list[Act]:
        if self.document.withdrawn_at is not None:
            back = keeps(self.actor, "statutes.documents.restore", self.document)
            url = self._url("restore_document")
            return [Act(_("Đưa lại vào danh mục"), url=url, icon="undo", post=True)] if back else []
        found = []
        if self._may("correct"):
            found.append(Act(_("Sửa"), url=self._url("correct_document"), icon="edit", key="E"))
        if self._may("end") and self.document.force_to is None:
            found.append(Act(_("Ghi hết hiệu lực"), url=self._url("end_document"), icon="ban"))
        if self._may("withdraw") and self.document.is_local:
            found.append(Act(_("Rút"), url=self._url("withdraw_document"), icon="undo"))
        return found

    def _hints(self) -> list[Hint]:
        document = self.document
        hints = []
        if document.withdrawn_at is not None:
            day = format_date(local_day(document.withdrawn_at))
            hints.append(Hint(_("Đã rút khỏi danh mục ngày {day}: {why}").format(day=day, why=document.withdrawn_why)))
        if document.doubt:
            hints.append(Hint(_("Nghi in nhầm: {why}").format(why=document.doubt)))
        newer = self._newer()
        if newer is not None and document.force_to is None and document.state == State.IN_FORCE and self._may("end"):
            words = _("{name} đã ghi là thay thế văn bản này. Nếu văn bản này thôi áp dụng, bấm “Ghi hết hiệu lực”.")
            hints.append(Hint(words.format(name=name_of(newer))))
        return hints

    def _newer(self) -> Document | None:
        """What is said to replace it."""
        replacing = (one.other for one in self.ties if one.passive and one.kind == RelationKind.REPLACES)
        return next((one for one in replacing if one is not None and one.withdrawn_at is None), None)

    def _resting(self) -> list[tuple[Text, list[Resting]]]:
        day = local_day(self.at)
        said, lines = said_to_rest(self.document, day)
        law = {row.pk: row for row in (*rests_on(self.document, day), *said)}
        own = [Resting(row.said, definition_url(row.kind, row.key), KINDS[row.kind].title) for row in law.values()]
        found: list[tuple[Text, list[Resting]]] = [(_("Quy định trong hệ thống"), own)] if own else []
        found += [(_("Việc, chỉ tiêu, quy chế"), [Resting(line, "") for line in lines])] if lines else []
        for slot in offers.filled(RestsOn):
            if things := slot.find(self.actor, self.document.pk):
                found.append((slot.title, things))
        return found


def _tags(document: Document) -> list[Tag]:
    tags = [Tag(document.get_state_display(), "history")]
    if document.state == State.IN_FORCE:
        tags = [Tag(document.get_state_display(), "circle-check", Tone.DONE)]
    if document.withdrawn_at is not None:
        tags.insert(0, Tag(_("đã rút khỏi danh mục"), "undo", Tone.LATE))
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
        (_("Nguồn"), whose_words(document)),
        (_("Ai xem được"), _who_sees(document)),
    )
    return tuple(Fact(label, value) for label, value in pairs if value)


def _who_sees(document: Document) -> str:
    if document.place is None:
        return _("mọi người dùng trong tỉnh") if document.is_local else ""
    return _("{place} và cấp tỉnh").format(place=document.place.name)


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
    mark = _(" (đã rút)") if tie.other.withdrawn_at else ""
    return (Link(name_of(tie.other), document_url(tie.other)), Soft(f"{mark} {tie.other.subject}"))


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


HISTORY_ICONS = {
    DocumentChange.Act.ADDED: "plus",
    DocumentChange.Act.CORRECTED: "edit",
    DocumentChange.Act.ENDED: "ban",
    DocumentChange.Act.WITHDRAWN: "undo",
    DocumentChange.Act.RESTORED: "undo",
    DocumentChange.Act.ATTACHED: "file",
    DocumentChange.Act.DETACHED: "file",
}


def history_entries(lines: list[DocumentChange]) -> tuple[HistoryLine, ...]:
    """What was done to it, for its page."""
    return tuple(
        HistoryLine(
            TimelineEntry(
                day=format_date(local_day(one.at)),
                kind=one.get_act_display(),
                icon=HISTORY_ICONS[DocumentChange.Act(one.act)],
                text="; ".join(_files_of(one) + ([_("Lý do: {why}").format(why=one.reason)] if one.reason else [])),
                sources=(one.by_name,),
            ),
            tuple(
                Change(LABELS[name], said(name, old), said(name, new))
                for name, old, new in one.changed
                if name != "file"
            ),
        )
        for one in lines
    )


def _files_of(line: DocumentChange) -> list[str]:
    return [old or new for name, old, new in line.changed if name == "file"]
