"""What leaves the system: a code and a link. No title, no name, no place, nothing about anybody."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to go. ``id`` is the same at every try, so that a provider can know a repeat."""

    id: str
    to: str
    subject: str
    text: str


def link_to(code: str) -> str:
    """Where a notice opens, for somebody outside."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("notices:open", args=[code])


def mail(*, letter_id: str, to: str, subject_code: str, link: str, urgent: bool, language: str) -> Letter:
    """An e-mail."""
    with translation.override(language):
        said = _said(subject_code, urgent=urgent)
        text = _(
            "{said}\n\nMở, sau khi đăng nhập: {link}\n\nThư tự động, không trả lời. Thư không chứa thông tin về ai."
        )
        return Letter(letter_id, to, said, text.format(said=said, link=link))


def message(*, letter_id: str, to: str, subject_code: str, link: str, urgent: bool, language: str) -> Letter:
    """An SMS: one sentence. Without diacritics it costs half, where ``MANGNON_SMS_PLAIN`` says so."""
    with translation.override(language):
        text = _("{said}. Mở: {link}").format(said=_said(subject_code, urgent=urgent), link=link)
    return Letter(letter_id, to, "", bare(text) if settings.SMS["plain"] else text)


def _said(code: str, *, urgent: bool) -> str:
    if urgent:
        return _("Măng Non: có việc khẩn {code}").format(code=code)
    return _("Măng Non: có việc {code}").format(code=code)


def bare(text: str) -> str:
    """The same text without diacritics, letter case kept."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
