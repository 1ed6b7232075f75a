"""Samples as placed facts: the root says who answers today, facts with a period are closed and opened again."""

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.urls import reverse

from mangnon.access.actor import Actor
from mangnon.accounts.held import held_in_table
from mangnon.files.slots import owned_by
from mangnon.lib.names import fold
from mangnon.notices.slots import Opens
from mangnon.operate.backups.slots import By, Scrub, emptied, kept
from mangnon.oversight.requests.redaction import CopiedFact, CopySource
from mangnon.oversight.slots import Shown, Subject, Traits
from mangnon.papers.slots import About as PaperAbout
from mangnon.papers.slots import Known, KnownFacts, PaperOwner, doors_of
from mangnon.places.slots import About, placed_facts
from mangnon.testing.actions import FILES
from mangnon.testing.models import Sample, SampleFact
from mangnon.testing.queries import samples


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    rows = Sample.objects_unguarded.filter(pk__in=list(ids))
    return {str(one.pk): About(one.full_name, reverse("testing:sample", args=[one.pk])) for one in rows}


def _shown(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = samples(actor).filter(pk__in=list(ids)).values_list("pk", "full_name")
    return {str(pk): Shown(name, reverse("testing:sample", args=[pk])) for pk, name in rows}


def _traits(ids: Sequence[str]) -> Mapping[str, Traits]:
    rows = Sample.objects_unguarded.filter(pk__in=list(ids))
    return {str(one.pk): _traits_of(one) for one in rows}


def _traits_of(one: Sample) -> Traits:
    places = frozenset(place for place in (one.place_id, one.other_place_id) if place)
    return Traits(fold(one.full_name).partition(" ")[0], places, one.restricted)


def _copied(actor: Actor, thing: str) -> Sequence[CopiedFact]:
    """What a sample would put into a copy; the reporter among it, so that tests see that it never leaves."""
    rows = samples(actor).filter(pk=thing)
    return [
        fact
        for one in rows
        for fact in (
            CopiedFact("Họ và tên", one.full_name, "identity"),
            CopiedFact("Người báo tin", "Canh Tin Nguoi Bao", "reporter"),
            CopiedFact("Người bị nghi gây hại", "Canh Tin Nguoi Hai", "perpetrator"),
        )
    ]


def _paper_about(one: Sample) -> PaperAbout:
    return PaperAbout(one.full_name, reverse("testing:sample", args=[one.pk]), f"MT-{int(one.pk.hex[-6:], 16)}")


def _known(actor: Actor, one: Sample) -> Mapping[str, Known]:
    return {
        "child.full_name": Known(one.full_name, "hồ sơ mẫu thử"),
        "child.birth_date": Known(str(one.born_year), "hồ sơ mẫu thử"),
    }


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
    owned_by(
        FILES,
        "mẫu thử",
        Sample,
        look="testing.samples.see",
        add="testing.samples.attach",
        open="testing.samples.open_secret",
    ),
    PaperOwner(
        FILES,
        "mẫu thử",
        tuple(f"mau-{n:02}" for n in range(1, 17)),
        doors_of(
            Sample,
            look="testing.samples.see",
            fill="testing.samples.note",
            number="testing.samples.rename",
            print="testing.samples.note",
            open="testing.samples.open_secret",
        ),
        _paper_about,
    ),
    KnownFacts(FILES, _known),
    Scrub(
        "public.testing_sample",
        {"full_name": By.NAME, "sort_key": By.NUMBER, "secret": By.NOTHING, "holder": By.NOTHING},
    ),
    *kept("public.testing_samplefact"),
    *emptied("public.testing_samplenote", "public.testing_samplereceipt"),
    Opens("testing.Sample", lambda thing: reverse("testing:sample", args=[thing])),
    CopySource("testing.Sample", _copied),
    Subject("testing.Sample", "mẫu thử", _shown, identified=True, traits=_traits),
)
