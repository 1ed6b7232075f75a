"""Incidents of data and security: the clocks toward authorities, whom it concerns, who was told, what was learnt."""
