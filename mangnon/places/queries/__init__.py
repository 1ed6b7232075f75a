"""Reads on places: units by code and day, their tree and ancestors, search, hamlets, figures on another map."""

from mangnon.places.queries.hamlets import HamletStay, hamlet_counts, hamlets_of
from mangnon.places.queries.lineage import Step, predecessors, successors, todays
from mangnon.places.queries.search import Found, resolve, search_units, suggest
from mangnon.places.queries.splits import Waiting, open_tasks, parts_of
from mangnon.places.queries.trees import Branch, ancestors, children, lines, on_map, tree
from mangnon.places.queries.units import (
    NotInForce,
    UnknownPlace,
    old_districts,
    province_served,
    provinces_on,
    read_day,
    unit_on,
    units_served,
)

__all__ = [
    "Branch",
    "Found",
    "HamletStay",
    "NotInForce",
    "Step",
    "UnknownPlace",
    "Waiting",
    "ancestors",
    "children",
    "hamlet_counts",
    "hamlets_of",
    "lines",
    "old_districts",
    "on_map",
    "open_tasks",
    "parts_of",
    "predecessors",
    "province_served",
    "provinces_on",
    "read_day",
    "resolve",
    "search_units",
    "successors",
    "suggest",
    "todays",
    "tree",
    "unit_on",
    "units_served",
]
