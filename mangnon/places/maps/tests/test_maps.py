"""Maps: drawn from published points, or from the borders that the province loaded whole."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden
from mangnon.places.maps.actions import SourceMissing, drop_borders, load_borders
from mangnon.places.maps.drawing import centres, drawing_of, drawn_units
from mangnon.places.maps.models import Boundary
from mangnon.places.maps.reading import WrongBorders, read_borders
from mangnon.places.maps.showing import bounds, class_of, legend
from mangnon.testing.cast import AT, TODAY, Cast, actor
from mangnon.testing.people import make_person, signed_in

SOURCE = "Sở Nông nghiệp và Môi trường, 7/2025"


def square(code: str, east: float, north: float, side: float = 0.02, **more: Any) -> dict[str, Any]:
    """One unit as a square."""
    ring = [[east, north], [east + side, north], [east + side, north + side], [east, north + side], [east, north]]
    return {
        "type": "Feature", "properties": {"MA_XA": code, **more},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip


def collection(features: list[Any]) -> bytes:
    """The file."""
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


TWO = [square("20950", 108.0, 15.0), square("20938", 108.1, 15.2)]
OPEN = [[108, 15]] * 3
CODES = {"20950", "20938"}


def test_borders_are_read_by_the_property_that_holds_the_codes() -> None:
    found = read_borders(collection([square("20950", 108.0, 15.0, ten="Trà Linh"), TWO[1]]), CODES)
    assert [one.code for one in found] == ["20938", "20950"]
    assert found[1].rings == [[(108.0, 15.0), (108.02, 15.0), (108.02, 15.02), (108.0, 15.02)]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ", "không phải GeoJSON"),
        (b"[1, 2]", "features"),
        (collection([]), "features"),
        (collection(TWO[:1]), "thiếu 1 xã, phường, trong đó có mã 20938"),
        (collection([square("x", 108.0, 15.0)]), "mã xã, phường năm chữ số"),
        (collection([TWO[0], square("20938", 560_000.0, 1_700_000.0)]), "nằm ngoài Việt Nam"),
        (collection([TWO[0], {**TWO[1], "geometry": {"type": "Point", "coordinates": [1, 2]}}]), "Polygon"),
        (collection([TWO[0], {**TWO[1], "geometry": {"type": "Polygon", "coordinates": [[["a"]]]}}]), "không đọc được"),
        (collection([TWO[0], {**TWO[1], "geometry": {"type": "Polygon", "coordinates": [OPEN]}}]), "khép kín"),
        (collection([{"type": "Feature"}]), "không mang thuộc tính"),
        (b" " * (20 * 2**20 + 1), "lớn hơn 20 MB"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_drawn_is_refused_with_what_is_wrong(content: bytes, said: str) -> None:
    with pytest.raises(WrongBorders, match=said):
        read_borders(content, CODES)


def test_classes_stand_on_round_numbers_and_hold_every_value() -> None:
    steps = bounds([0, 3, 12, 37, 58, 119, 240, 1_234])
    assert steps == sorted(set(steps))
    assert len(steps) <= 5
    assert (class_of(0, steps), class_of(1_234, steps)) == (0, len(steps) - 1)
    assert bounds([0.0, 0.0]) == [0.0]
    assert [step.label for step in legend([10.0, 25.0], lambda value: str(int(value)))] == ["≤ 10", "> 10 – 25"]


def test_every_commune_of_the_province_has_a_cell_and_the_islands_a_box(db: None) -> None:
    units = drawn_units(TODAY)
    drawing = drawing_of(units)
    assert {shape.unit_id for shape in drawing.shapes} == {unit.pk for unit in units}
    assert len(units) == 94
    assert [one.unit_id for one in drawing.shapes if one.apart] == [
        unit.pk for unit in units if unit.name == "Đặc khu Hoàng Sa"
    ]
    assert all(0 <= shape.at[0] <= 720 and 0 <= shape.at[1] <= drawing.height for shape in drawing.shapes)
    assert min(shape.room for shape in drawing.shapes) > 25
    assert drawing.source == ""


def _whole() -> bytes:
    return collection([square(unit.code, *centres()[unit.code]) for unit in drawn_units(TODAY)])


def test_loaded_borders_are_drawn_with_their_source_until_they_are_taken_down(cast: Cast) -> None:
    quan = actor("Phan Quân", Role.ADMINISTRATOR, cast.land.province)
    with acting(quan):
        assert load_borders(actor=quan, at=AT, content=_whole(), source=SOURCE) == 94
        assert drawing_of(drawn_units(TODAY)).source == SOURCE
        load_borders(actor=quan, at=AT, content=_whole(), source=SOURCE)
        assert Boundary.objects.count() == 94
        with pytest.raises(WrongBorders):
            load_borders(actor=quan, at=AT, content=collection(TWO), source=SOURCE)
        with pytest.raises(SourceMissing):
            load_borders(actor=quan, at=AT, content=_whole(), source=" ")
        assert drawing_of(drawn_units(TODAY)).source == SOURCE
        assert drop_borders(actor=quan, at=AT) == 94
        assert drawing_of(drawn_units(TODAY)).source == ""


def test_only_the_administrator_loads_borders(cast: Cast) -> None:
    with acting(cast.lien), pytest.raises(Forbidden):
        load_borders(actor=cast.lien, at=AT, content=_whole(), source=SOURCE)


def test_the_screens_load_show_and_drop(cast: Cast) -> None:
    client = signed_in(make_person("Phan Quân", Role.ADMINISTRATOR, cast.land.province))
    where, load = reverse("places:map"), reverse("places:load_borders")
    assert "không phải địa giới" in html.unescape(client.get(where).content.decode())
    wrong = client.post(load, {"file": SimpleUploadedFile("a.geojson", b"{}"), "source": SOURCE})
    assert wrong.status_code == 422
    assert SOURCE in html.unescape(wrong.content.decode())
    done = client.post(load, {"file": SimpleUploadedFile("a.geojson", _whole()), "source": SOURCE}, follow=True)
    assert f"Ranh giới do {SOURCE} công bố" in html.unescape(done.content.decode())
    client.post(reverse("places:drop_borders"))
    assert "không phải địa giới" in html.unescape(client.get(where).content.decode())
