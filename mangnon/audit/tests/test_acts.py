"""@action: one act, one transaction, one entry; denials and mistakes leave nothing behind."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connections

from mangnon.access import catalogue
from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.audit.acts import Unbooked, action
from mangnon.audit.book import book, book_denial
from mangnon.audit.models import Entry, Outcome
from mangnon.lib.refusal import Forbidden
from mangnon.testing.actions import NameMissing, add_note, add_sample, rename_sample
from mangnon.testing.cast import AT, Cast
from mangnon.testing.models import Sample


def entries(cast: Cast) -> list[Entry]:
    """The book as the auditor reads it."""
    with acting(cast.an):
        return list(Entry.objects.order_by("id"))


def test_an_act_writes_its_row_and_its_entry(cast: Cast) -> None:
    made = add_sample(actor=cast.lien, at=AT, place=cast.land.own, full_name=" hồ  thị Bông ", born_year=2018)
    (entry,) = entries(cast)
    assert (entry.action, entry.outcome, entry.subject_id) == ("testing.samples.add", Outcome.DONE, str(made.pk))
    assert (entry.actor, entry.actor_name, entry.place_id) == (
        str(cast.lien.person_id),
        "Hồ Thị Liên",
        cast.land.own.pk,
    )
    assert entry.happened_at == AT
    assert entry.recorded_at != AT, "the database's clock can't be set by the caller"
    assert len(entry.hash) == 32


def test_a_refusal_undoes_row_and_entry(cast: Cast) -> None:
    with pytest.raises(NameMissing):
        add_sample(actor=cast.lien, at=AT, place=cast.land.own, full_name="  ", born_year=2018)
    assert entries(cast) == []


def test_it_refuses_an_actor_without_the_right(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        add_sample(actor=cast.an, at=AT, place=cast.land.own, full_name="Hồ Văn An", born_year=2018)
    assert entries(cast) == []


def test_a_denial_is_booked_on_its_own(cast: Cast) -> None:
    book_denial(actor=cast.thao, denied=Forbidden(action="testing.samples.add", place_id=cast.land.own.pk), at=AT)
    (entry,) = entries(cast)
    assert (entry.outcome, entry.place_id, entry.actor_name) == (Outcome.DENIED, cast.land.own.pk, "Trần Thị Thảo")


def test_an_outcome_says_what_became_of_the_act_and_nothing_else(cast: Cast) -> None:
    with acting(cast.lien), pytest.raises(ValueError, match="moved"):
        book(actor=cast.lien, action="testing.samples.add", at=AT, outcome="moved")  # type: ignore[arg-type]
    assert entries(cast) == []


@pytest.fixture
def forgetful() -> object:
    """An action that forgets the book; taken out of the catalogue afterwards."""

    @action("testing.samples.forget")
    def forget(*, actor: Actor, at: datetime, cast: Cast) -> None:
        from mangnon.testing.cast import sample

        sample("Không ai ghi", cast.land.own)

    right = catalogue.write("testing.samples.forget", "Quên", *catalogue.right("testing.samples.add").roles)
    catalogue.add([right])
    yield forget
    catalogue._rights.pop("testing.samples.forget")
    catalogue._writers.pop("testing.samples.forget")


def test_an_act_that_books_nothing_is_undone(cast: Cast, forgetful: object) -> None:
    with pytest.raises(Unbooked):
        forgetful(actor=cast.lien, at=AT, cast=cast)  # type: ignore[operator]
    with acting(cast.lien):
        assert not Sample.objects.everything_unchecked().exists()


def test_an_inner_act_counts_for_the_outer_one(cast: Cast) -> None:
    made = add_sample(actor=cast.lien, at=AT, place=cast.land.own, full_name="Hồ Văn An", born_year=2018)
    add_note(actor=cast.lien, at=AT, sample_id=made.pk, text="đã đến nhà")
    rename_sample(actor=cast.lien, at=AT, sample_id=made.pk, full_name="Hồ Văn Ân", version=1)
    assert [entry.action for entry in entries(cast)] == [
        "testing.samples.add",
        "testing.samples.note",
        "testing.samples.rename",
    ]


@pytest.mark.parametrize("signature", ["(actor, at)", "(*, actor)", "(*, at)"])
def test_it_refuses_a_wrong_signature_at_import(signature: str) -> None:
    function = eval(f"lambda {signature[1:-1]}: None")  # noqa: S307 - our own literals
    with pytest.raises(TypeError):
        action("testing.samples.wrong")(function)


def test_the_book_can_be_neither_read_nor_written_past_its_functions(cast: Cast) -> None:
    from django.db import ProgrammingError, transaction

    book_as_lien = acting(cast.lien)
    with book_as_lien:
        book(actor=cast.lien, action="testing.samples.see", at=AT)
        for statement in (
            "select * from audit_entry",
            "update audit_entry set actor_name = 'x'",
            "delete from audit_entry",
            "truncate audit_entry",
            "insert into audit_entry select * from audit_entry",
            "select * from net.change",
            "alter table testing_sample disable trigger net_row",
            "alter table testing_sample disable trigger net_insert",
            "select net.uncover('testing_sample')",
            "set session_replication_role = replica",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic(), connections["default"].cursor() as cursor:
                cursor.execute(statement)
