"""Screens of training."""
