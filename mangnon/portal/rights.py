"""Strangers hold no right: what they send is taken in by a job of intake."""

RIGHTS = ()
