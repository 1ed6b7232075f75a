"""Screens of boards."""
