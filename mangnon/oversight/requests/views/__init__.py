"""Screens of requests."""
