"""Forms of the register: adding, correcting, ending, withdrawing; files sent and taken away."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, Refusal, StaleVersion, Text
from mangnon.places.models import Unit
from mangnon.places.queries import province_served
from mangnon.places.rules import in_line
from mangnon.statutes.actions import (
    OWNER,
    add_document,
    attach_file,
    correct_document,
    detach_file,
    end_document,
    restore_document,
    withdraw_document,
)
from mangnon.statutes.forms import AddForm, AttachForm, CorrectForm, DetachForm, DocumentForm, EndForm, WithdrawForm
from mangnon.statutes.models import Document, DocumentKind, State
from mangnon.statutes.queries import document_seen
from mangnon.statutes.refusals import DocumentTwice
from mangnon.statutes.relating import facts_of
from mangnon.statutes.told import LABELS, DocumentFacts, kept, said
from mangnon.statutes.views.documents import document_url, issued_words, name_of
from mangnon.statutes.whose import keeps, office_key, offices
from mangnon.statutes.words import REGISTER
from mangnon.ui.bound import field_values
from mangnon.ui.parts import Change, Field, Link, PageHead
from mangnon.ui.screens import ActScreen, FormScreen

Sections = tuple[tuple[Text, tuple[Field, ...]], ...]
TOLD = tuple(one.name for one in fields(DocumentFacts))


class DocumentScreen(FormScreen):
    """A form about one document of the own office."""

    help_page = "statutes/keeping"
    document: Document

    def guard(self) -> None:
        """Look at the document first. Raises NotFound, Forbidden."""
        self.document = document_seen(self.actor, self.kwargs["pk"])
        if not keeps(self.actor, self.policy.action or "", self.document):
            raise Forbidden(action=self.policy.action or "", place_id=self.document.place_id)

    def head(self) -> PageHead:
        """Under the list and the document."""
        listed = Link(REGISTER, reverse("statutes:documents"))
        return PageHead(title=self.title, crumbs=(listed, Link(name_of(self.document), document_url(self.document))))

    @property
    def about(self) -> dict[str, Any]:
        """What every act on the document takes."""
        return {"actor": self.actor, "at": self.at, "document_id": self.document.pk}

    def done(self, words: Text) -> HttpResponse:
        """Back to the document."""
        return self.after(document_url(self.document), words)


class TellingScreen(DocumentScreen):
    """A form with everything that is known of a document, in sections."""

    template = "statutes/form.html"
    sections: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = (
        (gettext_lazy("Văn bản"), ("office", "number", "kind", "issued", "issuer", "subject", "about", "doubt")),
        (gettext_lazy("Hiệu lực"), ("state", "force_from", "force_to")),
        (gettext_lazy("Liên quan"), ("replaces", "replaced_by", "amends", "rests", "resting")),
        (gettext_lazy("Toàn văn"), ("file", "link", "confirmed")),
        (gettext_lazy("Lý do"), ("reason",)),
    )
    shown: DocumentForm
    differences: tuple[Change, ...] = ()
    alike: tuple[Document, ...] = ()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Kept, so that sections can be made of it."""
        self.shown = self.build(data)
        return self.shown

    def build(self, data: QueryDict | None) -> DocumentForm:
        """The form of the screen."""
        raise NotImplementedError

    def extra(self) -> dict[str, Any]:
        """Sections; what differs; what has the same number."""
        fields_shown = {one.name: one for one in field_values(self.shown)}
        asked = ((title, tuple(fields_shown[n] for n in names if n in fields_shown)) for title, names in self.sections)
        hidden = tuple(fields_shown[name] for name in ("uid", "version") if name in fields_shown)
        again = self.alike or self.shown.data.get("other")
        return {
            "sections": tuple((title, part) for title, part in asked if part),
            "hidden": hidden,
            "who_sees": self.who_sees(),
            "differences": self.differences,
            "alike": [Link(f"{name_of(one)}, {issued_words(one)}", document_url(one)) for one in self.alike],
            "alike_subjects": [one.subject for one in self.alike],
            "other": fields_shown["other"] if again else None,
        }

    def who_sees(self) -> str:
        """What is said above the form of who will see it."""
        return ""

    def field_of(self, refusal: Refusal, form: forms.Form) -> str | None:
        """Remembers the documents of the same number, so that the page shows them."""
        if isinstance(refusal, DocumentTwice):
            self.alike = refusal.known
        return super().field_of(refusal, form)


class AddDocument(TellingScreen):
    """A new document of the own office."""

    policy = Policy("statutes.documents.add")
    title = gettext_lazy("Thêm văn bản")
    button = gettext_lazy("Thêm văn bản")

    def guard(self) -> None:
        """Nothing is there yet."""

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(Link(REGISTER, reverse("statutes:documents")),))

    @cached_property
    def mine(self) -> list[tuple[str, str]]:
        """The offices in whose name this person may add, with who sees such a document."""
        chosen = offices(self.actor, "statutes.documents.add")
        names = dict(Unit.objects.filter(pk__in=[one for one in chosen if one]).values_list("pk", "name"))
        province = _("Cấp tỉnh. Mọi người dùng trong tỉnh xem được.")
        commune = _("{place}. Người của {same} và cấp tỉnh xem được; xã, phường khác không thấy.")
        return [
            (office_key(one), commune.format(place=names[one], same=in_line(names[one])) if one else province)
            for one in chosen
        ]

    def build(self, data: QueryDict | None) -> DocumentForm:
        """With the file, when one was sent."""
        files = self.request.FILES if data is not None and self.request.FILES else None
        return AddForm(data, files, initial=self.initial(), offices=self.mine)

    def initial(self) -> dict[str, Any]:
        """Usual answers."""
        first = next(iter(offices(self.actor, "statutes.documents.add")), None)
        place = Unit.objects.get(pk=first) if first else province_served()
        return {
            "uid": new_id(),
            "office": office_key(first),
            "kind": DocumentKind.PLAN,
            "state": State.IN_FORCE,
            "issuer": _("Ủy ban nhân dân {place}").format(place=in_line(place.name)),
            "confirmed": True,
        }

    def who_sees(self) -> str:
        """In whose name it is added, where there is no choice."""
        return _("Văn bản của: {office}").format(office=self.mine[0][1]) if len(self.mine) == 1 else ""

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        document = add_document(
            actor=self.actor, at=self.at, facts=_facts(cleaned), uid=cleaned["uid"], office=cleaned["office"],
            other=cleaned["other"], upload=cleaned["file"],
        )  # fmt: skip
        return self.after(document_url(document), _("Đã thêm {name}").format(name=name_of(document)))


def _facts(cleaned: dict[str, Any]) -> DocumentFacts:
    return DocumentFacts(**{name: cleaned[name] for name in TOLD})


class CorrectDocument(TellingScreen):
    """What is known of a document, corrected. When somebody saved meanwhile, both texts stand side by side."""

    policy = Policy("statutes.documents.correct")
    title = gettext_lazy("Sửa thông tin văn bản")
    button = gettext_lazy("Lưu chỉnh sửa")

    def build(self, data: QueryDict | None) -> DocumentForm:
        """As it stands; after a conflict by the version that stands there now."""
        if data is not None and self.differences:
            data = data.copy()
            data["version"] = str(self.document.version)
        return CorrectForm(data, initial=self.initial())

    def initial(self) -> dict[str, Any]:
        """As it is."""
        known = {**asdict(facts_of(self.document, self.actor)), "issued": issued_words(self.document)}
        return {**known, "version": self.document.version}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Somebody else may have saved since the form was opened: then both texts are shown."""
        self.guard()
        form = self.form(request.POST)
        if form.is_valid() and form.cleaned_data["version"] != self.document.version:
            return self._beside_each_other(form.cleaned_data)
        return super().post(request, *args, **kwargs)

    def _beside_each_other(self, cleaned: dict[str, Any]) -> HttpResponse:
        now, typed = asdict(facts_of(self.document, self.actor)), asdict(_facts(cleaned))
        self.differences = tuple(
            Change(LABELS[name], said(name, kept(now[name])), said(name, kept(typed[name])))
            for name in TOLD
            if kept(now[name]) != kept(typed[name])
        )
        form = self.form(self.request.POST)
        form.is_valid()
        form.add_error(None, str(StaleVersion()))
        return self._show(form, status=StaleVersion.status)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Correct it."""
        correct_document(
            **self.about, version=cleaned["version"], facts=_facts(cleaned), reason=cleaned["reason"],
            other=cleaned["other"],
        )  # fmt: skip
        return self.done(_("Đã lưu"))


class EndDocument(DocumentScreen):
    """No longer in force."""

    policy = Policy("statutes.documents.end")
    form_class = EndForm
    title = gettext_lazy("Ghi hết hiệu lực")
    button = gettext_lazy("Ghi hết hiệu lực")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        end_document(**self.about, **cleaned)
        return self.done(_("Đã ghi hết hiệu lực"))


class WithdrawDocument(DocumentScreen):
    """Entered by mistake."""

    policy = Policy("statutes.documents.withdraw")
    form_class = WithdrawForm
    title = gettext_lazy("Rút khỏi danh mục")
    button = gettext_lazy("Rút khỏi danh mục")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Take it out."""
        withdraw_document(**self.about, reason=cleaned["reason"])
        return self.done(_("Đã rút khỏi danh mục; có thể đưa lại bất cứ lúc nào"))


class RestoreDocument(ActScreen):
    """Not a mistake after all."""

    policy = Policy("statutes.documents.restore")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Bring it back."""
        document = restore_document(actor=self.actor, at=self.at, document_id=kwargs["pk"])
        return self.after(document_url(document), _("Đã đưa lại vào danh mục"))


class AttachFile(DocumentScreen):
    """A file of the document."""

    policy = Policy("statutes.documents.attach")
    title = gettext_lazy("Gửi tệp của văn bản")
    button = gettext_lazy("Gửi tệp")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return AttachForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One file."""
        made = attach_file(**self.about, upload=cleaned["file"])
        return self.done(_("Đã nhận {name}").format(name=made.name))


class DetachFile(DocumentScreen):
    """A file taken away."""

    policy = Policy("statutes.documents.detach")
    form_class = DetachForm
    button = gettext_lazy("Gỡ tệp")
    keeps_draft = False

    def guard(self) -> None:
        """Of this document. Raises NotFound, Forbidden."""
        super().guard()
        files = shelf(self.actor, OwnerRef(OWNER, self.document.uid))
        found = next((one for one in files if one.id == self.kwargs["file"]), None)
        if found is None:
            raise NotFound
        self.title = _("Gỡ tệp {name}").format(name=found.name)  # type: ignore[misc]  # of this one file

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Take it away."""
        detach_file(**self.about, file_id=self.kwargs["file"], reason=cleaned["reason"])
        return self.done(_("Đã gỡ tệp"))
