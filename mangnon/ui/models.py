"""What a person keeps on screens: drafts of forms and saved filters. Seen by that person alone."""

from __future__ import annotations

from django.db import models

from mangnon.lib.fields import SealedTextField


class Draft(models.Model):
    """What was typed into a form and not sent yet; sealed, since it may describe a child."""

    id = models.UUIDField(primary_key=True, editable=False)
    person_id = models.UUIDField()
    form_key = models.CharField(max_length=200)
    content = SealedTextField("ui.own_draft")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person_id", "form_key"], name="draft_once"),)


class SavedFilter(models.Model):
    """A filter sentence that a person gave a name, or shares by its link."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.UUIDField()
    screen = models.CharField(max_length=80)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person_id", "screen", "name"], name="saved_filter_once"),)
