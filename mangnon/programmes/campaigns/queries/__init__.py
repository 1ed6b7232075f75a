"""Reads on campaigns: the year of a place, all communes of an occasion, one campaign with its parts."""
