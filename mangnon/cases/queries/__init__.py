"""Reads on cases."""
