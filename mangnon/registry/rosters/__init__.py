"""Rosters: the register of a commune comes as a sheet, is checked whole, taken in or not at all, and leaves."""
