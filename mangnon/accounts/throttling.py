"""When somebody who tried too often may try again.

Counting itself is allauth's, over a table that all workers share. The row of a counter is written in the
request's transaction, so that a second request for the same name waits for the first: twenty guesses sent at
once count as twenty.
"""

from __future__ import annotations

import math
import time
from datetime import datetime

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mangnon.lib.refusal import Refusal

APP = "allauth.account"
FAILED = "login_failed"


class TooManyTries(Refusal):
    """Too many wrong tries from this address or for this name."""

    code = "too_many_tries"
    status = 429

    @property
    def said(self) -> str:
        """The same words for every name, known or not."""
        return _("Đã thử sai quá nhiều lần.")

    @property
    def mend(self) -> str:
        """When it is worth trying again."""
        return again_words(float(self.fields.get("seconds", 0)))


def seconds_left(request: HttpRequest, *, key: str, action: str = FAILED) -> float:
    """How long until the next try counts again; 0 when it may be made now."""
    now = time.time()
    waits = [0.0]
    for rate in ratelimit.get_rates(app=APP, action=action):
        if rate.per == "user" and not request.user.is_authenticated:
            continue
        history = cache.get(ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
        if len(history) >= rate.amount:
            waits.append(history[rate.amount - 1] + rate.duration - now)
    return max(waits)


def again_words(seconds: float) -> str:
    """``Hãy thử lại sau 4 phút.``"""
    minutes = max(1, math.ceil(seconds / 60))
    return ngettext("Hãy thử lại sau {n} phút.", "Hãy thử lại sau {n} phút.", minutes).format(n=minutes)


def forget_old_counters(now: datetime) -> int:
    """Remove counters whose time is over; the cache itself only does so when it is full. How many went."""
    with connection.cursor() as cursor:
        cursor.execute("delete from accounts_throttle where expires < %s", [now])
        return int(cursor.rowcount)
