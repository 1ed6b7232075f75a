"""What people say about a pair: why it is none, which record is kept, whose word stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Text
from mangnon.registry.actions.merging import parents_of
from mangnon.registry.alike.identity import Side, differing, differing_parents
from mangnon.registry.alike.showing import parent_said, said
from mangnon.registry.models import Child

FIRST, SECOND = "first", "second"


class WhyForm(forms.Form):
    """A reason in plain words."""

    why = forms.CharField(
        label=gettext_lazy("Vì sao?"),
        help_text=gettext_lazy("Ví dụ: đã gặp cả hai cháu; giấy khai sinh khác nhau."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": gettext_lazy("Ghi ngắn gọn vì sao, để người xem sau hiểu.")},
    )


class MergeForm(forms.Form):
    """Which record goes on, and for each thing that differs whose word stands."""

    keep = forms.ChoiceField(
        label=gettext_lazy("Giữ hồ sơ nào?"),
        help_text=gettext_lazy(
            "Hồ sơ kia đóng lại; mọi việc đã ghi chuyển sang hồ sơ giữ. Tách lại được bất cứ lúc nào."
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn hồ sơ giữ lại.")},
    )

    def __init__(self, data: Any = None, *, first: Child, second: Child, on: date, **more: Any) -> None:
        super().__init__(data, **more)
        self._ids = {FIRST: first.pk, SECOND: second.pk}
        keep = self.fields["keep"]
        assert isinstance(keep, forms.ChoiceField)  # noqa: S101 - declared above
        keep.choices = [(FIRST, _record(first)), (SECOND, _record(second))]
        self._asked: list[str] = []
        for field in differing(first, second):
            self._ask(field.name, field.label, (said(first, field, on), said(second, field, on)))
        theirs, others = parents_of(first), parents_of(second)
        for field in differing_parents(theirs, others):
            self._ask(field.name, field.label, (parent_said(theirs[field.name]), parent_said(others[field.name])))
        self.fields["why"] = forms.CharField(
            label=gettext_lazy("Ghi chú"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500, required=False
        )

    def _ask(self, name: str, label: Text, words: Sequence[str]) -> None:
        self._asked.append(name)
        self.fields[name] = forms.ChoiceField(
            label=str(label),
            choices=list(zip((FIRST, SECOND), words, strict=True)),
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Chọn điều đúng.")},
        )

    def decided(self) -> dict[str, Any]:
        """What the action wants: the id kept, and for each field whether the kept or the dropped record is right."""
        keep: str = self.cleaned_data["keep"]
        choices = {
            name: str(Side.KEPT if self.cleaned_data[name] == keep else Side.DROPPED) for name in self._asked
        }  # fmt: skip
        kept: UUID = self._ids[keep]
        return {"keep": kept, "choices": choices, "why": self.cleaned_data["why"]}


def _record(child: Child) -> str:
    return _("{name}, {place}, ghi ngày {day}").format(
        name=child.called, place=child.place.name, day=format_date(local_day(child.recorded_at))
    )  # fmt: skip
