"""What people type about commendations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.programmes.plans.forms import area
from mangnon.programmes.praise.actions import NominationTold
from mangnon.programmes.praise.models import Deciding, Whom
from mangnon.ui.typed import DayField

CONSENT_HELP = gettext_lazy("Chỉ khi khen trẻ em: ai đồng ý, ngày nào, giấy lưu ở đâu. Ít nhất 10 chữ.")


def form_field(forms_known: Sequence[tuple[str, str]], label: Any) -> forms.ChoiceField:
    """A form of commendation."""
    return forms.ChoiceField(label=label, choices=list(forms_known))


class NominationForm(forms.Form):
    """Who, for what, at which level. ``forms_known``: code and words of each form of commendation."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    whom = forms.ChoiceField(label=gettext_lazy("Khen ai"), choices=Whom.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("Họ và tên, tên tập thể"), max_length=160)
    about = forms.CharField(
        label=gettext_lazy("Chức vụ, nơi làm việc hoặc nơi ở"), max_length=300,
        help_text=gettext_lazy("Như sẽ ghi trong quyết định. Với trẻ em: lớp, trường, không ghi địa chỉ nhà."),
    )  # fmt: skip
    parent_consent = forms.CharField(
        label=gettext_lazy("Cha mẹ hoặc người giám hộ đồng ý nêu tên trẻ em"), max_length=300, required=False,
        help_text=CONSENT_HELP,
    )  # fmt: skip
    child_consent = forms.CharField(
        label=gettext_lazy("Trẻ em đồng ý nêu tên"), max_length=300, required=False, help_text=CONSENT_HELP
    )
    deed = forms.CharField(
        label=gettext_lazy("Thành tích, việc đã làm"), max_length=6_000, widget=area(6),
        help_text=gettext_lazy("Không ghi tên hay chi tiết nhận ra trẻ em được giúp."),
    )  # fmt: skip
    level = forms.ChoiceField(label=gettext_lazy("Đề nghị cấp nào khen"), choices=Deciding.choices,
                              widget=forms.RadioSelect)  # fmt: skip
    proposer = forms.CharField(
        label=gettext_lazy("Nơi, người đề nghị"), max_length=200,
        help_text=gettext_lazy("Ví dụ: UBND xã, Hội Phụ nữ xã, Trưởng thôn Một."),
    )  # fmt: skip

    def __init__(self, *args: Any, forms_known: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form"] = form_field(forms_known, gettext_lazy("Hình thức đề nghị"))
        self.order_fields([*(name for name in self.fields if name != "proposer"), "proposer"])


def told_of(cleaned: dict[str, Any]) -> NominationTold:
    """What the form says."""
    return NominationTold(**{name: cleaned[name] for name in NominationTold.__dataclass_fields__})


class StepForm(forms.Form):
    """What was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PutForm(StepForm):
    """Before which body, when, by which paper."""

    body = forms.CharField(
        label=gettext_lazy("Trình nơi nào"), max_length=200,
        help_text=gettext_lazy("Ví dụ: Hội đồng Thi đua - Khen thưởng xã, Ban Thi đua - Khen thưởng thành phố."),
    )  # fmt: skip
    on = DayField(label=gettext_lazy("Ngày trình"))
    number = forms.CharField(
        label=gettext_lazy("Số tờ trình"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"wide": "short"}),
    )  # fmt: skip


class DecideForm(StepForm):
    """What the paper says."""

    number = forms.CharField(
        label=gettext_lazy("Số quyết định"), max_length=80, widget=forms.TextInput(attrs={"wide": "short"})
    )
    on = DayField(label=gettext_lazy("Ngày quyết định"))
    signer = forms.CharField(
        label=gettext_lazy("Người ký"), max_length=120, help_text=gettext_lazy("Họ tên và chức vụ.")
    )

    def __init__(self, *args: Any, forms_known: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form"] = form_field(forms_known, gettext_lazy("Hình thức được khen"))


class DeclineForm(StepForm):
    """Why not."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao không khen"), max_length=500, widget=area(3),
        help_text=gettext_lazy("Ít nhất 10 chữ."),
    )  # fmt: skip


class PublishForm(StepForm):
    """Whether it may be made public, and who agreed."""

    public = forms.ChoiceField(
        label=gettext_lazy("Công khai gương này"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("được công khai")), ("no", gettext_lazy("không công khai"))],
    )  # fmt: skip
    consent = forms.CharField(
        label=gettext_lazy("Ai đồng ý công khai"), max_length=300, required=False,
        help_text=gettext_lazy(
            "Người được khen (với trẻ em: cả cha mẹ hoặc người giám hộ) đồng ý ngày nào, giấy lưu ở đâu."
        ),
    )  # fmt: skip
