"""Reads on plans: the board of a year, the map, one plan, one task, adoption."""
