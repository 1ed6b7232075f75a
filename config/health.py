"""Health for machines: JSON without sign-in and without details that help an attacker."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from mangnon.access.policy import PUBLIC, declare
from mangnon.operate.health.beating import beat_is_fresh

SPARE_BYTES = 200 * 2**20
"""Free space below which the system says that it isn't ready."""


@declare(PUBLIC)
@require_safe
@transaction.non_atomic_requests
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"live": True})


@declare(PUBLIC)
@require_safe
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, worker and disk are well, else 503; each part says yes or no."""
    parts = {"database": _database(), "worker": beat_is_fresh(), "disk": _disk()}
    return JsonResponse({"ready": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        return True
    except DatabaseError:
        return False


def _disk() -> bool:
    return shutil.disk_usage(settings.DATA_DIR).free > SPARE_BYTES
