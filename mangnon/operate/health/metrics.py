"""``/metrics`` in the text format of Prometheus, for whoever holds the token."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from mangnon.access.actor import job
from mangnon.access.policy import PUBLIC, declare
from mangnon.access.roles import Net
from mangnon.access.scope import acting
from mangnon.lib.tally import BOUNDS, Tally
from mangnon.notices.queries.waiting import outbox
from mangnon.operate.health import publishing
from mangnon.operate.health.beating import beat_age
from mangnon.operate.health.queries import Report, report
from mangnon.operate.health.slots import Level
from mangnon.operate.health.store import one_row

CONTENT = "text/plain; version=0.0.4; charset=utf-8"
COUNTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "requests": ("Requests answered", ("view", "method", "status")),
    "database_seconds": ("Seconds that requests waited for the database", ("view",)),
    "refusals": ("Requests refused, by the code of the refusal", ("code",)),
    "jobs": ("Scheduled jobs run", ("job", "outcome")),
    "letters": ("Tries to send an e-mail or SMS", ("channel", "outcome")),
}
BINS: dict[str, tuple[str, tuple[str, ...]]] = {
    "request_seconds": ("How long requests took", ("view",)),
    "job_seconds": ("How long scheduled jobs took", ("job",)),
}
"""All that is exposed of what processes count: what isn't declared here stays inside."""
LAG = """
select coalesce(extract(epoch from clock_timestamp() - min(e.recorded_at)), 0)::float8 from audit_entry e
where e.id > (select coalesce(max(entry_id), 0) - 5000 from audit_link)
  and not exists (select from audit_link l where l.entry_id = e.id)
"""
"""Seconds that the oldest entry of the book waits for its seal; transactions commit out of order, so it looks back."""


@declare(PUBLIC)
@require_safe
@transaction.non_atomic_requests
def metrics(request: HttpRequest) -> HttpResponse:
    """404 without a token in the settings, 401 without the right one."""
    if not settings.METRICS_TOKEN:
        return HttpResponseNotFound(content_type="text/plain")
    kind, _blank, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not constant_time_compare(token.strip(), settings.METRICS_TOKEN):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"}, content_type="text/plain")
    with translation.override("vi"):
        return HttpResponse(exposition(timezone.now()), content_type=CONTENT)


def exposition(at: datetime) -> bytes:
    """The whole text. A database that is away leaves out what lies in it."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector(at))
    return generate_latest(registry)


class _Collector:
    """Gathers everything at the moment of asking."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterable[Metric]:
        """Counts of all processes, then what is read now."""
        yield from counted(publishing.everybody().tally)
        age = beat_age()
        if age is not None:
            yield _gauge("worker_beat_age_seconds", "Seconds since the worker's last beat", age)
        with acting(job("operate.health")):
            yield from watched(report(self.at))
        try:
            yield from stored(self.at)
        except DatabaseError:
            yield _gauge("database_up", "Whether the database answers", 0)
        else:
            yield _gauge("database_up", "Whether the database answers", 1)


def counted(told: Tally) -> Iterable[Metric]:
    """Counters and histograms."""
    for name, (about, labels) in COUNTERS.items():
        counter = CounterMetricFamily(f"mangnon_{name}", about, labels=labels)
        for key, amount in told.counters.get(name, {}).items():
            counter.add_metric([dict(key).get(label, "") for label in labels], amount)
        yield counter
    for name, (about, labels) in BINS.items():
        histogram = HistogramMetricFamily(f"mangnon_{name}", about, labels=labels)
        for key, one in told.bins.get(name, {}).items():
            bounds = [*map(str, BOUNDS), "+Inf"]
            buckets = list(zip(bounds, accumulate(one.counts), strict=True))
            histogram.add_metric([dict(key).get(label, "") for label in labels], buckets, one.total)
        yield histogram


def watched(found: Report) -> Iterable[Metric]:
    """Each watched point: its level, and its figure when it has one."""
    level = GaugeMetricFamily("mangnon_point_level", "0 well, 1 to look at, 2 bad", labels=("point",))
    figure = GaugeMetricFamily("mangnon_point_value", "Bytes, seconds or pieces, as its page says", labels=("point",))
    for one in found.points:
        level.add_metric([one.watched.name], list(Level).index(one.state.level))
        if one.state.number is not None:
            figure.add_metric([one.watched.name], one.state.number)
    yield level
    yield figure


def stored(at: datetime) -> list[Metric]:
    """What lies in the database. Raises DatabaseError."""
    with transaction.atomic():
        held = outbox(at)
        with acting(job("operate.health", net=Net.BOOK)):
            (lag,) = one_row(LAG)
    box = GaugeMetricFamily("mangnon_outbox", "Letters by state", labels=("state",))
    for state, count in (("waiting", held.waiting), ("due", held.due), ("dead", held.dead)):
        box.add_metric([state], count)
    return [box, _gauge("book_seal_lag_seconds", "Seconds that the oldest entry waits for its seal", lag)]


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(f"mangnon_{name}", about, value=value)
