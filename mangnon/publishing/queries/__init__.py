"""Reads: for editors, for the public, for the patrol."""
