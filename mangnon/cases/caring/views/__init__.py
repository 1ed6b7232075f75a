"""Screens of substitute care."""
