"""What people type about carers and placements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.cases.caring.models import CareFollow, CarerKind
from mangnon.lib.refusal import Text
from mangnon.registry.models import Sex
from mangnon.ui.typed import DayField, TelInput


def area(rows: int) -> forms.Textarea:
    """A box of some lines."""
    return forms.Textarea(attrs={"rows": rows})


def text(label: Any, most: int, *, required: bool = True, rows: int = 0, hint: Any = "") -> forms.CharField:
    """A line, or a box of some lines."""
    widget = area(rows) if rows else forms.TextInput(attrs={"wide": "name"})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=hint)


class CarerForm(forms.Form):
    """Form 08 in short."""

    kind = forms.ChoiceField(label=gettext_lazy("Là"), choices=CarerKind.choices, widget=forms.RadioSelect)
    name = text(gettext_lazy("Họ và tên"), 120)
    born = DayField(label=gettext_lazy("Ngày sinh"))
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), choices=Sex.choices, widget=forms.RadioSelect, initial="2")
    personal_number = text(gettext_lazy("Số định danh"), 12, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Điện thoại"), max_length=20, required=False, widget=TelInput(attrs={"wide": "name"})
    )
    job = text(gettext_lazy("Nghề nghiệp"), 120, required=False)
    family = text(
        gettext_lazy("Người trong nhà"), 1000, required=False, rows=2,
        hint=gettext_lazy("Ai cùng sống, các thành viên có đồng ý không."),
    )  # fmt: skip
    means = text(gettext_lazy("Thu nhập, nhà ở"), 1000, required=False, rows=2)
    wishes = text(
        gettext_lazy("Nguyện vọng"), 200, required=False,
        hint=gettext_lazy("Tuổi, giới tính của trẻ em; nhận trong bao lâu."),
    )  # fmt: skip
    health_on = DayField(
        label=gettext_lazy("Ngày của giấy khám sức khỏe"), required=False,
        help_text=gettext_lazy("Không quá 06 tháng khi đăng ký. Người thân thích không phải đăng ký thì để trống."),
    )  # fmt: skip
    record_on = DayField(
        label=gettext_lazy("Ngày của lý lịch tư pháp"), required=False,
        help_text=gettext_lazy("Chỉ với người nước ngoài."),
    )  # fmt: skip


class RegisterForm(CarerForm):
    """A new one."""

    on = DayField(label=gettext_lazy("Ngày đăng ký"))
    row_id = forms.UUIDField(widget=forms.HiddenInput, required=False)


class CorrectCarerForm(CarerForm):
    """Put right by the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CheckForm(forms.Form):
    """The conditions, each met or not (form 11)."""

    on = DayField(label=gettext_lazy("Ngày xác minh"))
    met = forms.MultipleChoiceField(
        label=gettext_lazy("Điều kiện đã đủ"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Đánh dấu điều kiện đã xem, đã hỏi và thấy đủ. Tuổi được tính riêng với từng trẻ em."),
    )  # fmt: skip
    note = text(gettext_lazy("Căn cứ xác minh, điều còn thiếu"), 1000, required=False, rows=3)

    def __init__(self, *args: Any, points: Sequence[tuple[str, Text]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["met"].choices = list(points)  # type: ignore[attr-defined]  # a ChoiceField


class ReasonForm(forms.Form):
    """Why."""

    reason = text(gettext_lazy("Lý do"), 200, rows=2)


class ProposeForm(forms.Form):
    """A carer for a child, with reasons."""

    carer = forms.ChoiceField(label=gettext_lazy("Người nhận chăm sóc"), widget=forms.RadioSelect)
    relation = text(
        gettext_lazy("Quan hệ với trẻ em"), 80, required=False,
        hint=gettext_lazy("Nếu là người thân thích: bà ngoại, chú …"),
    )  # fmt: skip
    why = text(
        gettext_lazy("Vì sao chọn người này"), 1000, rows=3,
        hint=gettext_lazy("Nếu có người đứng trước trong thứ tự ưu tiên thì ghi vì sao không chọn."),
    )  # fmt: skip
    consent = text(
        gettext_lazy("Sự đồng ý bằng văn bản"), 600, rows=2,
        hint=gettext_lazy("Của người giám hộ, cha, mẹ (khoản 1 Điều 63 Luật Trẻ em); hoặc vì sao không cần."),
    )  # fmt: skip
    child_view = text(
        gettext_lazy("Ý kiến của trẻ em"), 1000, required=False, rows=2,
        hint=gettext_lazy("Trẻ em từ đủ 07 tuổi phải được hỏi. Ghi đúng lời trẻ em nói."),
    )  # fmt: skip
    row_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, carers: Sequence[tuple[str, str]], hints: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["carer"].choices = list(carers)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["carer"].choice_hints = dict(hints)  # type: ignore[attr-defined]  # read by the kit


class MeetForm(forms.Form):
    """A meeting of child and carer."""

    on = DayField(label=gettext_lazy("Ngày gặp"))
    note = text(gettext_lazy("Gặp ở đâu, trẻ em thế nào"), 1000, rows=3)


class DecideForm(forms.Form):
    """The decision on form 12."""

    number = text(gettext_lazy("Số quyết định"), 60, hint=gettext_lazy("Như trên Mẫu số 12 đã ký, ví dụ 12/QĐ-UBND."))
    on = DayField(label=gettext_lazy("Ngày quyết định"))
    deputy = forms.BooleanField(label=gettext_lazy("Cấp phó ký thay (KT. CHỦ TỊCH)"), required=False)


class RefuseForm(forms.Form):
    """Why not."""

    answer = text(gettext_lazy("Vì sao không đồng ý"), 600, rows=3)


class HandForm(forms.Form):
    """Minutes of the hand-over."""

    on = DayField(label=gettext_lazy("Ngày giao nhận"))
    minutes = text(
        gettext_lazy("Biên bản giao nhận"), 3000, rows=4,
        hint=gettext_lazy("Ai có mặt, giấy tờ, đồ dùng đã giao, trẻ em thế nào."),
    )  # fmt: skip
    address = text(
        gettext_lazy("Địa chỉ nơi trẻ em ở"), 200, rows=2,
        hint=gettext_lazy("Được giữ kín: chỉ người có quyền mới mở được, mỗi lần mở đều ghi lại."),
    )  # fmt: skip
    why_late = text(gettext_lazy("Lý do nếu quá hạn"), 300, required=False, rows=2)


class FollowForm(forms.Form):
    """How the child fares (form 13)."""

    on = DayField(label=gettext_lazy("Ngày đến thăm"))
    living = text(gettext_lazy("Điều kiện sống"), 1000, rows=2)
    health = text(gettext_lazy("Sức khỏe, thể chất"), 1000, rows=2)
    mind = text(gettext_lazy("Tinh thần"), 1000, rows=2)
    integration = text(gettext_lazy("Sự hòa nhập"), 1000, rows=2)
    child_view = text(
        gettext_lazy("Ý kiến của trẻ em"), 1000, required=False, rows=2,
        hint=gettext_lazy("Trẻ em từ đủ 07 tuổi phải được hỏi. Ghi đúng lời trẻ em nói."),
    )  # fmt: skip
    with_whom = text(
        gettext_lazy("Ai cùng đến"), 160, required=False,
        hint=gettext_lazy("Trẻ em từ cơ sở trợ giúp xã hội: đại diện cơ sở (Nghị định 56/2017/NĐ-CP, Điều 46)."),
    )  # fmt: skip
    verdict = forms.ChoiceField(
        label=gettext_lazy("Kết luận"), choices=CareFollow.Verdict.choices, widget=forms.RadioSelect
    )


class HearForm(forms.Form):
    """What the carer tells."""

    row_id = forms.UUIDField(widget=forms.HiddenInput)
    on = DayField(label=gettext_lazy("Ngày báo"))
    said = text(
        gettext_lazy("Người nhận báo gì về trẻ em"), 2000, rows=3,
        hint=gettext_lazy(
            "Sau 06 tháng, rồi hằng năm, và ngay khi có việc xảy ra (Luật Trẻ em, điểm b khoản 1 Điều 64)."
        ),
    )  # fmt: skip


class GrownForm(forms.Form):
    """At sixteen."""

    on = DayField(label=gettext_lazy("Ngày đánh giá"))
    note = text(
        gettext_lazy("Đánh giá và trợ giúp đã sắp xếp"), 2000, rows=3,
        hint=gettext_lazy("Học nghề, việc làm, chỗ ở, ai giúp (Thông tư 14/2020/TT-BLĐTBXH, khoản 4 Điều 13)."),
    )  # fmt: skip


class ReceiveListForm(forms.Form):
    """A list of a facility (form 14)."""

    facility = forms.ChoiceField(label=gettext_lazy("Cơ sở trợ giúp xã hội"), widget=forms.RadioSelect)
    received_on = DayField(label=gettext_lazy("Ngày nhận danh sách"))
    note = text(gettext_lazy("Ghi chú"), 600, required=False, rows=2)
    row_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, facilities: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["facility"].choices = list(facilities)  # type: ignore[attr-defined]  # a ChoiceField


class ListChildForm(forms.Form):
    """A child on one of the lists."""

    listed = forms.ChoiceField(label=gettext_lazy("Danh sách nào"), widget=forms.RadioSelect)
    since = DayField(label=gettext_lazy("Ở cơ sở từ ngày"), required=False)
    note = text(gettext_lazy("Ghi chú"), 300, required=False)
    row_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lists: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["listed"].choices = list(lists)  # type: ignore[attr-defined]  # a ChoiceField


class SettleForm(forms.Form):
    """No family is needed any more."""

    on = DayField(label=gettext_lazy("Ngày"))
    reason = text(gettext_lazy("Vì sao"), 300, hint=gettext_lazy("Ví dụ: trẻ em về với cha mẹ."))


class LeftForm(forms.Form):
    """The care in the facility ended."""

    number = text(gettext_lazy("Số quyết định"), 60)
    on = DayField(label=gettext_lazy("Ngày cơ sở chấm dứt chăm sóc"))


class EndForm(forms.Form):
    """The decision on form 16."""

    reason = forms.ChoiceField(label=gettext_lazy("Vì"), widget=forms.RadioSelect)
    number = text(gettext_lazy("Số quyết định"), 60, hint=gettext_lazy("Như trên Mẫu số 16 đã ký."))
    on = DayField(label=gettext_lazy("Ngày chấm dứt"))
    note = text(
        gettext_lazy("Trẻ em đi đâu, ai đón"), 600, rows=2, hint=gettext_lazy("Không ghi địa chỉ phải giữ kín.")
    )  # fmt: skip

    def __init__(self, *args: Any, reasons: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = list(reasons)  # type: ignore[attr-defined]  # a ChoiceField
