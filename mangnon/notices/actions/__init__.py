"""Every write of the room, by subject."""

from mangnon.notices.actions import chains, own, retrying, telling
from mangnon.notices.actions.chains import acknowledge, start_chain
from mangnon.notices.actions.telling import Ref, Told, tell

__all__ = [
    "Ref", "Told", "acknowledge", "chains", "own", "retrying", "start_chain", "tell", "telling",
]  # fmt: skip
