"""Loading a definition from a file: what is wrong in words, what would differ and who is concerned, then the act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Refusal
from mangnon.statutes.actions import NotLocal, load_definition
from mangnon.statutes.forms import FileForm
from mangnon.statutes.loading import VersionTaken, refuse_overlap, row_of, versions
from mangnon.statutes.models import Definition, Source
from mangnon.statutes.reading import LARGEST, TooLarge, read_yaml
from mangnon.statutes.rules import Draft, check_file, is_local
from mangnon.statutes.shapes import Fault
from mangnon.statutes.views.definition import all_changes, body_blocks, doubt, period_words, uses, why
from mangnon.statutes.views.definitions import definition_url
from mangnon.ui.parts import Act, Hint, Link, PageHead
from mangnon.ui.screens import ActScreen, AskedWrongly, FormScreen

MOST_FAULTS = 50


class FaultyFile(Refusal):
    """The file breaks the rules of its kind; the page lists where."""

    code = "statutes.faulty_file"
    sentence = gettext_lazy("Tệp có {n} chỗ phải sửa.")
    remedy = gettext_lazy("Sửa từng chỗ nêu dưới đây trong tệp rồi nạp lại.")
    field = "file"

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(n=len(faults))
        self.faults = faults


def read_draft(content: bytes) -> Draft:
    """The checked definition in a file. Raises what reading raises, FaultyFile, NotLocal."""
    draft, faults = check_file(read_yaml(content))
    if draft is None:
        raise FaultyFile(faults)
    if not is_local(draft.head["version"]):
        raise NotLocal(version=draft.head["version"])
    return draft


class LoadDefinition(FormScreen):
    """Choose a file; the answer is the preview."""

    policy = Policy("statutes.definitions.load")
    template = "statutes/load.html"
    help_page = "statutes/loading"
    form_class = FileForm
    title = gettext_lazy("Nạp quy định từ tệp")
    button = gettext_lazy("Kiểm tra tệp")
    keeps_draft = False
    faults: tuple[Fault, ...] = ()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the file of the request."""
        return FileForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Check the file and show what it would do; nothing is written."""
        file = cleaned["file"]
        if file.size > LARGEST:
            raise TooLarge
        content = file.read()
        try:
            draft = read_draft(content)
        except FaultyFile as refusal:
            self.faults = tuple(refusal.faults)
            raise
        return self._preview(draft, content.decode("utf-8-sig"))

    def extra(self) -> dict[str, Any]:
        """Where the file is wrong."""
        return {"wrong": self.faults[:MOST_FAULTS], "schema_url": reverse("statutes:schema")}

    def head(self) -> PageHead:
        """Under the list, with the way to the schema."""
        return PageHead(
            title=self.title,
            crumbs=(Link(_("Quy định trong hệ thống"), reverse("statutes:definitions")),),
            acts=(Act(_("Cách ghi tệp"), url=reverse("statutes:schema"), icon="help"),),
        )

    def _preview(self, draft: Draft, text: str) -> HttpResponse:
        kind, key = draft.name
        known = versions(kind, key)
        row = row_of(draft, source=Source.LOCAL, by=self.actor.name)
        same = next((one for one in known if one.version == row.version), None)
        if same is not None and same.checksum != row.checksum:
            raise VersionTaken(version=row.version, title=row.title)
        refuse_overlap(row, known)
        before = replaced(row, known)
        context = {
            "head": PageHead(title=_("Xem trước khi nạp"), crumbs=(Link(self.title, reverse("statutes:load")),)),
            "row": row,
            "again": Hint(_("Bản này đã nạp rồi, nội dung giống hệt. Bấm nạp lần nữa không thêm gì."))
            if same
            else None,
            "doubt": doubt(row),
            "period": period_words(row, [*known, row]),
            "today": local_day(self.at),
            "before": before,
            "changes": all_changes(before, row),
            "blocks": () if before else body_blocks(row, local_day(self.at)),
            "uses": uses(before) if before else (),
            "why": why(row),
            "text": text,
        }
        return self.page(context, template="statutes/preview.html")


def replaced(row: Definition, known: list[Definition]) -> Definition | None:
    """The version to compare with: the last that began by the new one's first day, else the first there is."""
    earlier = [one for one in known if one.valid_from <= row.valid_from]
    return earlier[-1] if earlier else next(iter(known), None)


class ApplyDefinition(ActScreen):
    """Load what was previewed; a second press adds nothing."""

    policy = Policy("statutes.definitions.load")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The text of the preview comes back and is checked again."""
        text = request.POST.get("text", "")
        if not text.strip():
            raise AskedWrongly(what="text")
        draft = read_draft(text.encode())
        row = load_definition(actor=self.actor, at=self.at, draft=draft)
        said = _("Đã nạp bản {version}").format(version=row.version)
        return self.after(definition_url(row.kind, row.key, row.version), said)
