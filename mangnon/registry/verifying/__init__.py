"""Re-verification by random sample: drawn, visited blind by a second person, compared, settled, counted."""
