"""The index of the search: what each child is called and who is around it. Written by triggers, read by one function.

``migrations/0003_search.sql`` holds both; the web can neither read nor write these tables.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Needle(models.Model):
    """One name of one child in use: its own, another, or that of a record merged into it."""

    id = models.BigAutoField(primary_key=True)
    child_id = models.UUIDField()
    own = models.BooleanField()
    """Whether it is the name of the record itself."""
    place_id = models.BigIntegerField()
    other_place_id = models.BigIntegerField(null=True)
    hamlet_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=240, db_collation="C")
    skeleton = models.CharField(max_length=240, db_collation="C")
    born_year = models.SmallIntegerField()
    keys = ArrayField(models.IntegerField())
    """Each sound of the name in the year of birth and in any; each two of them in the year of birth; the last four
    figures of each number."""
    numbers = ArrayField(models.CharField(max_length=80))

    class Meta:
        indexes = (
            models.Index(fields=["child_id"], name="needle_child"),
            models.Index(fields=["skeleton", "born_year"], name="needle_skeleton"),
            models.Index(fields=["place_id", "born_year"], name="needle_place"),
            models.Index(fields=["other_place_id"], condition=Q(other_place_id__isnull=False), name="needle_other"),
            GinIndex(fields=["keys"], gin_pending_list_limit=256, name="needle_keys"),
        )


class Kin(models.Model):
    """Somebody around a child: a parent, the head of its household, who cares for it now."""

    id = models.BigAutoField(primary_key=True)
    child_id = models.UUIDField()
    part = models.CharField(max_length=6)
    """Where it comes from: ``parent``, ``head``, ``carer``."""
    role = models.CharField(max_length=6)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=240, db_collation="C")
    keys = ArrayField(models.IntegerField())
    numbers = ArrayField(models.CharField(max_length=15))

    class Meta:
        indexes = (
            models.Index(fields=["child_id"], name="kin_child"),
            GinIndex(fields=["keys"], gin_pending_list_limit=256, name="kin_keys"),
        )


class Syllable(models.Model):
    """A folded syllable that stands in a name. Two writers may add the same at once: that does no harm."""

    id = models.BigAutoField(primary_key=True)
    syllable = models.CharField(max_length=240, db_collation="C", db_index=True)
