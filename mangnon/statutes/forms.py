"""What people type: a document of the register, its end, a file with a definition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import PartialDate
from mangnon.lib.refusal import Refusal
from mangnon.statutes.models import DocumentKind, State
from mangnon.ui.typed import DayField

AREA = forms.Textarea(attrs={"rows": 3})


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
        label=gettext_lazy("Số, ký hiệu"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Đúng như in, ví dụ 7504/KH-UBND. Số 0 ở đầu là một phần của số."),
        widget=forms.TextInput(attrs={"wide": "name"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), choices=DocumentKind.choices)
    issued = PartialDayField(
        label=gettext_lazy("Ngày ban hành"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Đúng như in, kể cả khi có vẻ in nhầm. Chỉ biết năm thì ghi năm."),
        widget=forms.TextInput(attrs={"wide": "short"}),
    )
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=160)
    subject = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=1000, widget=AREA)
    about = forms.CharField(label=gettext_lazy("Quy định về việc gì"), max_length=1000, required=False, widget=AREA)
    force_from = DayField(label=gettext_lazy("Có hiệu lực từ ngày"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Hiệu lực"), choices=State.choices)
    replaces = forms.CharField(
        label=gettext_lazy("Thay thế văn bản số"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Nhiều văn bản thì cách nhau bằng dấu chấm phẩy."),
    )
    amends = forms.CharField(label=gettext_lazy("Sửa đổi, bổ sung văn bản số"), max_length=400, required=False)
    link = forms.URLField(
        label=gettext_lazy("Đường dẫn đến toàn văn"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Trang chính thức có toàn văn."),
    )
    doubt = forms.CharField(
        label=gettext_lazy("Chỗ nghi in nhầm"),
        max_length=500,
        required=False,
        widget=AREA,
        help_text=gettext_lazy("Giữ nguyên chữ đã in, nói ở đây vì sao nghi và đúng có lẽ là gì."),
    )
    confirmed = forms.BooleanField(label=gettext_lazy("Đã đối chiếu với bản chính"), required=False)

    def clean_link(self) -> str:
        """Only web addresses."""
        link = str(self.cleaned_data["link"])
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(_("Đường dẫn phải bắt đầu bằng https:// hoặc http://."))
        return link


class EndForm(forms.Form):
    """When and why a document is no longer in force."""

    force_to = DayField(label=gettext_lazy("Hết hiệu lực từ ngày"))
    state = forms.ChoiceField(
        label=gettext_lazy("Vì"),
        choices=[one for one in State.choices if one[0] in (State.REPLACED, State.REPEALED, State.EXPIRED)],
        widget=forms.RadioSelect,
    )
    by = forms.CharField(
        label=gettext_lazy("Số của văn bản thay thế"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Bỏ trống nếu không có văn bản thay thế."),
    )


class FileForm(forms.Form):
    """A file with one definition."""

    file = forms.FileField(
        label=gettext_lazy("Tệp YAML"),
        help_text=gettext_lazy("Một tệp, một quy định, nhiều nhất 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )
