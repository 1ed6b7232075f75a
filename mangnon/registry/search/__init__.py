"""The search of children: one box, slips forgiven, only within reach, ranked as a person would.

Triggers keep the index (``migrations/0003_search.sql``); ``find`` asks it and scores what comes back.
"""

from mangnon.registry.search.finding import Answer, Found, State, find

__all__ = ["Answer", "Found", "State", "find"]
