"""A child of a commune, and the commune an officer works in."""

from django.conf import settings
from django.db import models


class Commune(models.Model):
    """An administrative unit."""

    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class Profile(models.Model):
    """Where a user works."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    communes = models.ManyToManyField(Commune)
    title = models.CharField(max_length=120)


class Sample(models.Model):
    """The same columns as mangnon.testing's Sample that a list needs."""

    id = models.UUIDField(primary_key=True)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    full_name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=300, db_collation="C")
    born_year = models.SmallIntegerField()
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ("sort_key", "id")
        indexes = (models.Index(fields=["commune", "sort_key", "id"], name="stock_commune_sort"),)

    def __str__(self) -> str:
        return self.full_name
