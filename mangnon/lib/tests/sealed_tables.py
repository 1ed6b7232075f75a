"""Stand-ins for tables with sealed columns, and the two ways of a value: to the driver and back."""

import uuid

from django.apps.registry import Apps
from django.db import models

from mangnon.lib.fields import SealedTextField

CANARY = "Nguyễn Thị Thuý"
ROW = uuid.UUID("0192f0c4-7c1e-7b3a-9d6e-2f1a4b5c6d7e")
OTHER_ROW = uuid.UUID("0192f0c4-7c1e-7b3a-9d6e-2f1a4b5c6d7f")


class Report(models.Model):
    """A stand-in for a report of harm."""

    id = models.UUIDField(primary_key=True)
    reporter = SealedTextField("reporter_identity")
    phone = SealedTextField("reporter_identity", db_column="telephone")
    place = models.CharField(max_length=40)

    class Meta:
        app_label = "lib_tests"
        db_table = "lib_tests_report"
        apps = Apps()


class Visit(models.Model):
    """A stand-in with a number for its key."""

    reporter = SealedTextField("reporter_identity")

    class Meta:
        app_label = "lib_tests"
        apps = Apps()


class Driver:
    """As much of a database connection as preparing a value needs."""

    class Database:
        Binary = bytes


def field_of(model, name):
    return model._meta.get_field(name)


def saved(instance, name="reporter", *, add=True):
    """What save would hand to the driver for one column."""
    field = field_of(type(instance), name)
    return field.get_db_prep_save(field.pre_save(instance, add), Driver)


def read(blob, row=ROW, name="reporter", model=Report):
    """The instance that a query would give for the bytes of one column."""
    field = field_of(model, name)
    return model.from_db("default", ["id", field.attname], [row, field.from_db_value(blob, None, Driver)])
