"""Counts of children by the standard disaggregations: of any day from the records, of a closed quarter from what was
frozen when it closed. Both answer alike, and each figure opens the list behind it."""
