"""How the system stands: points that are watched, counts for machines, one line of the log for each request."""
