"""Counts and moves the samples that a person holds, for whoever ends an assignment."""

from django.db import migrations

from mangnon.accounts.held import held_functions


class Migration(migrations.Migration):
    dependencies = [("testing", "0002_protect"), ("accounts", "0001_people")]
    operations = [held_functions("testing_sample")]
