"""Programmes: the plans of a place for years and a year, their tasks down to each commune, and whether it happens."""
