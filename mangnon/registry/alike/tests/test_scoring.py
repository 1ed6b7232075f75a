"""The score: vectors of Vietnamese names, twins and siblings, slips of dates, and what holds for any two records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mangnon.registry.alike.births import Apart, apart, born_of
from mangnon.registry.alike.edits import digits_apart, one_edit_apart, two_edits_apart
from mangnon.registry.alike.known import Line, known
from mangnon.registry.alike.names import Differs, differs, name_of, token_of
from mangnon.registry.alike.reasons import SENTENCES, Reason, sentences
from mangnon.registry.alike.rules import Judged, Verdict, judge
from mangnon.registry.alike.weights import DEFAULTS, Weights
from mangnon.registry.alike.writing import Writing, face

CHILD: dict[str, Any] = {
    "full_name": "Nguyễn Thị Thu Hà", "born": "2014-03-07", "sex": "2", "mother": "Trần Thị Lan",
    "father": "Nguyễn Văn Nam", "phone": "0912345678", "place": 5, "hamlet": 7, "ethnicity": "01",
}  # fmt: skip


def pair(first: dict[str, Any] | None = None, **second: Any) -> Judged:
    one = known(Line("a", **{**CHILD, **(first or {})}))
    other = known(Line("b", **{**CHILD, **(first or {}), **second}))
    return judge(one, other, DEFAULTS)


SURE = (Verdict.CERTAIN, Verdict.LIKELY)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({}, Reason.NAME_SAME),
        ({"full_name": "NGUYỄN THỊ THU HÀ"}, Reason.NAME_SAME),
        ({"full_name": "Nguyen Thi Thu Ha"}, Reason.NAME_MARKS),
        ({"full_name": "Nguyễn Thị Thu Haf"}, Reason.NAME_SLIP),
        ({"full_name": "Nguyễn Thị Hà Thu"}, Reason.NAME_ORDER),
        ({"full_name": "Nguyễn Thu Hà"}, Reason.NAME_LEFT_OUT),
        ({"full_name": "NguyễnThị Thu Hà"}, Reason.NAME_SPACES),
        ({"born": "2014-07-03"}, Reason.BORN_SWAPPED),
        ({"born": "2015-03-07"}, Reason.BORN_YEAR),
        ({"born": "2014-01-01"}, Reason.BORN_FILLED),
        ({"born": "2014-03-17"}, Reason.BORN_DIGIT),
        ({"born": "2014"}, Reason.BORN_VAGUE),
        ({"mother": "Tran Thi Lan"}, Reason.MOTHER_SLIP),
        ({"mother": "Nguyễn Văn Nam", "father": "Trần Thị Lan"}, Reason.PARENTS_SWAPPED),
        ({"mother": "", "father": "", "phone": ""}, Reason.HAMLET_SAME),
        ({"place": 8, "hamlet": 9, "phone": "0988887777"}, Reason.PLACE_OTHER),
    ],
)
def test_one_child_with_a_slip_is_recognised_and_the_slip_named(other: dict[str, Any], reason: Reason) -> None:
    judged = pair(**other)
    assert judged.verdict in SURE
    assert reason in judged.reasons


@pytest.mark.parametrize(
    "other",
    [
        {"full_name": "Nguyễn Thị Thu Hương"},
        {"full_name": "Nguyễn Thị Thu Hương", "born": "2016-05-03"},
        {"full_name": "Nguyễn Văn Nam", "sex": "1"},
        {"full_name": "Nguyễn Thị Lam", "born": "2016-05-03"},
        {"full_name": "Nguyễn Thị Thu Hạ", "born": "2017-11-20"},
        {"full_name": "Nguyễn Thị Thu Hà", "born": "2016-05-03"},
        {"full_name": "Nguyễn Thị Thu Hà", "born": "2016-05-03", "died": True},
        {"mother": "Lê Thị Bông", "father": "Trần Văn Tám", "phone": "0933222111", "born": "2014-11-19", "hamlet": 8},
    ],
)
def test_twins_siblings_and_namesakes_are_not_taken_for_one_child(other: dict[str, Any]) -> None:
    assert pair(**other).verdict not in SURE


def test_twins_whose_names_differ_by_a_letter_are_left_to_people() -> None:
    """Lan and Lam are both real names; Lan and Laqn aren't."""
    twins = pair({"full_name": "Nguyễn Thị Lan"}, full_name="Nguyễn Thị Lam")
    slip = pair({"full_name": "Nguyễn Thị Lan"}, full_name="Nguyễn Thị Laqn")
    assert twins.verdict not in SURE
    assert slip.verdict in SURE


def test_what_was_reckoned_for_one_register_is_not_taken_over_by_another() -> None:
    pair()
    assert DEFAULTS.shares
    assert not replace(DEFAULTS, sample=400_000).shares


@pytest.mark.parametrize("called", ["Nguyễn Bống", "Bé Mít", "Cu Tôm", "Nguyễn Rin Rin", "Gạo", "Nguyen Sóc"])
def test_a_name_used_at_home_says_nothing_and_the_rest_decides(called: str) -> None:
    """``DEFAULTS`` know few names, so the register is given a size in which such words are rare."""
    large = replace(DEFAULTS, sample=400_000, totals=(400_000, 400_000, 400_000))
    proper, home = Line("a", **CHILD), Line("b", **{**CHILD, "full_name": called})
    judged = judge(known(proper), known(home), large)
    assert judged.verdict in SURE
    assert Reason.NAME_AT_HOME in judged.reasons
    one, other = (known(each._replace(number="048314000123")) for each in (proper, home))
    assert judge(one, other, large).verdict is Verdict.CERTAIN
    stranger = home._replace(mother="Lê Thị Bông", father="Trần Văn Tám", phone="0933222111", place=8, hamlet=9)
    assert judge(known(proper), known(stranger), large).verdict not in SURE
    sister = home._replace(born="2016-05-03")
    assert judge(known(proper), known(sister), large).verdict not in SURE


@pytest.mark.parametrize("twin", ["Nguyễn Thị Thu Hương", "Nguyễn Ngọc Hương", "Nguyễn Hương"])
def test_a_twin_with_a_proper_name_is_still_a_twin(twin: str) -> None:
    counted = {name_of("Hương").tokens[0].key: 2_400, name_of("Hà").tokens[0].key: 4_000}
    families = {name_of("Nguyễn").tokens[0].key: 150_000}
    large = replace(DEFAULTS, sample=400_000, names=(families, {}, counted), totals=(400_000, 400_000, 400_000))
    judged = judge(known(Line("a", **CHILD)), known(Line("b", **{**CHILD, "full_name": twin})), large)
    assert judged.verdict not in SURE
    assert Reason.NAME_AT_HOME not in judged.reasons


def test_a_name_of_the_dead_may_be_given_again() -> None:
    judged = pair(born="2016-05-03", died=True)
    assert judged.score < pair(born="2016-05-03").score
    assert Reason.DEAD in judged.reasons


def test_births_of_one_mother_seven_months_apart_are_an_alarm_whatever_the_score() -> None:
    judged = pair(full_name="Nguyễn Thị Thu Hương", born="2014-10-09")
    assert judged.verdict is Verdict.POSSIBLE
    assert judged.alarming
    assert Reason.BORN_IMPOSSIBLE in judged.reasons


def test_an_equal_number_weighs_heaviest_but_a_clash_says_that_one_is_wrong() -> None:
    same = pair({"number": "048314000123"}, born="2014-09-09", mother="")
    clash = pair({"number": "048314000123"}, full_name="Lê Quang Đạo", born="2019-09-09", sex="1", mother="Lê Thị Na")
    assert same.verdict is Verdict.CERTAIN
    assert clash.alarming
    assert clash.verdict is Verdict.POSSIBLE


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Nguyễn Thị Thuý", "Nguyễn Thị Thúy", Writing.SAME),
        ("Nguyễn Thị Thuý", "Nguyễn Thị Thủy", Writing.SLIP),
        ("Alăng Bh'nướch", "A Lăng Bh’nướch", Writing.SPACES),
        ("A Ting Thị Hậu", "Ating Thị Hậu", Writing.SPACES),
        ("Đinh Văn Đỏ", "Ðinh Văn Ðỏ", Writing.SAME),
        ("Huỳnh Phước Lộc", "Hoàng Phước Lộc", Writing.OTHER),
        ("Zơrâm Thị Bhrố", "Zoram Thi Bhro", Writing.MARKS),
        ("Hồ Thị Hoa", "Hồ Thị Hòa", Writing.SLIP),
        ("Hồ Thị Hoa", "Ho Thi Hoa", Writing.MARKS),
        ("Y Lan", "Y Lan", Writing.SAME),
        ("", "Y Lan", Writing.MISSING),
    ],
)
def test_the_names_of_the_test_list(one: str, other: str, how: Writing) -> None:
    assert face(name_of(one), name_of(other), DEFAULTS).writing is how


def test_three_children_of_one_name_with_different_mothers_are_three() -> None:
    for mother in ("Hồ Thị Mai", "Đinh Thị Nở"):
        judged = pair({"full_name": "Hồ Thị Hoa", "father": "", "phone": ""}, mother=mother, born="2014-06-20")
        assert judged.verdict not in SURE


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Hoà", "Hòa", Differs.NOT), ("Hà", "Ha", Differs.MARKS), ("Hà", "Hạ", Differs.TONE),
        ("Lý", "Lí", Differs.LETTER_I),
        ("Lan", "Lang", Differs.SOUND), ("Các", "Cát", Differs.SOUND), ("Vũ", "Dũ", Differs.SOUND),
        ("Tân", "Tan", Differs.MARKS),
        ("Hưng", "Hùng", Differs.HAT), ("Nguyễn", "Nguyeenx", Differs.KEYS),
        ("Nguyễn", "Nguye6n4", Differs.KEYS), ("Hương", "Hươbg", Differs.EDIT), ("Hương", "Hươgn", Differs.EDIT),
        ("Bình", "Sang", Differs.WHOLLY), ("Nguyễn", "N.", Differs.SHORT),
    ],
)  # fmt: skip
def test_how_two_syllables_differ(one: str, other: str, how: Differs) -> None:
    assert differs(token_of(one), token_of(other)) is how
    assert differs(token_of(other), token_of(one)) is how


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("2014-03-07", "2014-07-03", Apart.SWAPPED), ("2014-03-07", "2013-03-07", Apart.YEAR),
        ("2014-03-07", "2014-01-01", Apart.FILLED), ("2014-03-07", "2014-03-08", Apart.DIGIT),
        ("2014-03-07", "2014-03", Apart.VAGUE), ("2014-03-07", "2014~", Apart.VAGUE),
        ("2014-03-07", "2015", Apart.VAGUE_NEAR), ("2014-03-07", "2017", Apart.VAGUE_NOT),
        ("2014-03-28", "2014-04-02", Apart.SAME_YEAR), ("2014-03-31", "2014-04-02", Apart.NEAR),
        ("2014-03-07", "2014-02-05", Apart.LUNAR), ("2014-03-07", "", Apart.UNKNOWN),
        ("2014-03-07", "rác", Apart.UNKNOWN),
    ],
)  # fmt: skip
def test_how_two_dates_differ(one: str, other: str, how: Apart) -> None:
    assert apart(born_of(one), born_of(other)) is how
    assert apart(born_of(other), born_of(one)) is how


NAMES = st.sampled_from(
    ["Hồ Thị Hoa", "Ho Thi Hoa", "Alăng Bh'nướch", "Y Lan", "", "Nguyễn Văn Nam", "Nguyễn Nam", "Trần Lê"]
)
BORN = st.sampled_from(["2014-03-07", "2014-07-03", "2014", "2015-03-07", "2016-05~", "", "2014-01-01"])
LINES = st.builds(
    Line, st.just(""), NAMES, BORN, st.sampled_from(["1", "2", "9"]), NAMES, NAMES, NAMES, st.sampled_from([0, 1990]),
    st.just(0), st.sampled_from(["", "0912345678", "0912345687 0900111222"]), st.sampled_from(["", "048314000123"]),
    st.integers(0, 2), st.integers(0, 2), st.sampled_from(["", "01", "18"]), st.sampled_from(["", "H1"]),
    st.sampled_from(["", "12 Thôn 2"]), st.booleans(), st.sampled_from(["", "Bi"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(one=LINES, other=LINES)
def test_the_score_is_the_same_in_both_directions(one: Line, other: Line) -> None:
    here, there = judge(known(one), known(other), DEFAULTS), judge(known(other), known(one), DEFAULTS)
    assert here.score == pytest.approx(there.score)
    assert here.verdict == there.verdict


@settings(max_examples=30, deadline=None)
@given(one=LINES, other=LINES)
def test_more_that_agrees_never_lowers_the_score(one: Line, other: Line) -> None:
    """The same number, phone or mother, where nothing was said before: each can only make the pair surer."""
    bare = [line._replace(number="", code="") for line in (one, other)]
    score = judge(known(bare[0]), known(bare[1]), DEFAULTS).score
    for more in ({"number": "048314000999"}, {"code": "SO-7"}):
        told = [line._replace(**more) for line in bare]
        assert judge(known(told[0]), known(told[1]), DEFAULTS).score > score


@given(line=LINES)
@settings(max_examples=30, deadline=None)
def test_a_record_is_no_pair_with_itself(line: Line) -> None:
    itself = known(line._replace(id="a"))
    assert judge(itself, itself, DEFAULTS).verdict is Verdict.NO


@given(one=st.text("abcd", max_size=7), other=st.text("abcd", max_size=7))
@settings(max_examples=200)
def test_edits_are_counted_the_same_in_both_directions(one: str, other: str) -> None:
    assert one_edit_apart(one, other) == one_edit_apart(other, one)
    assert two_edits_apart(one, other) == two_edits_apart(other, one)
    assert digits_apart(one, other) == digits_apart(other, one)


def test_weights_come_back_from_storage_as_they_went() -> None:
    assert Weights.of_json(DEFAULTS.as_json()).rates == DEFAULTS.rates


def test_every_reason_has_its_sentence_and_unknown_ones_are_left_out() -> None:
    assert set(SENTENCES) == set(Reason)
    assert sentences(["mother_same", "of_an_older_version", "born_swapped"]) == [
        "cùng tên mẹ",
        "ngày và tháng sinh đảo nhau",
    ]
