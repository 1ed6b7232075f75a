"""Backups encrypted to a key that isn't here, restores that prove themselves, and drills of both."""
