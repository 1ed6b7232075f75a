"""Signatures over what was approved and over whole pages; copies on the disk; the patrol that compares."""
