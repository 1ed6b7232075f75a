"""Reads on the register: each scoped to the actor; very sensitive groups only with their own right."""

from mangnon.registry.queries.children import HERE, children, here, households
from mangnon.registry.queries.codes import code_items, group_of, groups_on, label
from mangnon.registry.queries.needs import circumstances, sensitive_children

__all__ = [
    "HERE",
    "children",
    "circumstances",
    "code_items",
    "group_of",
    "groups_on",
    "here",
    "households",
    "label",
    "sensitive_children",
]
