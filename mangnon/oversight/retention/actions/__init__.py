"""Every write on retention: holding back; drawing up, confirming, approving; destroying, and doing so again."""

from mangnon.oversight.retention.actions import destroying, holding, proposing

__all__ = ["destroying", "holding", "proposing"]
