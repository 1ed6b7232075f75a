"""The values that screens hand over: hard to misuse."""

from __future__ import annotations

import re

import pytest

from mangnon.ui.kit import PAGES
from mangnon.ui.kit.province import chart, kinds_chart, trend_chart
from mangnon.ui.parts import (
    Act,
    Call,
    Cell,
    Chart,
    Column,
    Field,
    Grant,
    Input,
    Kind,
    Link,
    Matrix,
    MatrixRow,
    NavGroup,
    NavItem,
    Progress,
    Row,
    Series,
    Shell,
    State,
    Status,
    Strong,
    Table,
    faults,
)
from mangnon.ui.parts.status import ICONS
from mangnon.ui.tests.preview import STATIC, TEMPLATES, environment, page


def macros(file):
    return environment().get_template(f"ui/parts/{file}.html").module


def test_a_table_refuses_rows_that_do_not_fit():
    with pytest.raises(ValueError, match="2 cells"):
        Table("t", (Column("a", Kind.NAME), Column("b")), (Row((Cell("1"),)),))


def test_a_matrix_refuses_rows_that_do_not_fit():
    with pytest.raises(ValueError, match="2 grants"):
        Matrix("m", ("a", "b"), (("g", (MatrixRow("r", (Grant(given=True),)),)),))


def test_a_chart_refuses_five_series_and_missing_values():
    with pytest.raises(ValueError, match="four series"):
        Chart("c", "q", "a", ("x",), tuple(Series(str(n), (1,)) for n in range(5)))
    with pytest.raises(ValueError, match="one value for each label"):
        Chart("c", "q", "a", ("x", "y"), (Series("s", (1,)),))


@pytest.mark.parametrize("one", [chart(), kinds_chart(), trend_chart()], ids=["weeks", "kinds", "trend"])
def test_marks_of_a_chart_stay_between_floor_and_top(one):
    assert all(mark.y >= 30 and mark.y + mark.height <= 170.11 for mark in one.bars)
    assert one.grid[0].text == "0"


def test_a_chart_of_nothing_draws_its_floor_only():
    empty = Chart("c", "q", "a", ("x", "y"), (Series("s", (0, 0)),))
    assert empty.bars == ()
    assert "<svg" in macros("chart").chart(empty)


def test_every_state_has_word_icon_and_colour():
    icons = (STATIC / "ui" / "icons.svg").read_text()
    for state in State:
        html = str(macros("atoms").status(Status(state)))
        assert re.search(rf'class="status {state.value}".*#{ICONS[state]}".*<span>[^<]+</span>', html)
        assert f'id="{ICONS[state]}"' in icons


def test_words_escape_what_people_typed():
    html = str(macros("atoms").words(("<b>", Link("<i>", "/a?b=1&c=2"), Strong("x"))))
    assert html == '&lt;b&gt;<a href="/a?b=1&amp;c=2">&lt;i&gt;</a><b>x</b>'


def test_a_telephone_number_loses_its_spaces():
    assert Call("0905 000 111", "Gọi").href == "tel:0905000111"


def test_an_act_that_posts_is_a_form_with_its_token():
    html = str(macros("acts").button(Act("Nhận việc", "/nhan", post=True), csrf=environment().globals["csrf_input"]))
    assert 'method="post"' in html
    assert "csrfmiddlewaretoken" in html


def test_a_disabled_act_leads_nowhere():
    html = str(macros("acts").button(Act("Gửi", "/gui", post=True, disabled=True)))
    assert "/gui" not in html
    assert "aria-disabled" in html


def test_the_phones_bar_shows_two_lines_and_knows_the_rest():
    lines = tuple(NavItem(f"n{i}", f"/{i}", "home", active=i == 3, short=f"s{i}" if i < 3 else "") for i in range(4))
    shell = Shell("P", groups=(NavGroup(lines),))
    assert [item.short for item in shell.phone_items] == ["s0", "s1"]
    assert shell.phone_more_active


def test_faults_lead_to_the_first_choice_of_a_group():
    asked = (Field("a", "A", error="x"), Field("b", "B", Input.RADIO, error="y"), Field("c", "C"))
    assert [fault.field_id for fault in faults(asked)] == ["f-a", "f-b-0"]


def test_typed_text_stays_beside_its_error():
    html = str(macros("form").field(Field("day", "Ngày sinh", Input.DATE, "3/14/2017", error="Có phải 14/3?")))
    assert 'value="3/14/2017"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="f-day-error"' in html


def test_progress_never_divides_by_nothing():
    assert Progress("t", 0, 0).percent == 0
    assert Progress("t", 9, 8).percent == 100


@pytest.mark.parametrize("sample", PAGES)
def test_each_sample_page_renders_with_one_title(sample):
    html = page(sample)
    assert len(re.findall(r"<h1\b", html)) == 1
    assert "<main" in html
    assert 'lang="vi"' in html


def test_every_macro_of_the_parts_is_used_by_the_kit_or_by_another_part():
    sources = {path: path.read_text() for path in TEMPLATES.rglob("*.html")}
    shown = {"print_foot", "dialog"}  # for papers and for dialogs of one's own
    for path in (TEMPLATES / "ui" / "parts").glob("*.html"):
        for macro in re.findall(r"\{% macro (\w+)\(", sources[path]):
            calls = sum(len(re.findall(rf"\b{macro}\b", text)) for text in sources.values())
            assert calls > 1 or macro in shown, macro
