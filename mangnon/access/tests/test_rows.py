"""Roots: the guard in Python, the net in the database, and both doors."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import Count, Exists, OuterRef

from mangnon.access import scope
from mangnon.access.doors import see, take
from mangnon.access.managers import Unscoped
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.testing.cast import Cast, sample
from mangnon.testing.models import Sample, SampleFact, SampleNote

SEE, RENAME = "testing.samples.see", "testing.samples.rename"


@pytest.fixture
def samples(cast: Cast) -> dict[str, Sample]:
    """One sample in each place, and one shared between the two communes."""
    with scope.acting(cast.phu):
        return {
            "own": sample("Hồ Văn An", cast.land.own, hamlet=cast.land.hamlet),
            "own_other_hamlet": sample("Hồ Thị Ánh", cast.land.own, hamlet=cast.land.other_hamlet),
            "sibling": sample("Đinh Văn Đỏ", cast.land.sibling),
            "foreign": sample("Y Lan", cast.land.foreign),
            "shared": sample("A Phúc", cast.land.sibling, other=cast.land.own),
        }


def names(samples: dict[str, Sample], rows: object) -> set[str]:
    known = {row.pk: name for name, row in samples.items()}
    return {known[row.pk] for row in rows}  # type: ignore[attr-defined]


VISIBLE = {
    "lien": {"own", "own_other_hamlet", "shared"},
    "quyet": {"own", "own_other_hamlet", "shared"},
    "mo": {"own"},
    "thao": {"sibling", "shared"},
    "phu": {"own", "own_other_hamlet", "sibling", "foreign", "shared"},
    "van": {"own", "own_other_hamlet", "sibling", "foreign", "shared"},
    "an": set(),
    "quan": set(),
}


@pytest.mark.parametrize("who", VISIBLE)
def test_a_list_shows_what_lies_in_reach(cast: Cast, samples: dict[str, Sample], who: str) -> None:
    actor = cast.everybody[who]
    with scope.acting(actor):
        assert names(samples, Sample.objects.visible_to(actor, SEE)) == VISIBLE[who]


NET = {**VISIBLE, "mo": {"own", "own_other_hamlet", "shared"}}
"""Row security stops at the commune: the hamlet is Python's (design §4)."""


@pytest.mark.parametrize("who", NET)
def test_a_08_row_security_alone_shows_nothing_foreign(cast: Cast, samples: dict[str, Sample], who: str) -> None:
    """A-08: with the Python guard off, the database still shows only what lies in reach."""
    with scope.acting(cast.everybody[who]):
        assert names(samples, Sample.objects.everything_unchecked()) == NET[who]


def test_a_07_nobody_acting_means_no_rows(samples: dict[str, Sample]) -> None:
    """A-07: the default reach is empty."""
    assert list(Sample.objects.everything_unchecked()) == []


GUARDED = {
    "list": list,
    "get": lambda rows: rows.get(pk="00000000-0000-0000-0000-000000000000"),
    "first": lambda rows: rows.first(),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "aggregate": lambda rows: rows.aggregate(n=Count("pk")),
    "values": lambda rows: list(rows.values("pk")),
    "update": lambda rows: rows.update(born_year=2000),
    "delete": lambda rows: rows.delete(),
    "iterator": lambda rows: list(rows.iterator()),
    "subquery": lambda rows: list(SampleNote.objects.filter(sample__in=rows)),
    "exists subquery": lambda rows: list(SampleNote.objects.filter(Exists(rows.filter(pk=OuterRef("sample"))))),
    "union": lambda rows: list(rows.union(rows)),
    "raw condition": lambda rows: list(rows.filter(born_year=2016).order_by("pk")[:1]),
}


@pytest.mark.parametrize("way", GUARDED)
def test_a_root_without_a_named_actor_raises(cast: Cast, way: str) -> None:
    with pytest.raises(Unscoped):
        GUARDED[way](Sample.objects.all())


def test_see_answers_404_out_of_reach_and_403_in_reach_without_the_right(
    cast: Cast, samples: dict[str, Sample]
) -> None:
    with scope.acting(cast.lien):
        assert see(Sample, samples["own"].pk, cast.lien, SEE) == samples["own"]
        with pytest.raises(NotFound):
            see(Sample, samples["sibling"].pk, cast.lien, SEE)
    with scope.acting(cast.quyet), pytest.raises(Forbidden):
        take(Sample, samples["own"].pk, cast.quyet, RENAME)
    with scope.acting(cast.quan), pytest.raises(NotFound):
        see(Sample, samples["own"].pk, cast.quan, SEE)


@pytest.mark.parametrize("name", ["own_other_hamlet", "shared", "restricted"])
def test_what_is_finer_than_a_commune_is_not_found_either(cast: Cast, samples: dict[str, Sample], name: str) -> None:
    """403 would tell a collaborator that another hamlet's child, or a restricted one, exists."""
    with scope.acting(cast.phu):
        samples["restricted"] = sample("Hồ Thị Bông", cast.land.own, hamlet=cast.land.hamlet)
        Sample.objects_unguarded.filter(pk=samples["restricted"].pk).update(restricted=True)
    with scope.acting(cast.mo):
        for door, action in ((see, SEE), (take, RENAME)):
            with pytest.raises(NotFound):
                door(Sample, samples[name].pk, cast.mo, action)
        with pytest.raises(Forbidden):
            take(Sample, samples["own"].pk, cast.mo, RENAME)


def test_take_locks_the_row(cast: Cast, samples: dict[str, Sample]) -> None:
    with scope.acting(cast.lien):
        rows = Sample.objects.visible_to(cast.lien, SEE).select_for_update().filter(pk=samples["own"].pk)
        assert "FOR UPDATE" in str(rows.query)
        assert take(Sample, samples["own"].pk, cast.lien, RENAME) == samples["own"]


def test_a_part_cannot_be_hung_on_a_root_one_cannot_see(cast: Cast, samples: dict[str, Sample]) -> None:
    """A-06: a foreign key alone would allow it (trust, finding 4)."""
    from mangnon.lib.ids import new_id
    from mangnon.testing.cast import AT

    note = SampleNote(
        id=new_id(), sample=samples["sibling"], text="không phải việc của tôi", written_at=AT, written_by=""
    )
    with scope.acting(cast.lien), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        note.save(force_insert=True)
    with scope.acting(cast.thao):
        note.save(force_insert=True)


def test_a_row_cannot_be_written_into_a_place_out_of_reach(cast: Cast) -> None:
    with scope.acting(cast.lien), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        sample("Hồ Thị Bông", cast.land.sibling)


def test_a_07_two_people_taking_turns_on_one_connection_see_no_foreign_row(
    cast: Cast, samples: dict[str, Sample]
) -> None:
    """A-07: 1,000 turns on one persistent connection, 0 foreign rows, by the net alone."""
    own, other = {samples[n].pk for n in NET["lien"]}, {samples[n].pk for n in NET["thao"]}
    foreign = 0
    for turn in range(1_000):
        actor, expected = (cast.lien, own) if turn % 2 else (cast.thao, other)
        with scope.acting(actor), connection.cursor() as cursor:
            cursor.execute("select id from testing_sample")
            foreign += len({row[0] for row in cursor.fetchall()} ^ expected)
    assert foreign == 0


def test_a_06_a_placed_fact_follows_its_place(cast: Cast) -> None:
    with scope.acting(cast.phu):
        for place in (cast.land.own, cast.land.sibling):
            SampleFact.objects.create(place=place, valid_from="2025-07-01")
    with scope.acting(cast.lien):
        assert [fact.place_id for fact in SampleFact.objects.all()] == [cast.land.own.pk]
