"""The kinds of file a paper is printed as."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text
from mangnon.statutes.kinds.form import Form

WORDED = frozenset(f"{n:02}" for n in range(1, 8))
"""Forms that offices also go on writing in: 01 to 07; and every decision."""


@dataclass(frozen=True, slots=True)
class PrintKind:
    """One kind: how its button reads, how browsers take it."""

    suffix: str
    media: str
    label: Text
    disposition: str

    def fits(self, form: Form) -> bool:
        """Whether a form is printed as this."""
        return self.suffix == "pdf" or form.decision or form.number in WORDED


AS = {
    "pdf": PrintKind("pdf", "application/pdf", _("In PDF"), "inline"),
    "docx": PrintKind(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _("Tải tệp Word"),
        "attachment",
    ),
}
