"""Screens of consent: the list, a person, one answer, the forms, purposes and bases."""
