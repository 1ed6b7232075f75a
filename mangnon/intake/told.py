"""What people tell: frozen, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place: a unit of today once it is known, and the words in which it was told, perhaps an old name."""

    unit_id: int | None = None
    hamlet_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChildTold:
    """A child, as far as anybody knows. ``born`` is a ``PartialDate.code`` or empty."""

    full_name: str = ""
    about: str = ""
    sex: str = "9"
    born: str = ""
    home: PlaceTold = PlaceTold()
    child_id: UUID | None = None
    condition: str = ""
    fear: str = ""
    family: str = ""
    helped: str = ""
    father_name: str = ""
    mother_name: str = ""
    carer_name: str = ""
    whereabouts: str = ""

    @property
    def is_told(self) -> bool:
        """Whether anything at all was said."""
        return self != ChildTold()


@dataclass(frozen=True, slots=True)
class ReporterTold:
    """Who told it: kept in the vault."""

    anonymous: bool = False
    name: str = ""
    phone: str = ""
    address: str = ""
    relation: str = ""
    safe_contact: str = ""

    @property
    def is_told(self) -> bool:
        """Whether there is anything to keep."""
        return self != ReporterTold()


@dataclass(frozen=True, slots=True)
class SuspectTold:
    """Who is said to have done it."""

    name: str = ""
    about: str = ""
    tie: str = "unknown"
    near: bool | None = None

    @property
    def is_told(self) -> bool:
        """Whether anything was said."""
        return self != SuspectTold()


@dataclass(frozen=True, slots=True)
class Against:
    """Whom of ours a report names: the commune's office or people, the province's, or single persons."""

    commune: bool = False
    province: bool = False
    people: tuple[UUID, ...] = ()

    def __bool__(self) -> bool:
        return self.commune or self.province or bool(self.people)


@dataclass(frozen=True, slots=True)
class ReportTold:
    """A report of harm, as it was told. Five things are enough: what, where, whom, channel, danger now."""

    channel: str
    what: str
    place: PlaceTold = PlaceTold()
    danger: str = "unknown"
    reference: str = ""
    harms: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    happened_at: datetime | None = None
    happened_text: str = ""
    first_information_at: datetime | None = None
    first_information_source: str = ""
    children: tuple[ChildTold, ...] = ()
    suspects: tuple[SuspectTold, ...] = ()
    reporter: ReporterTold = ReporterTold()
    against: Against = Against()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a sender gets back, and gets again for the same id: nothing of the matter."""

    id: UUID
    number: str
    recorded_at: datetime
    place: str
    urgency: str
    accept_by: datetime | None
    seen: bool = True
    """Whether the sender may open the report."""
    place_code: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a report goes: who must act, who else sees it, whom it is hidden from."""

    place_id: int
    other_place_id: int | None = None
    sender_sees: bool = True
    hidden_from: tuple[UUID, ...] = ()
    kept_for: tuple[UUID, ...] = ()
