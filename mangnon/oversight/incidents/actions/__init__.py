"""Every write on incidents, by subject."""

from mangnon.oversight.incidents.actions import closing, leading, recording, telling, whom

__all__ = ["closing", "leading", "recording", "telling", "whom"]
