"""Words on pages that aren't signed: shown only as they stand on a page that is."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from mangnon.lib.refusal import Refusal
from mangnon.publishing.signing.copies import shelf
from mangnon.publishing.slots import Page


def vouched(page: Page, words: Iterable[object]) -> bool:
    """Whether all of these words stand on the signed page, as templates write them.

    A page that was never signed vouches for anything: before the first signing there is nothing to compare with.
    """
    try:
        copy = shelf.copy(page)
    except Refusal:  # no key here
        return True
    return copy is None or all(str(escape(one)).encode() in copy.html for one in words if one)
