"""One entry, with all that it holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Door
from mangnon.access.policy import Policy
from mangnon.audit.book import book
from mangnon.audit.models import Entry, Outcome
from mangnon.audit.models import Link as ChainLink
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.oversight import words
from mangnon.oversight.queries import book as reads
from mangnon.oversight.telling import Telling
from mangnon.oversight.views.book import entries_of
from mangnon.ui.parts import Cell, Column, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import Screen


class EntryPage(Screen):
    """An entry of the book."""

    policy = Policy("oversight.book.read")
    template = "oversight/entry.html"
    help_page = "oversight/book"

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The page. That it was opened is booked too."""
        entry = reads.see_entry(pk)
        telling = Telling(self.actor)
        telling.prepare([entry])
        telling.prepare_things(entry.subject_kind, entry.seen)
        book(
            actor=self.actor,
            action=self.policy.action or "",
            at=self.at,
            outcome=Outcome.SEEN,
            from_entry=pk,
            to_entry=pk,
        )
        link = reads.link_of(entry)
        context = {
            "head": self._head(entry),
            "facts": self._facts(entry, telling),
            "details": _details(entry),
            "seen": self._seen(entry, telling),
            "chain": _chain(entry, link),
        }
        return self.page(context)

    def _head(self, entry: Entry) -> PageHead:
        said = f"{words.who(entry)} {words.did(entry)}"
        crumbs = (Link(_("Nhật ký"), reverse("oversight:book")), _("Mục {n}").format(n=format_int(entry.pk)))
        return PageHead(title=said, crumbs=crumbs, status=words.outcome_status(entry))

    def _facts(self, entry: Entry, telling: Telling) -> list[Fact]:
        when = format_datetime(entry.happened_at)
        facts = [
            Fact(_("Ai"), self._who(entry)),
            Fact(_("Việc"), (words.act_title(entry.action), " ", _("(mã {code})").format(code=entry.action))),
            Fact(_("Về"), _about(entry, telling) or _("không về hồ sơ nào")),
            Fact(_("Ở đâu"), telling.place(entry) or _("không gắn với nơi nào")),
            Fact(_("Việc xảy ra lúc"), when),
            Fact(_("Máy ghi lúc"), format_datetime(entry.recorded_at)),
            Fact(_("Qua"), words.door_name(entry)),
        ]
        reason = words.reason_of(entry)
        return [*facts, Fact(_("Lý do"), reason)] if reason else facts

    def _who(self, entry: Entry) -> str | tuple[str | Link, ...]:
        name = words.who(entry)
        if entry.door in (Door.JOB, Door.CONSOLE, Door.PUBLIC):
            return f"{name} ({entry.actor})" if entry.actor not in name else name
        own = Link(name, reverse("accounts:person", args=[entry.actor]))
        return (own, " · ", Link(_("mọi mục của người này"), entries_of(entry.actor)))

    @staticmethod
    def _seen(entry: Entry, telling: Telling) -> Table | None:
        if not entry.seen:
            return None
        rows = []
        for thing in entry.seen:
            url = telling.readers_url(entry.subject_kind, thing)
            rows.append(
                Row((Cell(telling.thing(entry.subject_kind, thing)), Cell(_("Ai đã xem") if url else "", url=url)))
            )
        heads = (Column(_("Đã hiện trên màn hình"), Kind.NAME), Column(_("Xem tiếp")))
        return Table(caption=_("Hồ sơ đã hiện"), columns=heads, rows=tuple(rows), cards=False)


def _about(entry: Entry, telling: Telling) -> str | tuple[str | Link, ...]:
    said = telling.subject(entry)
    if not said or not entry.subject_id:
        return said
    url = telling.url(entry.subject_kind, entry.subject_id)
    readers = telling.readers_url(entry.subject_kind, entry.subject_id)
    pieces: list[str | Link] = [Link(said, url) if url else said]
    if readers:
        pieces += [" · ", Link(_("ai đã xem"), readers)]
    return tuple(pieces)


def _details(entry: Entry) -> list[Fact]:
    return [Fact(words.DETAILS.get(name, name), words.detail_value(value)) for name, value in entry.detail.items()]


def _chain(entry: Entry, link: ChainLink | None) -> list[Fact]:
    if link is None:
        sealed = Status(State.WAITING, _("Chưa niêm; máy niêm trong vài giây"))
    else:
        said = _("Đã niêm lúc {at}, vị trí {n}")
        sealed = Status(State.DONE, said.format(at=format_datetime(link.sealed_at), n=format_int(link.position)))
    facts = [
        Fact(_("Số"), format_int(entry.pk)),
        Fact(_("Niêm"), status=sealed),
        Fact(_("Dấu của mục"), bytes(entry.hash).hex()),
    ]
    if link is not None:
        facts.append(Fact(_("Dấu của chuỗi"), bytes(link.chain_hash).hex()))
    if entry.request_id:
        facts.append(Fact(_("Số của lần gửi"), entry.request_id))
    if entry.session_id:
        facts.append(Fact(_("Phiên làm việc"), str(entry.session_id)))
    return facts
