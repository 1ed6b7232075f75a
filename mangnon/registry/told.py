"""What people say about a child, a parent, a household: frozen, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mangnon.lib.dates import PartialDate


@dataclass(frozen=True, slots=True)
class ChildTold:
    """Who a child is. Codes are checked against the lists of the day by the action."""

    birth: PartialDate
    sex: str
    full_name: str = ""
    nameless: str = ""
    mark: str = ""
    ethnicity: str = ""
    nationality: str = "VN"
    personal_number: str = ""
    external_code: str = ""
    birth_place: str = ""
    home_place: str = ""
    registered: str = "unknown"
    certificate_number: str = ""
    certificate_on: date | None = None
    certificate_place: str = ""
    swims: bool | None = None


@dataclass(frozen=True, slots=True)
class ParentTold:
    """Who the father or the mother is; ``unknown`` when it isn't known who it is."""

    which: str
    full_name: str = ""
    unknown: bool = False
    born_year: int | None = None
    personal_number: str = ""
    ethnicity: str = ""
    work: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdTold:
    """Whose household, where."""

    head_name: str
    number: str = ""
    head_born_year: int | None = None
    head_personal_number: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a child lives: hamlet and words; ``status`` is a code of ``tinh_trang_cu_tru``."""

    hamlet_id: int | None = None
    address: str = ""
    status: str = ""
    since: date | None = None
    """First day; the day of birth or of entry when it isn't said."""
