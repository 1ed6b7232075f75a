"""Every write on requests, by step."""

from mangnon.oversight.requests.actions import answering, fulfilling, receiving, reminding

__all__ = ["answering", "fulfilling", "receiving", "reminding"]
