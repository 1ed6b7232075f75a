"""The page of a definition: what it says, why, since when, its versions, what differs, who uses it."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access import offers
from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import NotFound
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.models import Definition, Document, Source
from mangnon.statutes.queries import documents_of, ends, every_version, in_force, step_titles
from mangnon.statutes.queries.definitions import citations, last_day
from mangnon.statutes.rules import Citation, differences
from mangnon.statutes.shapes import build, ordered
from mangnon.statutes.showing import Block, blocks, changes
from mangnon.statutes.slots import Pinned
from mangnon.statutes.views.definitions import definition_url
from mangnon.statutes.words import citation_words
from mangnon.ui.parts import Act, Change, Fact, Hint, Link, PageHead, Soft, Tag, TimelineEntry, Tone, Words
from mangnon.ui.parts.words import Piece
from mangnon.ui.screens import Screen


def versions_at(kind: str, key: str) -> list[Definition]:
    """All versions of an address, the newest first. Raises NotFound."""
    rows = every_version(kind, key) if kind in KINDS else []
    if not rows:
        raise NotFound
    return rows


def chosen(rows: list[Definition], version: str, today: date) -> Definition:
    """The version asked for, else the one in force, else the newest. Raises NotFound."""
    if version:
        found = next((row for row in rows if row.version == version), None)
        if found is None:
            raise NotFound
        return found
    return next(iter(in_force(rows, today)), rows[0])


def period_words(row: Definition, rows: list[Definition]) -> str:
    """``từ 1/7/2025``, ``1/7/2017 đến 30/6/2025``."""
    last = last_day(ends(row, rows))
    first = format_date(row.valid_from)
    if last is None:
        return _("từ {day}").format(day=first)
    return _("{first} đến {last}").format(first=first, last=format_date(last))


def why(row: Definition) -> tuple[Words, ...]:
    """Each citation as a line, the document as a link where the register has it."""
    cited = citations(row)
    known = documents_of(cited)
    return tuple(_why_line(one, known.get(one.document)) for one in cited)


def _why_line(one: Citation, document: Document | None) -> Words:
    where = citation_words(one)
    name: Piece = one.document
    if document is not None:
        name = Link(one.document, reverse("statutes:document", args=[document.pk]))
    return (name, Soft(f", {where}")) if where else (name,)


class DefinitionPage(Screen):
    """One version of a definition."""

    policy = Policy("statutes.see")
    template = "statutes/definition.html"
    help_page = "statutes/definitions"

    def get(self, request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
        """``ban`` names a version; without it the one in force today."""
        self.rows = versions_at(kind, key)
        self.row = chosen(self.rows, request.GET.get("ban", ""), local_day(self.at))
        return self.page(
            {
                "head": self.head(),
                "doubt": doubt(self.row),
                "blocks": body_blocks(self.row, local_day(self.at)),
                "why": why(self.row),
                "facts": self._facts(),
                "versions": self._versions(),
                "uses": uses(self.row),
            }
        )

    def head(self) -> PageHead:
        """Title, period, marks, and the file."""
        row = self.row
        now = next(iter(in_force(self.rows, local_day(self.at))), None)
        period = period_words(row, self.rows)
        tags = [Tag(_("đã xác nhận"), "circle-check", Tone.DONE)]
        if not row.confirmed:
            tags = [Tag(_("chưa xác nhận với văn bản"), "info", Tone.INFO)]
        if now is None or now.pk != row.pk:
            tags.append(Tag(_("không phải bản đang có hiệu lực"), "history"))
        url = reverse("statutes:source", args=[row.kind, row.key])
        file = Act(_("Tải tệp của bản này"), url=f"{url}?ban={row.version.replace('+', '%2B')}", icon="download")
        return PageHead(
            title=row.said,
            crumbs=(
                Link(_("Quy định trong hệ thống"), reverse("statutes:definitions")),
                Link(KINDS[row.kind].title, f"{reverse('statutes:definitions')}?loai={row.kind}"),
            ),
            facts=(_("Hiệu lực: {period}").format(period=period), _("Mã {key}").format(key=row.key)),
            tags=tuple(tags),
            acts=(file,),
        )

    def _facts(self) -> tuple[Fact, ...]:
        row = self.row
        return (
            Fact(_("Bản"), row.version),
            Fact(_("Nguồn"), row.get_source_display()),
            Fact(_("Nạp lúc"), format_datetime(row.loaded_at)),
            *([Fact(_("Người nạp"), row.loaded_by)] if row.source == Source.LOCAL else []),
        )

    def _versions(self) -> tuple[TimelineEntry, ...]:
        return tuple(self._entry(n, row) for n, row in enumerate(self.rows))

    def _entry(self, nth: int, row: Definition) -> TimelineEntry:
        own = row.pk == self.row.pk
        pieces: list[Piece] = [Soft(_("đang xem"))] if own else [Link(_("Xem"), _at(row))]
        if nth + 1 < len(self.rows):
            before = self.rows[nth + 1]
            url = reverse("statutes:compare", args=[row.kind, row.key])
            asked = f"?cu={before.version}&moi={row.version}".replace("+", "%2B")
            pieces += [" · ", Link(_("Khác gì bản trước"), url + asked)]
        return TimelineEntry(
            day=format_date(row.valid_from),
            kind=_("Bản {version}").format(version=row.version),
            icon="file",
            text=tuple(pieces),
            sources=(period_words(row, self.rows), row.get_source_display()),
        )


def body_blocks(row: Definition, on: date) -> tuple[Block, ...]:
    """The body as sections; the step that a form belongs to by the title it has on a day."""
    return blocks(build(KINDS[row.kind].shape, row.body), step_titles(on) if row.kind == "form" else None)


def doubt(row: Definition) -> Hint | None:
    """Why it isn't confirmed."""
    return None if row.confirmed else Hint(_("Chưa xác nhận: {why}").format(why=row.why))


def _at(row: Definition) -> str:
    return definition_url(row.kind, row.key, row.version)


def uses(row: Definition) -> tuple[Fact, ...]:
    """How many things of each room keep this version."""
    counted = ((slot.title, slot.count(row.kind, row.key, row.version)) for slot in offers.filled(Pinned))
    return tuple(Fact(title, format_int(n)) for title, n in counted)


class CompareVersions(Screen):
    """What differs between two versions."""

    policy = Policy("statutes.see")
    template = "statutes/compare.html"
    help_page = "statutes/definitions"

    def get(self, request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
        """``cu`` and ``moi`` name the two; without them the last two."""
        rows = versions_at(kind, key)
        today = local_day(self.at)
        new = chosen(rows, request.GET.get("moi", "") or rows[0].version, today)
        old = chosen(rows, request.GET.get("cu", "") or rows[min(1, len(rows) - 1)].version, today)
        return self.page(
            {
                "head": PageHead(
                    title=_("Khác gì giữa hai bản"),
                    crumbs=(Link(new.said, _at(new)),),
                    line=_("Bản {old} và bản {new}").format(old=old.version, new=new.version),
                ),
                "changes": all_changes(old, new),
            }
        )


def all_changes(old: Definition | None, new: Definition) -> tuple[Change, ...]:
    """Differences of heads and bodies, in words."""
    if old is None:
        return ()
    before, after = _body(old), _body(new)
    return (*_head_changes(old, new), *changes(new.kind, differences(before, after), (before, after)))


def _body(row: Definition) -> Any:
    return ordered(KINDS[row.kind].shape, row.body)


def _head_changes(old: Definition, new: Definition) -> list[Change]:
    pairs = (
        (_("Tên"), old.title, new.title),
        (_("Xác nhận"), _confirmed(old), _confirmed(new)),
        (_("Căn cứ"), _cited(old), _cited(new)),
        (_("Từ ngày"), format_date(old.valid_from), format_date(new.valid_from)),
    )
    return [Change(label, before, after) for label, before, after in pairs if before != after]


def _confirmed(row: Definition) -> str:
    return _("đã xác nhận") if row.confirmed else _("chưa xác nhận")


def _cited(row: Definition) -> str:
    return "; ".join(f"{one.document} {citation_words(one)}".strip() for one in citations(row))


class DefinitionSource(Screen):
    """The file of a version, to be corrected and loaded again under a new version."""

    policy = Policy("statutes.see")
    help_page = "statutes/loading"

    def get(self, request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
        """As YAML."""
        row = chosen(versions_at(kind, key), request.GET.get("ban", ""), local_day(self.at))
        response = HttpResponse(source_text(row), content_type="application/yaml; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{row.kind}-{row.key}.yaml"'
        return response


def source_text(row: Definition) -> str:
    """The file as it could be loaded."""
    title = {"vi": row.title, **({"en": row.title_en} if row.title_en else {})}
    told: dict[str, Any] = {
        "kind": row.kind,
        "id": row.key,
        "version": row.version,
        "valid_from": row.valid_from.isoformat(),
        **({"valid_to": row.valid_to.isoformat()} if row.valid_to else {}),
        "title": title,
        "citation": row.citation,
        "confirmed": row.confirmed,
        **({"why": row.why} if row.why else {}),
        **({"order": row.position % 1_000} if row.position % 1_000 != 999 else {}),
        "body": ordered(KINDS[row.kind].shape, row.body),
    }
    return yaml.dump(told, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)


class _Plain(yaml.SafeDumper):
    """Writes every value out, since a file with references is refused."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never refer."""
        return True
