"""The lists of the day as a sheet needs them: from what people write to the code, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import translation

from mangnon.lib.names import fold_tight
from mangnon.places.models import Hamlet, Unit
from mangnon.places.queries.hamlets import hamlets_of
from mangnon.registry.models import Registered, Schooling
from mangnon.registry.queries.codes import GroupLine, groups_on
from mangnon.statutes.queries.definitions import definition

CODES = {
    "sex": "gioi_tinh",
    "ethnicity": "dan_toc",
    "residence_status": "tinh_trang_cu_tru",
    "disability_type": "dang_khuyet_tat",
    "disability_degree": "muc_do_khuyet_tat",
    "parent_state": "tinh_trang_cha_me",
    "relation": "quan_he_voi_chu_ho",
    "carer_relation": "quan_he_nguoi_cham_soc",
    "poverty": "loai_ho",
}
BY_NAME_ONLY = frozenset({"ethnicity"})
"""Lists whose numbers mean something else in another numbering: only names are read."""
ALSO = {
    "sex": {"gai": "2", "trai": "1", "be gai": "2", "be trai": "1", "chua ro": "9", "khong ro": "9"},
    "poverty": {"ngheo": "HN", "can ngheo": "HCN", "x": "HN"},
    "school_status": {"co": "at", "dang hoc": "at", "x": "at", "chua": "not_yet", "nghi hoc": "dropped"},
    "registered": {"dung han": "in_time", "qua han": "late", "chua": "no", "chua dang ky": "no", "khong": "no"},
}
PREFIXED = {"disability_type": "khuyettat", "poverty": "ho"}
"""Folded words that people leave out before a wording."""
_BEFORE_NAME = ("todanpho", "khoipho", "thon", "to", "lang", "ban", "khoi", "noc", "khu")


@dataclass(frozen=True, slots=True)
class Choices:
    """One list: code by what is written (folded), and the wording of each code."""

    codes: dict[str, str]
    labels: dict[str, str]

    def code(self, text: str) -> str | None:
        """The code of a wording or a code; None when the list has neither."""
        return self.codes.get(fold_tight(text))


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists that one place's sheet needs on one day."""

    on: date
    by_name: dict[str, Choices]
    groups: dict[str, GroupLine]
    hamlets: dict[int, str]
    hamlet_ids: dict[str, int] = field(default_factory=dict)

    def labels(self, name: str) -> list[str]:
        """The wordings to choose from."""
        if name == "hamlet":
            return list(self.hamlets.values())
        return list(self.by_name[name].labels.values())


def lists_for(place: Unit | None, on: date) -> Lists:
    """Read the lists of the day, in Vietnamese, and the open hamlets of a place."""
    with translation.override("vi"):
        return _lists_for(place, on)


def _lists_for(place: Unit | None, on: date) -> Lists:
    by_name = {name: _choices(name, on) for name in CODES}
    by_name["registered"] = _enumerated("registered", Registered.choices)
    by_name["school_status"] = _enumerated("school_status", Schooling.Status.choices)
    hamlets = [stay.hamlet for stay in hamlets_of(place)] if place else []
    return Lists(
        on,
        by_name,
        {one.code: one for one in groups_on(on)},
        {one.pk: one.name for one in hamlets},
        hamlet_ids(hamlets),
    )


def _choices(name: str, on: date) -> Choices:
    items = definition("codes", CODES[name], on).body.items
    codes: dict[str, str] = {}
    for item in items:
        codes.update({fold_tight(also): item.code for also in item.also})
    for item in items:
        codes[fold_tight(item.vi)] = item.code
        if name not in BY_NAME_ONLY:
            codes[fold_tight(item.code)] = item.code
    if name in PREFIXED:
        codes = {**{tight.removeprefix(PREFIXED[name]): code for tight, code in codes.items()}, **codes}
    extra = {fold_tight(words): code for words, code in ALSO.get(name, {}).items()}
    return Choices({**extra, **codes}, {item.code: item.vi for item in items})


def _enumerated(name: str, choices: Iterable[tuple[str, object]]) -> Choices:
    labels = {code: str(label) for code, label in choices}
    codes = {fold_tight(words): code for words, code in ALSO[name].items()}
    return Choices({**codes, **{fold_tight(label): code for code, label in labels.items()}}, labels)


def hamlet_ids(hamlets: list[Hamlet]) -> dict[str, int]:
    """Hamlets by their folded names, and by those without "thôn" before them where that names one alone."""
    full = {fold_tight(one.name): one.pk for one in hamlets}
    short: dict[str, set[int]] = {}
    for name, pk in full.items():
        short.setdefault(bare(name), set()).add(pk)
    return {**{name: next(iter(ids)) for name, ids in short.items() if len(ids) == 1 and name}, **full}


def bare(name: str) -> str:
    """A folded name of a hamlet without its kind: ``thon2`` → ``2``."""
    for kind in _BEFORE_NAME:
        if name.startswith(kind) and len(name) > len(kind):
            return name[len(kind) :]
    return name
