"""Samples as placed facts: the root says who answers today, facts with a period are closed and opened again."""

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.urls import reverse

from mangnon.accounts.held import held_in_table
from mangnon.places.slots import About, placed_facts
from mangnon.testing.models import Sample, SampleFact


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    rows = Sample.objects_unguarded.filter(pk__in=list(ids))
    return {str(one.pk): About(one.full_name, reverse("testing:sample", args=[one.pk])) for one in rows}


OFFERS = (
    placed_facts("testing.sample", "Mẫu thử", model=Sample, open=Q(), hamlet="hamlet_id", about=_about),
    placed_facts(
        "testing.other", "Nơi thứ hai", model=Sample, place="other_place_id", open=Q(other_place__isnull=False)
    ),
    placed_facts(
        "testing.fact",
        "Sự kiện mẫu",
        model=SampleFact,
        open=Q(valid_to__isnull=True),
        period=("valid_from", "valid_to"),
    ),
    held_in_table("testing.samples", "mẫu thử", "testing_sample"),
)
