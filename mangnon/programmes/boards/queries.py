"""Reads on boards: which place has which, what each lacks, one with its people and meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from mangnon.lib.refusal import NotFound
from mangnon.places.models import Level, Unit
from mangnon.programmes.boards.models import Board, BoardKind, Conclusion, Meeting, Member, Part
from mangnon.programmes.boards.rules import Facts, Lack, lacks, missing_posts, standing_lacks
from mangnon.programmes.plans.models import Objective
from mangnon.programmes.plans.queries.grounds import served_on
from mangnon.statutes.kinds.bodies import Body
from mangnon.statutes.queries.definitions import all_of

ROLE = {
    (Level.COMMUNE, BoardKind.BOARD): "ROLE_BOARD_COMMUNE", (Level.DISTRICT, BoardKind.BOARD): "ROLE_BOARD_DISTRICT",
    (Level.PROVINCE, BoardKind.BOARD): "ROLE_BOARD_PROVINCE",
    (Level.COMMUNE, BoardKind.STANDING): "ROLE_STANDING_GROUP_COMMUNE",
}  # fmt: skip
"""Definitions of the law that say what a board does and who belongs to it."""
MAY_BE = "có thể thêm"
"""How the law's list begins what may be added: no post of its own."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A place with its two bodies."""

    unit: Unit
    board: Board | None
    standing: Board | None
    lacking: tuple[Lack, ...]
    standing_lacking: tuple[Lack, ...]
    members: int
    met: date | None

    @property
    def well(self) -> bool:
        """Whether neither lacks anything."""
        return not (self.lacking or self.standing_lacking)


def law_of(level: str, kind: str, on: date) -> Body | None:
    """What the law in force on a day says of a body; None where it isn't loaded."""
    role = ROLE.get((Level(level), BoardKind(kind)))
    found = next((one for one in all_of("body", on) if one.key == role), None)
    return found.body if found is not None else None


def wanted_posts(level: str, kind: str, on: date) -> tuple[str, ...]:
    """Posts that the law's list names."""
    body = law_of(level, kind, on)
    return tuple(one for one in body.members if not one.startswith(MAY_BE)) if body else ()


def overview(on: date, *, today: date) -> list[BoardRow]:
    """Every commune of a day with its bodies: five statements and the map."""
    units = [one for top in served_on(on.year, today) for one in _communes(top.children)]
    rows = _standing_boards(on)
    boards = {(one.place_id, one.kind): one for one in rows}
    told = _facts(rows, on)
    wanted = wanted_posts(Level.COMMUNE, BoardKind.BOARD, on)
    return [_row(unit, boards, told, wanted, on) for unit in units]


def _communes(branches: Iterable[object]) -> list[Unit]:
    found: list[Unit] = []
    for one in branches:
        unit = one.unit  # type: ignore[attr-defined]  # branches of the tree
        found += [unit] if unit.level == Level.COMMUNE else _communes(one.children)  # type: ignore[attr-defined]
    return sorted(found, key=lambda unit: (unit.sort_key, unit.pk))


def _standing_boards(on: date) -> list[Board]:
    """The latest board of each kind and place that had begun by then."""
    rows = Board.objects.filter(valid_from__lte=on).order_by("valid_from", "pk")
    return list({(one.place_id, one.kind): one for one in rows.select_related("place")}.values())


def _facts(boards: Sequence[Board], on: date) -> dict[UUID, Facts]:
    posts: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    listed = Member.objects.filter(living(on), board__in=boards).values_list("board_id", "post", "part")
    for board, post, part in listed:
        posts[board].append((post, part))
    held = Meeting.objects.filter(board__in=boards, on__lte=on).exclude(minutes="")
    met = dict(held.values("board").annotate(last=Max("on")).values_list("board", "last"))
    return {
        one.pk: Facts(
            ended=one.valid_to is not None and one.valid_to <= on,
            head=any(part == Part.HEAD for _post, part in posts[one.pk]),
            rules=bool(one.rules),
            posts=tuple(post for post, _part in posts[one.pk]),
            began=one.valid_from,
            met=met.get(one.pk),
        )
        for one in boards
    }


def living(on: date) -> Q:
    """Members on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def _row(
    unit: Unit,
    boards: Mapping[tuple[int, str], Board],
    told: Mapping[UUID, Facts],
    wanted: tuple[str, ...],
    on: date,
) -> BoardRow:
    both = {kind: boards.get((unit.pk, kind.value)) for kind in BoardKind}
    facts = {kind: told[one.pk] if one else None for kind, one in both.items()}
    board = facts[BoardKind.BOARD]
    return BoardRow(
        unit, both[BoardKind.BOARD], both[BoardKind.STANDING],
        tuple(lacks(board, wanted, on)),
        tuple(standing_lacks(facts[BoardKind.STANDING], on)),
        len(board.posts) if board else 0, board.met if board else None,
    )  # fmt: skip


def board_seen(pk: UUID) -> Board:
    """One board. Raises NotFound."""
    found = Board.objects.select_related("place", "document").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def lacking(board: Board, on: date) -> list[Lack]:
    """What it lacks on a day."""
    told = _facts([board], on)[board.pk]
    if board.kind == BoardKind.STANDING:
        return standing_lacks(told, on)
    return lacks(told, wanted_posts(board.place.level, board.kind, on), on)


PRESSING = (Lack.MISSING, Lack.ENDED, Lack.HEADLESS, Lack.SILENT)
"""What waits on a worklist; the rest shows on the board's page."""


def pressing(places: Sequence[int], on: date) -> tuple[Board | None, list[Lack]]:
    """The board of the first of some places, and what of it presses. One statement."""
    heads = Member.objects.filter(living(on), board=OuterRef("pk"), part=Part.HEAD)
    met = Max("meetings__on", filter=Q(meetings__on__lte=on) & ~Q(meetings__minutes=""))
    rows = Board.objects.filter(place__in=places, kind=BoardKind.BOARD, valid_from__lte=on)
    board = rows.annotate(headed=Exists(heads), met=met).order_by("-valid_from").first()
    if board is None:
        return None, [Lack.MISSING]
    ended = board.valid_to is not None and board.valid_to <= on
    facts = Facts(ended, board.headed, rules=True, posts=(), began=board.valid_from, met=board.met)
    return board, [one for one in lacks(facts, (), on) if one in PRESSING]


def members(board: Board) -> list[Member]:
    """Everybody who was on it, those of today first."""
    order = {Part.HEAD: 0, Part.DEPUTY: 1, Part.SECRETARY: 2, Part.MEMBER: 3}
    rows = board.members.order_by("valid_from", "name_key", "pk")
    return sorted(rows, key=lambda one: (one.valid_to is not None, order[Part(one.part)]))


def posts_missing(board: Board, on: date) -> list[str]:
    """Posts of the law's list that no member of the day holds."""
    held = board.members.filter(living(on)).values_list("post", flat=True)
    return missing_posts(held, wanted_posts(board.place.level, board.kind, on))


def meetings(board: Board) -> QuerySet[Meeting]:
    """Its meetings, the latest first."""
    return board.meetings.order_by("-on", "-pk").prefetch_related("conclusions")


def meeting_seen(pk: UUID) -> Meeting:
    """One meeting. Raises NotFound."""
    found = Meeting.objects.select_related("board__place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def conclusions(meeting: Meeting) -> list[Conclusion]:
    """What it concluded, in the order of writing."""
    return list(meeting.conclusions.select_related("task").order_by("told_at", "pk"))


def conclusion_seen(pk: UUID) -> Conclusion:
    """One conclusion. Raises NotFound."""
    found = Conclusion.objects.select_related("meeting__board__place", "task").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def member_seen(pk: UUID) -> Member:
    """Somebody who is on a board. Raises NotFound."""
    found = Member.objects.select_related("board__place").filter(pk=pk, valid_to__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def boards_of(places: Sequence[int]) -> list[Board]:
    """Every board that some places had, those at work first, by place."""
    rows = Board.objects.filter(place__in=places).select_related("place")
    found = rows.order_by("place__level", "place__sort_key", "kind", "-valid_from")
    return sorted(found, key=lambda one: one.valid_to is not None)


def heirs(board: Board) -> list[tuple[Unit, Board | None]]:
    """Of a board whose place is no more: today's places on its ground, each with its board of the same kind."""
    place = board.place
    if place.valid_to is None:
        return []
    units = list(Unit.objects.filter(pk__in=place.today).order_by("sort_key", "pk"))
    now = Board.objects.filter(place__in=units, kind=board.kind, valid_to__isnull=True)
    there = {one.place_id: one for one in now}
    return [(unit, there.get(unit.pk)) for unit in units]


def objectives_of(year: int, place: Unit) -> list[Objective]:
    """Headings of plans of a year under which a place can have a task: its own, and those of higher levels."""
    own = Q(programme__place=place) | ~Q(programme__place__level=Level.COMMUNE)
    rows = Objective.objects.filter(own, programme__first_year__lte=year, programme__last_year__gte=year)
    return list(rows.select_related("programme__place").order_by("-programme__first_year", "programme", "number"))
