"""Borders that a province loaded; without them maps are schematic."""

from __future__ import annotations

from django.db import models


class Boundary(models.Model):
    """The border of one unit in force: public ground, no personal data."""

    unit = models.OneToOneField("places.Unit", models.PROTECT, primary_key=True, related_name="+")
    rings = models.JSONField()
    """Rings of [east, north] in degrees, thinned; a ring isn't closed."""
    source = models.CharField(max_length=200)
    """Who published the borders, as the administrator wrote it."""
    loaded_by = models.TextField()
    loaded_at = models.DateTimeField()
