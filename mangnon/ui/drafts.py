"""Drafts of forms: kept on every pause in typing, on leaving, and when a session was locked meanwhile."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.lib.fields import reveal
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Refusal
from mangnon.ui.models import Draft

NEVER_KEPT = ("csrfmiddlewaretoken", "password", "code")
"""Beginnings of field names that a draft leaves out."""

LARGEST = 200_000
"""Longest draft in characters."""


class DraftTooLong(Refusal):
    """More text than a draft holds."""

    code = "draft_too_long"
    sentence = _("Nội dung quá dài để lưu nháp.")
    remedy = _("Hãy gửi biểu mẫu trước, rồi ghi tiếp phần còn lại.")


def keep(*, person_id: UUID, form_key: str, data: Mapping[str, list[str]], at: datetime) -> None:
    """Keep what was typed, in place of the draft before. Must run in the person's own scope."""
    content = {name: values for name, values in data.items() if not name.startswith(NEVER_KEPT)}
    text = json.dumps(content, ensure_ascii=False)
    if len(text) > LARGEST:
        raise DraftTooLong
    draft = Draft.objects.filter(person_id=person_id, form_key=form_key).first()
    if draft is None:
        draft = Draft(id=new_id(), person_id=person_id, form_key=form_key)
    draft.content = text
    draft.saved_at = at
    draft.save()


def kept(*, person_id: UUID, form_key: str) -> tuple[dict[str, list[str]], datetime] | None:
    """The draft of a form and when it was kept, or None."""
    draft = Draft.objects.filter(person_id=person_id, form_key=form_key).first()
    if draft is None:
        return None
    return json.loads(reveal(draft, "content") or "{}"), draft.saved_at


def drop(*, person_id: UUID, form_key: str) -> None:
    """Forget the draft once the form has gone through."""
    Draft.objects.filter(person_id=person_id, form_key=form_key).delete()
