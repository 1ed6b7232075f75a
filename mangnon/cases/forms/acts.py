"""Forms of the acts of a case, in the order of the procedure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.cases.forms.fields import HeardForm, MomentField, RowForm, late, line, picks, words, yes_no
from mangnon.cases.models import CaseKind, CasePerson, CriminalNotice, LogKind, Review, SealedFact, TeamMember
from mangnon.places.forms import PlaceField
from mangnon.registry.forms.fields import BirthField
from mangnon.registry.models import Sex
from mangnon.ui.typed import DayField

PLAN_ROWS = 3
WHY = gettext_lazy("Ghi ngắn gọn để người xem sau hiểu vì sao.")


class OpenForm(forms.Form):
    """A case about a child of the register, or one without a name."""

    row_id = forms.UUIDField(widget=forms.HiddenInput)
    kind = picks(
        gettext_lazy("Cấp độ bảo vệ"),
        [
            (CaseKind.INTERVENTION.value, gettext_lazy("Can thiệp: trẻ bị xâm hại")),
            (CaseKind.SUPPORT.value, gettext_lazy("Hỗ trợ: trẻ có nguy cơ, có hoàn cảnh đặc biệt")),
        ],
    )
    about = line(
        gettext_lazy("Việc gì, trong vài chữ"),
        gettext_lazy("Ví dụ: nghi bị bạo lực trong nhà. Không ghi chi tiết xâm hại tình dục, tình trạng HIV."),
        required=True,
    )
    first_information_at = MomentField(
        label=gettext_lazy("Nhận thông tin đầu tiên lúc"),
        help_text=gettext_lazy("Đồng hồ pháp lý bắt đầu từ đây và không sửa muộn hơn được. Ví dụ 16:30 13/2/2026."),
    )
    emergency = yes_no(gettext_lazy("Trẻ có đang nguy hiểm không?"))


class UnnamedForm(OpenForm):
    """With which child is meant."""

    name = line(gettext_lazy("Họ và tên trẻ, nếu biết"), length=120)
    label = line(
        gettext_lazy("Chưa biết tên thì ghi trẻ nào"), gettext_lazy("Ví dụ: em trai khoảng 6 tuổi ở chợ."), length=160
    )
    born = BirthField(required=False)
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), choices=Sex.choices, initial=Sex.UNKNOWN)

    def clean(self) -> dict[str, Any]:
        """A name or which child."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("name") and not cleaned.get("label"):
            self.add_error("label", gettext_lazy("Ghi tên trẻ, hoặc ghi trẻ nào."))
        return cleaned


class AssessForm(HeardForm):
    """The conclusion of a person."""

    conclusion = words(gettext_lazy("Kết luận"), gettext_lazy("Người đánh giá tự kết luận; máy chỉ đếm các mức."))
    field_order = ("row_id", "conclusion", "danger_now", "child_view", "child_said", "done_at", "late_reason")


class InitialForm(AssessForm):
    """Form 02 also says whether there is danger now."""

    danger_now = yes_no(gettext_lazy("Có cần biện pháp khẩn cấp không?"))


class EmergencyForm(RowForm):
    """Whether emergency measures are needed, and which."""

    needed = yes_no(gettext_lazy("Có áp dụng biện pháp khẩn cấp không?"))
    what = words(
        gettext_lazy("Đã làm gì, hoặc vì sao không cần"),
        gettext_lazy("Ví dụ: công an đến chặn hành vi, đưa em sang nhà bà ngoại, trạm y tế khám."),
    )
    decided_by = line(gettext_lazy("Ai quyết định"), required=True, length=160)
    done_at = MomentField(label=gettext_lazy("Quyết định, hành động lúc"))
    late_reason = late()


class DecisionForm(RowForm):
    """A decision on paper."""

    number = line(gettext_lazy("Số quyết định"), gettext_lazy("Ví dụ 05/QĐ-UBND."), required=True, length=60)
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"))
    signer = line(gettext_lazy("Người ký"), required=True, length=160)
    deputy = forms.BooleanField(label=gettext_lazy("Ký thay (KT. Chủ tịch)"), required=False)


def began(words: str) -> str:
    """Words of a definition as an answer: with a capital."""
    return words[:1].upper() + words[1:]


class SeparateForm(DecisionForm):
    """From when until when, on which ground, where the child goes."""

    ground = picks(gettext_lazy("Trường hợp cách ly"), ())
    starts_on = DayField(label=gettext_lazy("Từ ngày"))
    until = DayField(label=gettext_lazy("Đến hết ngày"))
    goes_to = picks(gettext_lazy("Trẻ ở đâu"), ())
    address = line(
        gettext_lazy("Địa chỉ nơi trẻ ở"), gettext_lazy("Được niêm kín; mỗi lần mở được ghi lại."), length=300
    )
    done_at = MomentField(label=gettext_lazy("Đưa trẻ đi lúc"))
    late_reason = late()

    def __init__(self, *args: Any, grounds: tuple[str, ...], places: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = [(str(n), began(one)) for n, one in enumerate(grounds)]  # type: ignore[attr-defined]
        self.fields["goes_to"].choices = [(one, began(one)) for one in places]  # type: ignore[attr-defined]


class ExtendForm(DecisionForm):
    """Another decision makes it longer."""

    until = DayField(label=gettext_lazy("Gia hạn đến hết ngày"))
    reason = words(gettext_lazy("Vì sao gia hạn"), WHY, length=500)
    asked_by = line(gettext_lazy("Cơ quan có thẩm quyền yêu cầu quá 15 ngày"), gettext_lazy("Chỉ ghi khi quá 15 ngày."))


class EndSeparationForm(DecisionForm):
    """The child goes home, or another form of care is decided."""

    ended_on = DayField(label=gettext_lazy("Kết thúc từ ngày"))
    reason = words(
        gettext_lazy("Vì sao kết thúc"),
        gettext_lazy("Ví dụ: mẹ được đánh giá theo mẫu 03 là bảo đảm được an toàn."),
        length=500,
    )


class MeetingForm(HeardForm):
    """Minutes of the meeting."""

    led_by = line(gettext_lazy("Ai chủ trì"), required=True, length=160)
    place_text = line(gettext_lazy("Họp ở đâu"))
    present = words(
        gettext_lazy("Ai dự"), gettext_lazy("Không mời cha, mẹ, người chăm sóc khi họ là người gây hại."), rows=2
    )
    needs = words(gettext_lazy("Trẻ cần gì, việc gấp trước"), rows=3)
    minutes = words(gettext_lazy("Nội dung cuộc họp"), rows=5)
    field_order = (
        "row_id", "done_at", "led_by", "place_text", "present", "needs", "minutes", "child_view", "child_said",
        "late_reason",
    )  # fmt: skip


class PlanForm(RowForm):
    """Goals, days, and the tasks row by row; empty rows are left out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    goals = words(gettext_lazy("Mục tiêu"), gettext_lazy("Trẻ sẽ thế nào khi kế hoạch xong."))
    starts_on = DayField(label=gettext_lazy("Thực hiện từ ngày"))
    ends_on = DayField(label=gettext_lazy("Đến hết ngày"))

    def __init__(self, *args: Any, rows: int = PLAN_ROWS, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        for n in range(rows):
            self.fields[f"what_{n}"] = line(gettext_lazy("Dịch vụ, công việc"), length=300)
            self.fields[f"who_{n}"] = line(gettext_lazy("Ai làm"))
            self.fields[f"provider_{n}"] = line(gettext_lazy("Cơ sở cung cấp dịch vụ"))
            self.fields[f"starts_{n}"] = DayField(label=gettext_lazy("Bắt đầu"), required=False)
            self.fields[f"ends_{n}"] = DayField(label=gettext_lazy("Dự kiến xong"), required=False)
            self.fields[f"money_{n}"] = forms.IntegerField(
                label=gettext_lazy("Kinh phí (đồng)"), required=False, min_value=0, max_value=10**12
            )

    def clean(self) -> dict[str, Any]:
        """The last day isn't before the first; each task has somebody who does it."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext_lazy("Ngày cuối trước ngày đầu."))
        for n in range(self.rows):
            if cleaned.get(f"what_{n}") and not cleaned.get(f"who_{n}"):
                self.add_error(f"who_{n}", gettext_lazy("Ghi ai làm việc này."))
        return cleaned


class SubmitForm(forms.Form):
    """Nothing to type but why late."""

    late_reason = late()


class RemarkForm(forms.Form):
    """A decision, with a remark that a no needs."""

    yes = picks(gettext_lazy("Quyết định"), [("1", gettext_lazy("Đồng ý")), ("0", gettext_lazy("Không đồng ý"))])
    remark = words(gettext_lazy("Ý kiến"), gettext_lazy("Không đồng ý thì ghi cần sửa gì."), required=False)
    late_reason = late()
    version = forms.IntegerField(widget=forms.HiddenInput)


class SignedForm(forms.Form):
    """A decision that was signed on paper."""

    number = line(gettext_lazy("Số quyết định"), required=True, length=60)
    signed_on = DayField(label=gettext_lazy("Ngày ký"))
    signer = line(gettext_lazy("Người ký"), required=True, length=160)
    deputy = forms.BooleanField(label=gettext_lazy("Ký thay (KT. Chủ tịch)"), required=False)
    late_reason = late()


class LogForm(RowForm):
    """A visit, a call, a service: two minutes."""

    kind = picks(gettext_lazy("Việc gì"), LogKind.choices, initial=LogKind.VISIT)
    what = words(gettext_lazy("Đã thấy gì, đã làm gì"))
    safe = forms.TypedChoiceField(
        label=gettext_lazy("Trẻ có an toàn không?"),
        choices=[("", gettext_lazy("Không gặp trẻ")), ("1", gettext_lazy("An toàn")), ("0", gettext_lazy("Lo ngại"))],
        widget=forms.RadioSelect, required=False, empty_value=None, coerce=lambda value: value == "1",
    )  # fmt: skip
    with_whom = line(gettext_lazy("Gặp ai"))
    provider = line(gettext_lazy("Cơ sở, người cung cấp dịch vụ"))
    plan_item = forms.ChoiceField(label=gettext_lazy("Thuộc việc nào của kế hoạch"), required=False)
    done_at = MomentField()

    def __init__(self, *args: Any, items: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if items:
            self.fields["plan_item"].choices = [("", gettext_lazy("Ngoài kế hoạch")), *items]  # type: ignore[attr-defined]
        else:
            del self.fields["plan_item"]


class ReviewForm(HeardForm):
    """How the child is after the plan."""

    no_risk = yes_no(gettext_lazy("Trẻ không còn nguy cơ bị xâm hại?"))
    stable = yes_no(gettext_lazy("Thể chất, tâm lý, nhận thức, tình cảm của trẻ đã ổn định?"))
    conclusion = words(gettext_lazy("Kết luận"))
    proposal = picks(gettext_lazy("Đề xuất"), Review.Proposal.choices)
    field_order = (
        "row_id", "no_risk", "stable", "conclusion", "proposal", "child_view", "child_said", "done_at", "late_reason",
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why."""

    reason = words(gettext_lazy("Vì sao?"), WHY, length=500)


class MomentForm(forms.Form):
    """When a step was done."""

    done_at = MomentField()
    late_reason = late()


class PersonForm(RowForm):
    """Somebody round the case."""

    part = picks(gettext_lazy("Là ai trong vụ việc"), CasePerson.Part.choices)
    relation = line(gettext_lazy("Quan hệ với trẻ"), gettext_lazy("Ví dụ: bà ngoại."), required=True, length=80)
    name = line(gettext_lazy("Họ và tên"), length=120)
    phone = line(gettext_lazy("Số điện thoại"), length=20)
    born_year = forms.IntegerField(
        label=gettext_lazy("Năm sinh"), required=False, min_value=1900, max_value=2100,
        error_messages={"invalid": gettext_lazy("Ghi năm bằng bốn chữ số, ví dụ 1985.")},
    )  # fmt: skip
    lives_with = yes_no(gettext_lazy("Có ở cùng trẻ không?"), required=False, empty_value=None)
    bond = forms.ChoiceField(
        label=gettext_lazy("Quan hệ tình cảm với trẻ"), choices=CasePerson.Bond.choices, required=False
    )
    note = words(
        gettext_lazy("Ghi chú"),
        gettext_lazy("Tên, số điện thoại, ghi chú về người bị cho là gây hại được niêm kín."),
        required=False, rows=2,
    )  # fmt: skip
    untold = forms.BooleanField(label=gettext_lazy("Không được cho người này biết"), required=False)
    untold_why = line(gettext_lazy("Vì sao không được cho biết"))


class NoteForm(RowForm):
    """A note inside the team."""

    text = words(gettext_lazy("Ghi chú"), rows=4)
    above_only = forms.BooleanField(label=gettext_lazy("Chỉ lãnh đạo xem được"), required=False)
    mentioned = forms.MultipleChoiceField(
        label=gettext_lazy("Báo cho"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if members:
            self.fields["mentioned"].choices = members  # type: ignore[attr-defined]
        else:
            del self.fields["mentioned"]


class SealedForm(RowForm):
    """What only its own right opens."""

    about = picks(gettext_lazy("Về điều gì"), SealedFact.About.choices)
    text = words(gettext_lazy("Nội dung"), gettext_lazy("Được niêm kín; mỗi lần mở phải có lý do và được ghi lại."))


class ChooseForm(forms.Form):
    """One person out of those who may."""

    person = picks(gettext_lazy("Ai"), ())

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = people  # type: ignore[attr-defined]


class TeamForm(ChooseForm):
    """And as what."""

    part = picks(
        gettext_lazy("Làm gì trong nhóm"),
        [one for one in TeamMember.Part.choices if one[0] != TeamMember.Part.LEAD],
        initial=TeamMember.Part.WORKER,
    )


class MoveForm(RowForm):
    """Where the case goes, and what the receiver must know."""

    place = PlaceField(
        label=gettext_lazy("Chuyển đến xã, phường"),
        help_text=gettext_lazy("Gõ tên xã nay hoặc tên cũ."),
        error_messages={"required": gettext_lazy("Chọn xã, phường nhận hồ sơ.")},
    )
    hand_over = words(gettext_lazy("Lời bàn giao"), gettext_lazy("Việc gì còn dở, hạn nào sắp đến, cần để ý điều gì."))


class AnswerForm(forms.Form):
    """Take it, or say why not."""

    yes = picks(
        gettext_lazy("Trả lời"),
        [("1", gettext_lazy("Tiếp nhận và phụ trách hồ sơ")), ("0", gettext_lazy("Không tiếp nhận"))],
    )
    reason = words(gettext_lazy("Nếu không: vì sao"), WHY, required=False, length=500)


class NoticeForm(RowForm):
    """Paper to police or procuracy."""

    to = picks(gettext_lazy("Báo cho"), CriminalNotice.To.choices)
    office_name = line(gettext_lazy("Cơ quan nhận"), required=True)
    receiver = line(gettext_lazy("Người nhận"), length=160)
    number = line(gettext_lazy("Số văn bản"), length=60)
    what = words(gettext_lazy("Gửi gì"), gettext_lazy("Không chép lời khai của trẻ vào đây."), rows=2)
    done_at = MomentField(label=gettext_lazy("Gửi lúc"))


class ReplyForm(forms.Form):
    """What came back."""

    replied_on = DayField(label=gettext_lazy("Trả lời ngày"))
    number = line(gettext_lazy("Số văn bản trả lời"), length=60)
    reply = words(gettext_lazy("Kết quả"))


class VerdictForm(forms.Form):
    """Whether somebody had to be let in."""

    justified = yes_no(gettext_lazy("Việc mở là cần thiết?"))
    verdict = words(gettext_lazy("Nhận xét"), WHY, length=500)
