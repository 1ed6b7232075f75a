"""Retention: how long each record is kept, what is held back for proceedings, what two people let be destroyed."""
