"""Which rows of a sheet are children that the register knows: by id, code, number, or name with birth and mother."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.dates import PartialDate
from mangnon.lib.names import tone_place_key
from mangnon.places.models import Unit
from mangnon.registry.rosters.checking import Checked, Fault
from mangnon.registry.rosters.known import Key, births_in, keys_of, namesakes
from mangnon.registry.rosters.ports import PORTS, LookAlike, Probe

ASKED = (
    "full_name", "birth", "personal_number", "sex", "mother_name", "father_name", "mother_year", "father_year",
    "head_name", "mother_phone", "father_phone",
)  # fmt: skip
"""Columns by which a row is compared with what the register holds."""
OTHER = ""
"""The decision that a row is another child than those it looks like."""


@dataclass(slots=True)
class Matched:
    """Index of a row → the child it is; what it may be; and what forbids to decide."""

    known: dict[int, Key] = field(default_factory=dict)
    alike: dict[int, list[LookAlike]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def match(actor: Actor, place: Unit, checked: Checked, decided: Mapping[str, str]) -> Matched:
    """Recognise every row that was read. ``decided``: the sheet's row → id of a child, or "" for another."""
    matched = Matched()
    index = _Index(
        keys_of(
            actor,
            place,
            ids=[*_given(checked.of("system_id")), *(UUID(pk) for pk in decided.values() if pk)],
            codes=_given(checked.of("external_code")),
            numbers=_given(checked.of("personal_number")),
        )
    )
    _by_codes(index, checked, matched, decided)
    _by_names(actor, place, checked, matched, decided)
    _refuse_two_rows(checked, matched)
    probes = _probes(place, checked, matched, decided)
    matched.alike = PORTS.look_alikes(actor, probes) if probes else {}
    return matched


def _given(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values if value]


class _Index:
    """Children by what recognises them; codes that two bear recognise nobody."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.by_id: dict[UUID, Key] = {}
        self.by_code: dict[str, list[Key]] = {}
        self.by_number: dict[str, list[Key]] = {}
        for key in keys:
            self.by_id[key.pk] = key
            if key.external_code:
                self.by_code.setdefault(key.external_code, []).append(key)
            if key.personal_number:
                self.by_number.setdefault(key.personal_number, []).append(key)


def _by_codes(index: _Index, checked: Checked, matched: Matched, decided: Mapping[str, str]) -> None:
    ids, codes, numbers = checked.of("system_id"), checked.of("external_code"), checked.of("personal_number")
    for at, row in enumerate(checked.numbers):
        pk = ids[at] or (UUID(decided[str(row)]) if decided.get(str(row)) else None)
        if pk is not None:
            found = index.by_id.get(pk)
            if found is None:
                matched.faults.append(_unknown_id(row))
            else:
                matched.known[at] = found
            continue
        one = _only(index.by_code.get(codes[at] or "", [])) or _only(index.by_number.get(numbers[at] or "", []))
        if one is not None:
            matched.known[at] = one


def _unknown_id(row: int) -> Fault:
    said = _("Mã trong hệ thống không có trong sổ của địa bàn này.")
    return Fault(row, "system_id", said, _("Để trống ô này, hoặc chọn đúng địa bàn khi gửi tệp."))


def _only(found: list[Key]) -> Key | None:
    return found[0] if len(found) == 1 else None


def _by_names(actor: Actor, place: Unit, checked: Checked, matched: Matched, decided: Mapping[str, str]) -> None:
    """Rows without a code that name child, full birth date and mother as exactly one record does, and one row alone."""
    rows: dict[tuple[str, str, str], list[int]] = {}
    born = births_in(actor, place)
    names, births, mothers = checked.of("full_name"), checked.of("birth"), checked.of("mother_name")
    for at, (name, birth, mother) in enumerate(zip(names, births, mothers, strict=True)):
        if at in matched.known or not mother or not _exact(birth) or birth.code not in born or not (name and name.text):
            continue
        if str(checked.numbers[at]) not in decided:
            rows.setdefault((tone_place_key(name.text), birth.code, tone_place_key(mother)), []).append(at)
    if not rows:
        return
    index = namesakes(actor, place, {key[1] for key in rows})
    taken = {key.pk for key in matched.known.values()}
    for key, found in rows.items():
        one = _only(index.get(key, []))
        if one is not None and len(found) == 1 and one.pk not in taken:
            matched.known[found[0]] = one


def _exact(birth: PartialDate | None) -> bool:
    return birth is not None and birth.exact


def _refuse_two_rows(checked: Checked, matched: Matched) -> None:
    first: dict[UUID, int] = {}
    for at, key in sorted(matched.known.items()):
        row = checked.numbers[at]
        if key.pk in first:
            said = _("Cùng là một trẻ em trong sổ với dòng {row}.").format(row=first[key.pk])
            matched.faults.append(Fault(row, "full_name", said, _("Xóa dòng lặp, hoặc sửa mã cho đúng.")))
        first.setdefault(key.pk, row)


def _probes(place: Unit, checked: Checked, matched: Matched, decided: Mapping[str, str]) -> list[Probe]:
    rows = zip(*(checked.of(column) for column in ASKED), strict=True)
    return [
        Probe(
            at,
            name.text,
            birth,
            number or "",
            place.pk,
            sex or "",
            mother or "",
            father or "",
            mother_year or 0,
            father_year or 0,
            head or "",
            " ".join(phone for phone in phones if phone),
        )
        for at, (name, birth, number, sex, mother, father, mother_year, father_year, head, *phones) in enumerate(rows)
        if at not in matched.known and name and birth and decided.get(str(checked.numbers[at])) != OTHER
    ]
