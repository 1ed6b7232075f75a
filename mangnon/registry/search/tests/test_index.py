"""The index follows whatever is written, by whatever way, and equals what would be reckoned anew."""

from __future__ import annotations

from random import Random

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from mangnon.lib.names import fold, skeleton
from mangnon.registry.making.names import KINH, child_name
from mangnon.registry.search.looking import MOST_EACH
from mangnon.registry.search.sounds import key, number_key
from mangnon.registry.search.tests.writing import Writing
from mangnon.registry.tests.conftest import Enter
from mangnon.testing.cast import Cast
from mangnon.testing.database import TestDatabase

MOVES = 150
NEEDLES = (
    "select child_id::text, own, place_id, other_place_id, hamlet_id, name, folded, skeleton, born_year,"
    " (select array_agg(one order by one) from unnest(keys) one), numbers from registry_needle"
)
KIN = (
    "select child_id::text, part, role, name, folded, (select array_agg(one order by one) from unnest(keys) one),"
    " numbers from registry_kin"
)
ODD = (
    "Nguyễn Thị Thuý", "Nguyễn Thị Thúy", "Alăng Bh’nướch", "A Lăng Bh'nướch", "Zơrâm Thị Bhrố", "Y Lan", "Ðinh Văn Đỏ",
    "Đinh Văn Đỏ", "H'Mông Niê", "NGUYỄN THỊ HÀ", "Cơ-tu  Riah", "Müller Ngọc", "Ƒ Łukasz", "Trần Lê Quốc 2", "", "Ý",
    "Nguyễn Thị Thuý", "Tôn-Nữ Thị (Bé)", "O’Brien", "Nguye6n4 Va8n", "Hoàng_Anh", "Éloïse", "ƯƠNG ƠN ƯU",
)  # fmt: skip

ONSETS = ("tr", "ngh", "gi", "gia", "gin", "quy", "cha", "ka", "dd", "x")


@pytest.mark.django_db
def test_the_database_folds_sounds_and_numbers_names_as_the_code_does() -> None:
    random = Random(7)  # noqa: S311 - invented names
    names = [*ODD, *(child_name(random, KINH, "2", "Nguyễn").full for _ in range(300))]
    words = {word for name in names for word in fold(name).split()} | set(ONSETS)
    with connection.cursor() as cursor:
        cursor.execute("select one, registry_fold(one) from unnest(%s::text[]) one", [names])
        assert dict(cursor) == {name: fold(name) for name in names}
        cursor.execute(
            "select one, registry_sound(one), registry_key(one, 2014) from unnest(%s::text[]) one", [sorted(words)]
        )
        assert cursor.fetchall() == [(word, skeleton(word), key(word, 2014)) for word in sorted(words)]
        cursor.execute("select registry_key('hoa', 0), registry_number_keys('{049214001234}')")
        assert cursor.fetchone() == (key("hoa"), [number_key("049214001234")])


@pytest.mark.parametrize("table", ["registry_needle", "registry_kin", "registry_syllable"])
@pytest.mark.parametrize("act", ["select 1 from {}", "delete from {}"])
def test_the_web_can_neither_read_nor_write_the_index(cast: Cast, enter: Enter, table: str, act: str) -> None:
    enter()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(table))


@pytest.mark.parametrize("function", ["registry_reindex('{}')", "registry_index_names('{}')"])
@pytest.mark.django_db
def test_the_web_can_not_index_by_itself(function: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f"select {function}")


def indexed() -> list[list[str]]:
    """What stands in the index, by the owner's eyes."""
    with connections["owner"].cursor() as cursor:
        return [sorted(map(repr, cursor.execute(statement).fetchall())) for statement in (NEEDLES, KIN)]


def test_after_any_sequence_of_writes_the_index_equals_what_would_be_reckoned(country: Cast) -> None:
    writing = Writing(country, Random(11))  # noqa: S311 - the same moves in each run
    for _move in range(MOVES):
        writing.write()
    kept = indexed()
    assert min(map(len, kept)) > 10
    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate registry_needle, registry_kin")
        cursor.execute("select registry_reindex(array(select id from registry_child))")
    for held, anew in zip(kept, indexed(), strict=True):
        assert held == anew


def test_a_register_that_doubles_within_a_transaction_is_looked_up_by_its_key(country: Cast) -> None:
    """Else ids are sought through the index of names, one after the other, as the planner thinks it empty."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("vacuum analyze registry_child")
        cursor.execute(MANY, {"place": country.land.own.pk})
        cursor.execute("explain select 1 from registry_child where id = '01998f00-0000-7000-8000-000000000000'")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "registry_child_pkey" in plan
        cursor.execute("select reltuples > 1000 from pg_class where oid = 'registry_child'::regclass")
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db
def test_the_database_sends_as_many_of_one_name_as_the_search_reckons_with() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'registry_look'")
        (told,) = cursor.fetchone()
    assert f"(array_agg(l.child_id))[1:{MOST_EACH}]" in told


MANY = """
insert into registry_child (id, place_id, full_name, nameless, mark, sort_key, sex, ethnicity, nationality,
  personal_number, external_code, birth_place, home_place, registered, certificate_number, certificate_place, "left",
  recorded_by, version, born, born_from, born_to)
select uuidv7(), %(place)s, 'Hồ Thị ' || n, '', '', n, '2', '16', 'VN', '', '', '', '', 'unknown', '', '', '', 'test',
  1, '2019-05-01', '2019-05-01', '2019-05-01' from generate_series(1, 1200) n
"""


@pytest.fixture
def country(committed: TestDatabase) -> Cast:
    """The cast in a database in which transactions commit, with the code lists."""
    from mangnon.access.gathering import gather
    from mangnon.statutes.tests.shipping import put
    from mangnon.testing.cast import make_cast

    gather()
    with transaction.atomic():
        put("codes")
        return make_cast()
