"""What was counted when a quarter closed."""

from __future__ import annotations

from django.db import models

from mangnon.places.models import Unit


class Quarter(models.Model):
    """A quarter that was closed: from then on its figures stand, whatever is corrected later."""

    end = models.DateField(primary_key=True)
    closed_at = models.DateTimeField()
    closed_by = models.TextField()
    children = models.IntegerField()
    cells = models.IntegerField()


class Figure(models.Model):
    """One number of a closed quarter. Read through ``registry_frozen`` alone, which asks for the caller's places."""

    id = models.BigAutoField(primary_key=True)
    quarter = models.ForeignKey(Quarter, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    """The unit as it was on that day."""
    group = models.CharField(max_length=8, blank=True)
    sex = models.CharField(max_length=1)
    band = models.SmallIntegerField()
    ethnicity = models.CharField(max_length=2, blank=True)
    n = models.IntegerField()

    class Meta:
        indexes = (
            models.Index(
                fields=["quarter", "group", "place"], include=["sex", "band", "ethnicity", "n"], name="figure_read"
            ),
        )
