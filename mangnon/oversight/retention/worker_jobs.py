"""Failed jobs of the worker past their term; those that went well are cleared by the worker itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mangnon.access.retaining import Due, Retained

_DUE = """
select j.id, max(e.at), j.task_name from procrastinate_jobs j join procrastinate_events e on e.job_id = j.id
where j.status = 'failed' and (%s::bigint[] is null or j.id = any(%s::bigint[]))
group by j.id having max(e.at) < %s order by 2, 1 limit %s
"""


def _due(before: datetime, ids: Sequence[str] | None, most: int) -> list[Due]:
    wanted = None if ids is None else [int(one) for one in ids]
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [wanted, wanted, before, most])
        return [Due(str(pk), failed, f"{task} · {pk}") for pk, failed, task in cursor.fetchall()]


def _destroy(ids: Sequence[str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from procrastinate_jobs where status = 'failed' and id = any(%s)", [[int(one) for one in ids]]
        )
        return int(cursor.rowcount)


RETAINED = Retained("worker.failed", _("việc nền bị lỗi"), _due, _destroy)
