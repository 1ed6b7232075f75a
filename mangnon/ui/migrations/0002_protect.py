"""Drafts and saved filters belong to one person alone."""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_person


class Migration(migrations.Migration):
    dependencies = [("ui", "0001_drafts_and_filters"), ("audit", "0002_book_functions")]
    operations = [protect_by_person("ui_draft"), protect_by_person("ui_savedfilter")]
