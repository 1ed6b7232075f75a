"""What is typed when a report is handed on, returned, screened out, corrected; and on the rota."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.accounts.models import Person
from mangnon.files.forms import UploadField
from mangnon.files.kinds import PAPERS
from mangnon.intake.forms.fields import HOUR_TOO, MomentField, area, line, picks
from mangnon.intake.models import OutReason, ReturnReason
from mangnon.places.forms import PlaceField

NO_CHILD = gettext_lazy("Không ghi tên trẻ: người ở nơi khác cũng đọc được.")


class AttachForm(forms.Form):
    """A file, closed unless it is said that everybody who sees the record may see it at once."""

    file = UploadField(PAPERS, label=gettext_lazy("Tệp"))
    sensitive = forms.BooleanField(
        label=gettext_lazy("Nhạy cảm: hiện bản mờ, chỉ mở khi có lý do"), required=False, initial=True
    )


class ForwardForm(forms.Form):
    """To which office, or to whom of one's own."""

    place = PlaceField(
        label=gettext_lazy("Chuyển đến xã, phường"), required=False,
        help_text=gettext_lazy("Tên nay hoặc tên cũ. Để trống nếu chuyển lên tỉnh hoặc giao cho người ở đây."),
    )  # fmt: skip
    person = forms.ChoiceField(label=gettext_lazy("Giao cho"), required=False)
    note = line(gettext_lazy("Vì sao chuyển?"), 300, help_text=NO_CHILD)

    def __init__(self, *args: Any, people: list[Person], up: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", gettext_lazy("Không chỉ đích danh")), *((str(one.pk), one.full_name) for one in people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        if up:
            self.fields["up"] = forms.BooleanField(label=up, required=False)
            self.order_fields(["place", "up", "person", "note"])

    def clean(self) -> dict[str, Any]:
        """Exactly one way."""
        cleaned = super().clean() or self.cleaned_data
        chosen = [name for name in ("place", "up", "person") if cleaned.get(name)]
        if not chosen and "place" not in self.errors:
            self.add_error("place", gettext_lazy("Chọn nơi chuyển đến, chuyển lên tỉnh, hoặc một người ở đây."))
        if len(chosen) > 1:
            self.add_error("place", gettext_lazy("Chỉ chọn một cách chuyển."))
        return cleaned


class ReturnForm(forms.Form):
    """Why it doesn't belong here."""

    reason = picks(
        gettext_lazy("Vì sao trả lại?"), ReturnReason.choices,
        error_messages={"required": gettext_lazy("Chọn một lý do.")},
    )  # fmt: skip
    note = line(gettext_lazy("Nói rõ hơn"), 300, help_text=NO_CHILD)


class ScreenOutForm(forms.Form):
    """Why it isn't followed up, and what was done to know it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = picks(
        gettext_lazy("Vì sao không xử lý tiếp?"), OutReason.choices,
        error_messages={"required": gettext_lazy("Chọn một lý do.")},
        help_text=gettext_lazy("Tin không nêu tên người báo không phải là lý do để loại."),
    )  # fmt: skip
    note = area(
        gettext_lazy("Đã làm gì để biết điều đó?"), required=True,
        help_text=gettext_lazy("Đã gọi ai, đến đâu, xem gì. Ít nhất 10 ký tự."),
        error_messages={"required": gettext_lazy("Ghi đã làm gì để biết điều đó.")},
    )  # fmt: skip


class ConfirmOutForm(forms.Form):
    """The second person's word."""

    agrees = picks(
        gettext_lazy("Có đồng ý loại tin này không?"),
        [("yes", gettext_lazy("Đồng ý: không xử lý tiếp")), ("no", gettext_lazy("Không: phải xử lý tiếp"))],
        error_messages={"required": gettext_lazy("Chọn một.")},
    )


class CorrectForm(forms.Form):
    """An earlier moment, and how it is known."""

    new = MomentField(label=gettext_lazy("Ai đó đã nhận tin lúc nào?"), help_text=HOUR_TOO)
    source = line(
        gettext_lazy("Vì sao biết?"), 160, required=True,
        help_text=gettext_lazy("Ví dụ: sổ trực của công an xã, phiếu của Tổng đài 111."),
        error_messages={"required": gettext_lazy("Ghi vì sao biết giờ ấy.")},
    )  # fmt: skip


class TurnForm(forms.Form):
    """Who is on duty from when to when."""

    turn_id = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.ChoiceField(
        label=gettext_lazy("Ai trực?"), error_messages={"required": gettext_lazy("Chọn người trực.")}
    )
    starts_at = MomentField(label=gettext_lazy("Từ lúc"), help_text=HOUR_TOO)
    ends_at = MomentField(label=gettext_lazy("Đến lúc"), help_text=gettext_lazy("Một ca dài nhiều nhất 72 giờ."))

    def __init__(self, *args: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", gettext_lazy("Chọn")), *((str(one.pk), one.full_name) for one in people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class AlternateForm(forms.Form):
    """Who takes what names the province's own people."""

    person = forms.ChoiceField(
        label=gettext_lazy("Người nhận thay"), error_messages={"required": gettext_lazy("Chọn một người.")}
    )

    def __init__(self, *args: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", gettext_lazy("Chọn")), *((str(one.pk), one.full_name) for one in people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
