"""Every write of the directory."""

from mangnon.directory.actions.providers import (
    add_provider,
    check_provider,
    close_provider,
    correct_provider,
    facts_of,
    reopen_provider,
)
from mangnon.directory.actions.services import (
    add_location,
    add_service,
    close_location,
    close_service,
    correct_location,
    correct_service,
    count_places,
    location_facts_of,
)
from mangnon.directory.actions.services import facts_of as service_facts_of
from mangnon.directory.actions.staffing import end_staff, give_staff

__all__ = [
    "add_location",
    "add_provider",
    "add_service",
    "check_provider",
    "close_location",
    "close_provider",
    "close_service",
    "correct_location",
    "correct_provider",
    "correct_service",
    "count_places",
    "end_staff",
    "facts_of",
    "give_staff",
    "location_facts_of",
    "reopen_provider",
    "service_facts_of",
]
