"""Filters that lists of cases, placements and referrals share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_lazy

from mangnon.lib.refusal import Text
from mangnon.ui.screens import Filter


def by_state(choices: Callable[[], Sequence[tuple[str, Text]]]) -> tuple[Filter, ...]:
    """One state; or those that are done too, which the list otherwise leaves out."""
    return (
        Filter(
            "tinh_trang", gettext_lazy("Tình trạng"), gettext_lazy(", {choice}"), choices,
            lambda rows, value: rows.filter(state=value),
        ),
        Filter(
            "xong", gettext_lazy("Đã xong"), gettext_lazy(", {choice}"),
            lambda: [("co", gettext_lazy("cả việc đã xong"))], lambda rows, _value: rows,
        ),
    )  # fmt: skip
