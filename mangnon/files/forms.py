"""The form field for a file: it shows what is accepted; the action judges the content."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mangnon.files.kinds import Accepts


class UploadField(forms.FileField):
    """A file under some rules. Give its value and the same rules to ``actions.store``."""

    def __init__(self, rules: Accepts, **options: Any) -> None:
        self.rules = rules  # the widget asks for them while the field is made
        options.setdefault("label", _("Tệp"))
        super().__init__(allow_empty_file=True, max_length=None, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The file chooser shows what fits first; it keeps nobody from choosing otherwise."""
        return {**super().widget_attrs(widget), "accept": self.rules.accept}

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        """The hint says kinds and size, in the reader's language."""
        bound = super().get_bound_field(form, field_name)
        bound.help_text = self.help_text or self.rules.hint
        return bound
