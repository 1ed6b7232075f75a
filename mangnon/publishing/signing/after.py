"""Signing right after something was published, in the process that did it; the worker tries again each minute."""

from __future__ import annotations

import logging
from datetime import datetime

logger = logging.getLogger("mangnon.publishing")


def sign_soon(*, at: datetime) -> int:
    """Sign what is due and say how many pages; quietly, since the page of an article says whether it is signed."""
    from mangnon.publishing.actions.signing import sign_due  # upward: called after the transaction, by nobody's import

    try:
        return sign_due(at=at)
    except Exception as trouble:  # what was published stands already; the worker tries again and tells
        logger.warning("pages not signed yet: %s", type(trouble).__name__)
        return 0
