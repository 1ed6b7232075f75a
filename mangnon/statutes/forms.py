"""What people type: a document of the register, its end, its withdrawal, its files, a file with a definition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.files.forms import UploadField
from mangnon.lib.dates import PartialDate
from mangnon.lib.refusal import Refusal
from mangnon.statutes.actions import ACCEPTED
from mangnon.statutes.models import DocumentKind, State
from mangnon.statutes.told import LABELS
from mangnon.ui.typed import DayField

LONGEST_LINE, MOST_LINES = 200, 40


def area(rows: int) -> forms.Textarea:
    """A box of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class PartialDayField(forms.CharField):
    """A date of which perhaps only the year or month is printed; the cleaned value is its code."""

    def to_python(self, value: Any) -> str:
        """``2019-12`` for ``12/2019``. Raises ValidationError."""
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return PartialDate.parse(text).code
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


class DocumentForm(forms.Form):
    """A document of the register."""

    number = forms.CharField(
        label=LABELS["number"],
        max_length=80,
        required=False,
        help_text=gettext_lazy("Đúng như in, ví dụ 7504/KH-UBND. Số 0 ở đầu là một phần của số."),
        widget=forms.TextInput(attrs={"wide": "name"}),
    )
    kind = forms.ChoiceField(
        label=LABELS["kind"], choices=DocumentKind.choices, widget=forms.Select(attrs={"wide": "name"})
    )
    issued = PartialDayField(
        label=LABELS["issued"],
        max_length=30,
        required=False,
        help_text=gettext_lazy("Đúng như in, kể cả khi có vẻ in nhầm. Chỉ biết năm thì ghi năm."),
        widget=forms.TextInput(attrs={"wide": "short"}),
    )
    issuer = forms.CharField(label=LABELS["issuer"], max_length=160)
    subject = forms.CharField(label=LABELS["subject"], max_length=1000, widget=area(2))
    about = forms.CharField(label=LABELS["about"], max_length=1000, required=False, widget=area(2))
    doubt = forms.CharField(
        label=LABELS["doubt"],
        max_length=500,
        required=False,
        widget=area(2),
        help_text=gettext_lazy("Giữ nguyên chữ đã in, nói ở đây vì sao nghi và đúng có lẽ là gì."),
    )
    force_from = DayField(label=LABELS["force_from"], required=False)
    force_to = DayField(
        label=LABELS["force_to"],
        required=False,
        help_text=gettext_lazy("Để trống nếu văn bản còn áp dụng."),
    )
    state = forms.ChoiceField(label=LABELS["state"], choices=State.choices, widget=forms.Select(attrs={"wide": "name"}))
    replaces = forms.CharField(
        label=LABELS["replaces"],
        max_length=400,
        required=False,
        help_text=gettext_lazy(
            "Số của văn bản đã có trong danh mục. Nhiều văn bản thì cách nhau bằng dấu chấm phẩy; trùng số thì thêm"
            " năm hoặc cơ quan trong ngoặc: 06/QĐ-TTg (2019)."
        ),
    )
    replaced_by = forms.CharField(label=LABELS["replaced_by"], max_length=400, required=False)
    amends = forms.CharField(label=LABELS["amends"], max_length=400, required=False)
    rests = forms.CharField(label=LABELS["rests"], max_length=400, required=False)
    resting = forms.CharField(
        label=LABELS["resting"],
        max_length=4000,
        required=False,
        widget=area(3),
        help_text=gettext_lazy(
            "Mỗi dòng một mục: việc, chỉ tiêu, quy chế. Chữ đầu của tên một quy định trong hệ thống (“Mẫu số 01”), hoặc"
            " mã của nó, thì thành liên kết."
        ),
    )
    link = forms.URLField(
        label=LABELS["link"],
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Trang chính thức có toàn văn."),
    )
    confirmed = forms.BooleanField(label=LABELS["confirmed"], required=False)
    other = forms.BooleanField(label=gettext_lazy("Đây là văn bản khác, chỉ trùng số"), required=False)

    def clean_link(self) -> str:
        """Only web addresses."""
        link = str(self.cleaned_data["link"])
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(_("Đường dẫn phải bắt đầu bằng https:// hoặc http://."))
        return link

    def clean_resting(self) -> str:
        """Lines that a page can show."""
        text = str(self.cleaned_data["resting"])
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Nhiều nhất {n} dòng.").format(n=MOST_LINES))
        if long := next((line for line in lines if len(line) > LONGEST_LINE), ""):
            raise ValidationError(
                _("Dòng “{line}…” dài quá {n} chữ. Viết ngắn lại, hoặc tách thành hai dòng.").format(
                    line=long[:30], n=LONGEST_LINE
                )
            )
        return "\n".join(lines)


class AddForm(DocumentForm):
    """A new document: in whose name, and perhaps its first file."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    office = forms.ChoiceField(label=gettext_lazy("Văn bản của"), widget=forms.RadioSelect, required=False)
    file = UploadField(ACCEPTED, label=gettext_lazy("Tệp của văn bản"), required=False)

    def __init__(self, *args: Any, offices: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        office = self.fields["office"]
        office.choices = list(offices)  # type: ignore[attr-defined]  # a ChoiceField
        if len(offices) == 1:
            office.widget = forms.HiddenInput()


class CorrectForm(DocumentForm):
    """A document put right: by the version that was read, with the reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Vì sao sửa"),
        max_length=500,
        widget=area(2),
        help_text=gettext_lazy("Ví dụ: đối chiếu bản chính, ngày in là 15/1/2026. Lý do hiện trong lịch sử sửa."),
    )


class EndForm(forms.Form):
    """When and why a document is no longer in force."""

    force_to = DayField(label=LABELS["force_to"])
    state = forms.ChoiceField(
        label=gettext_lazy("Vì"),
        choices=[one for one in State.choices if one[0] in (State.REPLACED, State.REPEALED, State.EXPIRED)],
        widget=forms.RadioSelect,
    )
    by = forms.CharField(
        label=gettext_lazy("Số của văn bản thay thế"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bỏ trống nếu không có văn bản thay thế."),
    )


class WithdrawForm(forms.Form):
    """Why a document is taken out."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao rút"),
        max_length=500,
        widget=area(2),
        help_text=gettext_lazy("Ví dụ: ghi nhầm hai lần; không phải văn bản của xã."),
    )


class AttachForm(forms.Form):
    """One file."""

    file = UploadField(ACCEPTED)


class DetachForm(forms.Form):
    """Why a file is taken away."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao gỡ"), min_length=10, max_length=500, widget=area(2),
        help_text=gettext_lazy("Ít nhất 10 chữ. Tên tệp và lý do còn lại trong lịch sử."),
    )  # fmt: skip


class FileForm(forms.Form):
    """A file with one definition."""

    file = forms.FileField(
        label=gettext_lazy("Tệp YAML"),
        help_text=gettext_lazy("Một tệp, một quy định, nhiều nhất 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )
