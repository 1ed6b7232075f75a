"""The desk asks no right of its own: each source applies its own."""

RIGHTS = ()
