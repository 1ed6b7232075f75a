"""Forms of the tasks of a team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mangnon.cases.forms.fields import RowForm, line, picks, words
from mangnon.ui.typed import DayField


class TaskForm(RowForm):
    """What, who, by when."""

    what = line(
        gettext_lazy("Việc gì"), gettext_lazy("Ví dụ: gọi cho cô giáo chủ nhiệm hỏi việc đi học."), required=True,
        length=300,
    )  # fmt: skip
    person = picks(gettext_lazy("Ai làm"), ())
    due_on = DayField(label=gettext_lazy("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = people  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """What came of it."""

    result = words(gettext_lazy("Kết quả"), gettext_lazy("Một câu là đủ; có thể để trống."), required=False)


class DropForm(forms.Form):
    """Why it needn't be done."""

    reason = line(gettext_lazy("Vì sao không cần làm nữa"), required=True, length=300)
