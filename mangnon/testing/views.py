"""Screens on samples: list, detail, note, rename. What a later room's screens look like."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.urls import reverse

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.files.forms import UploadField
from mangnon.files.kinds import ANYTHING
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.papers.shelving import shelf as paper_shelf
from mangnon.papers.slots import OwnerRef as PapersOf
from mangnon.testing.actions import FILES, ReceiptMalformed, add_note, attach, receive, rename_sample
from mangnon.testing.models import Sample, SampleNote
from mangnon.testing.queries import samples
from mangnon.ui.parts import Act, Cell, Fact, Kind, PageHead
from mangnon.ui.screens import FormScreen, Listed, ListScreen, Screen

LONGEST = 2_000


class SampleList(ListScreen):
    """Samples by name."""

    policy = Policy("testing.samples.see")
    title = "Mẫu thử"
    noun = "mẫu"
    order = ("sort_key", "id")
    row_view = "testing:sample"
    columns = (
        Listed("name", "Họ và tên", lambda s: Cell(s.full_name), lambda s: s.full_name, Kind.NAME),
        Listed("born", "Sinh", lambda s: Cell(str(s.born_year)), lambda s: s.born_year, Kind.NUMBER),
    )

    def rows(self) -> QuerySet[Any]:
        """All within reach."""
        return samples(self.actor)


class SampleDetail(Screen):
    """One sample with its notes."""

    policy = Policy("testing.samples.see")
    template = "testing/sample.html"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        sample = see(Sample, pk, self.actor, "testing.samples.see")
        self.saw([sample])
        facts = [Fact("Sinh", str(sample.born_year))]
        attach_url = reverse("testing:attach", args=[sample.pk])
        head = PageHead(title=sample.full_name, main=Act("Gửi tệp", attach_url, icon="plus"))
        return self.page(
            {
                "head": head,
                "facts": facts,
                "files": shelf(self.actor, OwnerRef(FILES, sample.pk)),
                "notes": list(SampleNote.objects.filter(sample=sample).order_by("written_at")),
            }
        )


class SamplePapers(Screen):
    """The papers of a sample, and the forms that can be filled in about it."""

    policy = Policy("testing.samples.see")
    template = "testing/papers.html"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        sample = see(Sample, pk, self.actor, "testing.samples.see")
        self.saw([sample])
        papers = paper_shelf(self.actor, self.at, PapersOf(FILES, sample.pk))
        return self.page({"head": PageHead(title=sample.full_name), "papers": papers})


class NoteForm(forms.Form):
    """One note."""

    text = forms.CharField(label="Nội dung", widget=forms.Textarea, max_length=2000)


class SampleNoteScreen(FormScreen):
    """Write a note."""

    policy = Policy("testing.samples.note")
    form_class = NoteForm
    title = "Ghi chú"

    def guard(self) -> None:
        """Only for a sample within reach."""
        see(Sample, self.kwargs["pk"], self.actor, "testing.samples.note")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One note."""
        add_note(actor=self.actor, at=self.at, sample_id=self.kwargs["pk"], text=cleaned["text"])
        return self.after(reverse("testing:sample", args=[self.kwargs["pk"]]), "Đã ghi chú")


class AttachForm(forms.Form):
    """One file."""

    file = UploadField(ANYTHING)
    sensitive = forms.BooleanField(label="Ảnh hoặc tệp nhạy cảm", required=False)


class SampleAttachScreen(FormScreen):
    """Send a file."""

    policy = Policy("testing.samples.attach")
    help_page = "files/files"
    title = "Gửi tệp"
    button = "Gửi tệp"
    keeps_draft = False

    def guard(self) -> None:
        """Only for a sample within reach."""
        see(Sample, self.kwargs["pk"], self.actor, "testing.samples.attach")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return AttachForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One file."""
        pk = self.kwargs["pk"]
        made = attach(
            actor=self.actor, at=self.at, sample_id=pk, upload=cleaned["file"], sensitive=cleaned["sensitive"]
        )
        return self.after(reverse("testing:sample", args=[pk]), f"Đã nhận {made.name}")


class RenameForm(forms.Form):
    """A name and the version that was read."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput)


class SampleRenameScreen(FormScreen):
    """Change a name."""

    policy = Policy("testing.samples.rename")
    form_class = RenameForm
    title = "Đổi tên"

    def initial(self) -> dict[str, Any]:
        """The name as it is."""
        sample = see(Sample, self.kwargs["pk"], self.actor, "testing.samples.rename")
        return {"full_name": sample.full_name, "version": sample.version}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Rename."""
        rename_sample(actor=self.actor, at=self.at, sample_id=self.kwargs["pk"], **cleaned)
        return self.after(reverse("testing:sample", args=[self.kwargs["pk"]]), "Đã đổi tên")


class ReceiptScreen(Screen):
    """Takes ``{"id", "body"}`` and answers with the id, once it is kept."""

    policy = Policy("testing.receipts.receive")
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Keep or recognise. The answer leaves after the commit."""
        receipt_id, body = _read(request.body)
        receipt = receive(actor=self.actor, at=self.at, receipt_id=receipt_id, body=body)
        return JsonResponse({"id": str(receipt.pk)})


def _read(sent: bytes) -> tuple[UUID, str]:
    try:
        told: dict[str, Any] = json.loads(sent)
        receipt_id, body = UUID(told["id"]), told["body"]
        body.encode()  # half a surrogate pair is no text
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise ReceiptMalformed(most=LONGEST) from trouble
    if len(body) > LONGEST or "\x00" in body:
        raise ReceiptMalformed(most=LONGEST)
    return receipt_id, body
