"""Papers: forms filled in by their definitions, numbered without gaps, printed with the official head and foot."""
