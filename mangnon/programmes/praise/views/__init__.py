"""Screens of commendations."""
