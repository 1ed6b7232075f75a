"""Screens of retention: terms, proposals, holds."""
