"""Screens of partners and projects."""
