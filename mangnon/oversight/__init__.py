"""Watches over those who work here: the book's reading room, odd reading, the chain, reviews of access."""
