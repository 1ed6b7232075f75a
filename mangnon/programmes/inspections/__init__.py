"""Inspections and supervision: who looked at whom, what was found, what must be done by when, what came of it."""
