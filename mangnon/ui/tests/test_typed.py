"""Fields for what is typed: days as d/m/yyyy with a sentence for wrong ones, places by name or by key."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from mangnon.ui.bound import field_value, input_of
from mangnon.ui.parts import Input
from mangnon.ui.typed import DayField, DayInput, PlaceInput, TelInput, Typed

NAMES = {"7": "Xã Trà Linh"}


class Asked(forms.Form):
    """A day, a place, a number."""

    day = DayField(label="Ngày sinh")
    later = DayField(label="Ngày khác", required=False)
    place = forms.CharField(label="Nơi ở", widget=PlaceInput(suggest=lambda: "/goi-y", named=lambda key: NAMES[key]))
    phone = forms.CharField(label="Điện thoại", widget=TelInput, required=False)


def asked(**typed: str) -> Asked:
    return Asked({"day": "5/4/2017", "place": "Trà Linh", **typed})


@pytest.mark.parametrize("text", ["5/4/2017", "05/04/2017", "5-4-2017", "5.4.2017", " 5/4/2017 ", "2017-04-05"])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    form = asked(day=text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2017, 4, 5)
    assert form.cleaned_data["later"] is None


@pytest.mark.parametrize(
    "text", ["31/2/2017", "29/2/2023", "4/2017/5", "hôm qua", "5/4", "0/0/0", "5/4/99999", "٥/٤/x"]
)
def test_a_wrong_day_is_refused_with_a_sentence_and_stays_as_typed(text: str) -> None:
    form = asked(day=text)
    assert not form.is_valid()
    (said,) = form.errors["day"]
    assert said[0].isupper()
    assert said.rstrip().endswith((".", "?"))
    assert "Error" not in said
    shown = field_value(form["day"])
    assert (shown.value, shown.error) == (text, said)


def test_a_swapped_day_proposes_what_was_meant() -> None:
    form = asked(day="3/14/2017")
    assert not form.is_valid()
    assert "14/3/2017" in form.errors["day"][0]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_comes_back_as_it_was_shown(day: date) -> None:
    field = DayField()
    shown = DayInput().format_value(day)
    assert shown == f"{day.day}/{day.month}/{day.year}"
    assert field.clean(shown) == day
    assert field.clean(day) == day


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_day_or_a_sentence(text: str) -> None:
    form = Asked({"day": "1/1/2020", "place": "x", "later": text})
    assert form.is_valid() or form.errors["later"][0]


def test_a_place_brings_its_key_beside_what_was_typed() -> None:
    form = asked(place="Trà Linh", place_key="7")
    assert form.is_valid()
    value = form["place"].value()
    assert isinstance(value, Typed)
    assert (value, value.key) == ("Trà Linh", "7")
    shown = field_value(form["place"])
    assert (shown.input, shown.value, shown.key, shown.suggest_url) == (Input.PLACE, "Trà Linh", "7", "/goi-y")


def test_a_place_that_is_known_is_shown_by_its_name() -> None:
    shown = field_value(Asked(initial={"place": "7"})["place"])
    assert (shown.value, shown.key) == ("Xã Trà Linh", "7")


def test_a_place_without_a_key_is_only_text() -> None:
    shown = field_value(asked(place="Trà")["place"])
    assert (shown.value, shown.key) == ("Trà", "")


def test_an_empty_place_is_asked_for() -> None:
    form = asked(place="")
    assert not form.is_valid()
    assert field_value(form["place"]).error


def test_a_telephone_gets_its_own_keyboard() -> None:
    assert input_of(asked().fields["phone"].widget) is Input.TEL
