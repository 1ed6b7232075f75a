"""Reads of the directory."""

from mangnon.directory.queries.finding import (
    is_holiday,
    location_seen,
    open_at,
    provider_seen,
    providers_of,
    search,
    service_seen,
    services_listed,
    serving,
    spans_of,
    to_check,
    week_of,
    with_places,
)
from mangnon.directory.queries.groups import group_titles
from mangnon.directory.queries.public import PublicService, public_services

__all__ = [
    "PublicService",
    "group_titles",
    "is_holiday",
    "location_seen",
    "open_at",
    "provider_seen",
    "providers_of",
    "public_services",
    "search",
    "service_seen",
    "services_listed",
    "serving",
    "spans_of",
    "to_check",
    "week_of",
    "with_places",
]
