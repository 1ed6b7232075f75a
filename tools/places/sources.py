"""Readers of the unpacked packages: only facts (codes, names, links) are taken."""

from __future__ import annotations

import ast
import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from naming import clean, fold, split_kind


@dataclass(frozen=True)
class Seen:
    """A unit as one list shows it."""

    name: str
    kind: str
    parent: str


@dataclass
class Snapshot:
    """One list of all units, at one moment."""

    key: str
    provinces: dict[str, Seen] = field(default_factory=dict)
    districts: dict[str, Seen] = field(default_factory=dict)
    communes: dict[str, Seen] = field(default_factory=dict)

    def province_of(self, commune: str) -> str:
        """The province code of a commune."""
        return self.districts[self.communes[commune].parent].parent


@dataclass
class Sources:
    """All that is read."""

    old: Snapshot
    middle: Snapshot
    january: Snapshot
    last: Snapshot
    new_names: dict[str, Seen]
    links: dict[str, set[str]]
    other_links: dict[str, set[str]]
    former: dict[tuple[str, str], list[str]]
    """(province, folded former name) -> codes in the last list that carry it as an older name."""
    domain: dict[str, Any]
    known: dict[str, Any]


def seen(name: str, parent: str) -> Seen:
    """A cleaned sighting."""
    name = clean(name)
    return Seen(name, split_kind(name)[0], parent)


def read_nested(folder: Path, version: str) -> Snapshot:
    """A list of the package vietnam_provinces before July 2025."""
    path = folder / f"vietnam_provinces-{version}/vietnam_provinces/data/nested-divisions.json"
    shot = Snapshot("vp" + version.replace(".", ""))
    for p in json.loads(path.read_text(encoding="utf-8")):
        pc = f"{p['code']:02d}"
        shot.provinces[pc] = seen(p["name"], "")
        for d in p["districts"]:
            dc = f"{d['code']:03d}"
            shot.districts[dc] = seen(d["name"], pc)
            for w in d["wards"]:
                shot.communes[f"{w['code']:05d}"] = seen(w["name"], dc)
    return shot


def read_new_codes(folder: Path) -> dict[str, str]:
    """Codes and provinces of the 3,321 units of July 2025 in vietnam_provinces 2026.9.0."""
    path = folder / "vietnam_provinces-2026.9.0/vietnam_provinces/data/nested-divisions.json"
    return {
        f"{w['code']:05d}": f"{p['code']:02d}" for p in json.loads(path.read_text(encoding="utf-8")) for w in p["wards"]
    }


def read_links(folder: Path) -> dict[str, set[str]]:
    """The statistics office's conversion table, as vietnam_provinces 2026.9.0 carries it."""
    path = folder / "vietnam_provinces-2026.9.0/vietnam_provinces/_ward_conversion_2025.py"
    links: dict[str, set[str]] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not (isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "OLD_TO_NEW"):
            continue
        table: Any = node.value  # a dict of calls: Entry(OldWardRef(code, …), (NewWardRef(code, …), …))
        for entry in table.values:
            old, new = entry.args
            to = {f"{ast.literal_eval(ref.args[0]):05d}" for ref in new.elts}
            links[f"{ast.literal_eval(old.args[0]):05d}"] = to
    return links


def read_vietnamadminunits(
    folder: Path,
) -> tuple[Snapshot, dict[str, Seen], dict[tuple[str, str], list[str]], dict[str, set[str]]]:
    """Last old list, new list, former names and links of the package vietnamadminunits."""
    data = folder / "vietnamadminunits-1.0.4/vietnamadminunits/data"
    db = sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True)
    old = db.execute(
        "select wardCode, ward, districtCode, district, provinceCode, province, wardAlias,"
        " provinceKey || '_' || districtKey || '_' || wardKey from admin_units_legacy"
    ).fetchall()
    new = db.execute("select wardCode, ward, provinceCode, provinceKey || '_' || wardKey from admin_units").fetchall()
    shot = Snapshot("vau104")
    former: dict[tuple[str, str], list[str]] = defaultdict(list)
    for wc, ward, dc, district, pc, province, alias, _key in old:
        shot.provinces[pc] = seen(province, "")
        shot.districts[dc] = seen(district, pc)
        if wc:
            shot.communes[wc] = seen(ward, dc)
            for name in dict.fromkeys(json.loads(alias or "[]")):
                former[(pc, fold(name))].append(wc)
    keys = {key: wc for wc, *_, key in old if wc}
    links = _links_by_key(data / "converter_2025.json", keys, {key: wc for wc, _n, _p, key in new})
    return shot, {wc: seen(n, p) for wc, n, p, _key in new}, former, links


def _links_by_key(path: Path, old: dict[str, str], new: dict[str, str]) -> dict[str, set[str]]:
    """The converter's links, its name keys replaced by codes."""
    data = json.loads(path.read_text(encoding="utf-8"))
    links: dict[str, set[str]] = defaultdict(set)
    for province, targets in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, sources in targets.items():
            for source in sources:
                if source in old:
                    links[old[source]].add(new[f"{province}_{key}"])
    for province, divided in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, parts in divided.items():
            links[old[source]] |= {new[f"{province}_{part['newWardKey']}"] for part in parts}
    return links


def read_all(folder: Path, domain: Path) -> Sources:
    """Read every source; the two lists of July 2025 must agree on codes and provinces."""
    last, new_names, former, other = read_vietnamadminunits(folder)
    codes = read_new_codes(folder)
    if codes != {code: unit.parent for code, unit in new_names.items()}:
        raise ValueError("the two lists of July 2025 differ")
    known = yaml.safe_load((Path(__file__).parent / "known.yaml").read_text(encoding="utf-8"))
    return Sources(
        old=read_nested(folder, "0.2.2"),
        middle=read_nested(folder, "0.4.0"),
        january=read_nested(folder, "0.6.0"),
        last=last,
        new_names=new_names,
        links=read_links(folder),
        other_links=other,
        former=former,
        domain=yaml.safe_load(domain.read_text(encoding="utf-8")),
        known=known,
    )
