"""Screens of editors, publishers and watchers."""
