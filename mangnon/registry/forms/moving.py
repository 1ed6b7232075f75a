"""What is typed when a child goes to another commune, leaves the register or comes back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.places.forms import PlaceField
from mangnon.registry.actions.leaving import WAYS
from mangnon.registry.forms.facts import TODAY, line
from mangnon.registry.forms.fields import picks
from mangnon.registry.forms.placing import PlacedForm
from mangnon.ui.typed import DayField


def words_field(label: Any, length: int, *, rows: int = 3, **options: Any) -> forms.CharField:
    """A few sentences."""
    options.setdefault("required", False)
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows}), **options)


class AskForm(forms.Form):
    """Where the child goes, since when, and what the receiver must know."""

    transfer_id = forms.UUIDField(widget=forms.HiddenInput)
    place = PlaceField(
        label=gettext_lazy("Chuyển đến xã, phường"),
        help_text=gettext_lazy("Gõ tên xã nay hoặc tên cũ. Ngoài tỉnh, ngoài nước thì dùng “Thôi quản lý”."),
        error_messages={"required": gettext_lazy("Chọn xã, phường nơi trẻ chuyển đến.")},
    )
    moved_on = DayField(label=gettext_lazy("Ở đó từ ngày"), help_text=TODAY)
    address = line(gettext_lazy("Địa chỉ ở nơi mới"), 200)
    hand_over = words_field(
        gettext_lazy("Lời bàn giao"), 2000, rows=4, required=True,
        help_text=gettext_lazy("Trẻ ở với ai, đang được hỗ trợ gì, việc gì còn dở."),
        error_messages={"required": gettext_lazy("Ghi điều nơi nhận cần biết, dù chỉ một câu.")},
    )  # fmt: skip


class AcceptForm(PlacedForm):
    """Where in the receiving commune the child lives."""

    address = line(gettext_lazy("Địa chỉ"), 200)
    answer = words_field(gettext_lazy("Lời nhắn cho nơi gửi"), 500, rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["hamlet", "address", "answer"])


class DeclineForm(forms.Form):
    """Why not."""

    answer = words_field(
        gettext_lazy("Vì sao không tiếp nhận?"), 500, required=True,
        help_text=gettext_lazy("Ví dụ: đã đến địa chỉ này ngày 20/11, gia đình không ở đây."),
        error_messages={"required": gettext_lazy("Ghi vì sao, để nơi gửi biết phải làm gì tiếp.")},
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    answer = words_field(gettext_lazy("Vì sao rút lại?"), 500, rows=2)


class LeaveForm(forms.Form):
    """How the child left."""

    kind = picks(
        gettext_lazy("Vì sao thôi quản lý?"), [(way.value, way.label) for way in WAYS],
        error_messages={"required": gettext_lazy("Chọn một trong các lý do.")},
    )  # fmt: skip
    on = DayField(label=gettext_lazy("Từ ngày"), help_text=TODAY)
    where = line(gettext_lazy("Đi đâu, nếu biết"), 200)
    cause = line(
        gettext_lazy("Nguyên nhân"), 200, help_text=gettext_lazy("Trẻ chết: ghi nguyên nhân theo giấy báo tử, nếu có.")
    )
    note = words_field(gettext_lazy("Ghi chú"), 1000, rows=2)


class ReturnForm(forms.Form):
    """Since when the child is back."""

    on = DayField(label=gettext_lazy("Trở về từ ngày"), help_text=TODAY)
    note = words_field(gettext_lazy("Ghi chú"), 1000, rows=2)


class MistakenForm(forms.Form):
    """Why the child had never gone."""

    note = words_field(
        gettext_lazy("Nhầm thế nào?"), 1000, required=True,
        help_text=gettext_lazy("Ví dụ: nhầm với một cháu trùng tên ở thôn bên."),
        error_messages={"required": gettext_lazy("Ghi ngắn gọn nhầm thế nào.")},
    )  # fmt: skip
