"""What editors type."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.files.forms import UploadField
from mangnon.files.kinds import PHOTOS
from mangnon.lib.dates import VN_ZONE
from mangnon.publishing.models import ArticleKind, Language, Section
from mangnon.publishing.rendering import LONGEST
from mangnon.publishing.words import LABELS
from mangnon.ui.typed import DayField

MOST_FACES = 60


def area(rows: int) -> forms.Textarea:
    """A box of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class ArticleForm(forms.Form):
    """An article's text and where it is filed."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=ArticleKind.choices)
    section = forms.ChoiceField(label=gettext_lazy("Chuyên mục"), choices=Section.choices)
    language = forms.ChoiceField(label=gettext_lazy("Viết bằng"), choices=Language.choices)
    title = forms.CharField(label=LABELS["title"], max_length=160)
    summary = forms.CharField(
        label=LABELS["summary"], max_length=400, required=False, widget=area(3),
        help_text=gettext_lazy("Một, hai câu. Hiện trong danh sách, kết quả tìm và đầu bài."),
    )  # fmt: skip
    body = forms.CharField(
        label=LABELS["body"], max_length=LONGEST, widget=area(18),
        help_text=gettext_lazy(
            "## đầu mục · **chữ đậm** · - gạch đầu dòng · [chữ](/dia-chi) liên kết. Dán từ Word được, kiểu chữ sẽ bỏ."
        ),
    )  # fmt: skip
    author = forms.CharField(
        label=LABELS["author"], max_length=160, required=False,
        help_text=gettext_lazy("Tên và đơn vị, in dưới tiêu đề. Bỏ trống thì in tên bạn."),
    )  # fmt: skip

    def __init__(self, *args: Any, begun: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if begun:
            del self.fields["language"]


class SendForm(forms.Form):
    """When it is to come out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    start_day = DayField(
        label=gettext_lazy("Đăng từ ngày"), required=False,
        help_text=gettext_lazy("Để trống: đăng ngay khi được duyệt."),
    )  # fmt: skip
    start_time = forms.TimeField(
        label=gettext_lazy("Giờ"), required=False, widget=forms.TimeInput(attrs={"wide": "short"})
    )

    def clean(self) -> dict[str, Any]:
        """A day and an hour make a moment."""
        told = super().clean() or {}
        day, hour = told.get("start_day"), told.get("start_time")
        if hour and not day:
            raise ValidationError({"start_day": _("Có giờ thì cần cả ngày.")})
        told["start"] = datetime.combine(day, hour or datetime.min.time().replace(hour=7), VN_ZONE) if day else None
        return told


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=area(3), help_text=gettext_lazy("Ít nhất 10 chữ.")
    )


class PictureForm(forms.Form):
    """A picture, what can be seen on it, and whether a child can be recognised."""

    file = UploadField(PHOTOS, label=gettext_lazy("Ảnh"))
    alt = forms.CharField(
        label=gettext_lazy("Lời mô tả"), max_length=200,
        help_text=gettext_lazy(
            "Cho người không nhìn thấy: trong ảnh có gì. Ví dụ: “Cầu tre qua suối, nước ngập mặt cầu”."
        ),
    )  # fmt: skip
    caption = forms.CharField(label=gettext_lazy("Chú thích dưới ảnh"), max_length=200, required=False)
    faces = forms.IntegerField(
        label=gettext_lazy("Số trẻ nhận ra được trong ảnh"), min_value=0, max_value=MOST_FACES, initial=0,
        help_text=gettext_lazy(
            "Khác 0 thì ảnh chỉ được đăng khi đã ghi đủ sự đồng ý của từng trẻ từ 7 tuổi và của cha mẹ hoặc người giám"
            " hộ (Luật Trẻ em, Điều 6 và Điều 21). Chụp từ sau lưng, chụp bàn tay thì không cần."
        ),
        widget=forms.NumberInput(attrs={"wide": "tiny"}),
    )  # fmt: skip


class ClearForm(forms.Form):
    """Which child it is."""

    consent = forms.CharField(
        label=gettext_lazy("Địa chỉ trang của trẻ"), max_length=300,
        help_text=gettext_lazy("Mở trang của trẻ trong mục Trẻ em, chép cả địa chỉ rồi dán vào đây."),
    )  # fmt: skip


class DomainForm(forms.Form):
    """A host and why."""

    host = forms.CharField(
        label=gettext_lazy("Tên miền"), max_length=253,
        help_text=gettext_lazy("Ví dụ vanban.chinhphu.vn. Mỗi tên miền con là một mục riêng."),
        widget=forms.TextInput(attrs={"wide": "name"}),
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Vì sao cần"), max_length=300, widget=area(2),
        help_text=gettext_lazy("Trang của ai, bài nào cần dẫn đến. Ít nhất 10 chữ."),
    )  # fmt: skip
