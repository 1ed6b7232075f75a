"""The demo's boards: those of 2020, those of today, some of which lack something. For the demo alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid5

from mangnon.access.actor import Actor
from mangnon.lib.names import fold
from mangnon.places.models import Unit
from mangnon.programmes.boards.actions import conclude, task_of_conclusion
from mangnon.programmes.boards.models import Board, BoardKind, Meeting, Member, Part
from mangnon.programmes.plans.actions import Terms
from mangnon.programmes.plans.making import lot, place_space
from mangnon.programmes.plans.models import Objective

REFORM = date(2025, 7, 1)
PEOPLE = (
    ("Chủ tịch UBND xã", Part.HEAD), ("Người làm công tác bảo vệ trẻ em cấp xã", Part.SECRETARY),
    ("Trưởng trạm Y tế", Part.MEMBER), ("Trưởng Công an", Part.DEPUTY), ("Công chức Tư pháp - Hộ tịch", Part.MEMBER),
    ("Hiệu trưởng nhà trường hoặc các cơ sở giáo dục trên địa bàn", Part.MEMBER),
    ("Chủ tịch Hội Liên hiệp Phụ nữ", Part.MEMBER),
    ("Bí thư Đoàn Thanh niên Cộng sản Hồ Chí Minh", Part.MEMBER), ("Chủ tịch Hội Chữ thập đỏ", Part.MEMBER),
    ("Công chức Văn hóa - xã hội chuyên trách theo dõi về Lao động - Thương binh và Xã hội", Part.MEMBER),
)  # fmt: skip
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Alăng", "Bríu", "Zơrâm", "Hồ", "Đinh", "Coor", "Võ", "Huỳnh")
MIDDLES = ("Văn", "Thị", "Hữu", "Thị Thu", "Đức", "Thị Kim")
GIVEN = ("An", "Bình", "Cúc", "Dũng", "Hà", "Hoa", "Khánh", "Lan", "Minh", "Nga", "Phúc", "Quý", "Sơn", "Tâm", "Vinh")
AGENDA = "Đánh giá quý; trẻ em có nguy cơ đuối nước; chuẩn bị tự chấm điểm xã phù hợp với trẻ em."
MINUTES = (
    "Ban nghe báo cáo quý: số liệu trẻ em đã rà đến từng thôn, ba điểm nước nguy hiểm chưa có rào.\n"
    "Trường học đề nghị mở lại lớp bơi; Trạm Y tế báo lịch khám sức khỏe cho trẻ em dưới 6 tuổi."
)


def old_boards(districts: list[tuple[Unit, list[Unit]]], at: datetime) -> None:
    """241 communes and 18 districts had a board each, and communes a standing group; all ended with the reform."""
    places = [(unit, BoardKind.BOARD) for district, communes in districts for unit in (district, *communes)]
    places += [(unit, BoardKind.STANDING) for _district, communes in districts for unit in communes]
    Board.objects.bulk_create(
        (_board(unit, kind, date(2017 + 3 * (kind == BoardKind.STANDING), 3, 15), at, REFORM) for unit, kind in places),
        batch_size=1_000,
    )


def boards_of_today(communes: list[Unit], today: date, at: datetime) -> None:
    """Most communes set theirs up after the reform; three have none, some lack a head, rules, people or a meeting."""
    boards, members, meetings = [], [], []
    for nth, unit in enumerate(communes):
        n = lot("ban", unit.pk)
        if nth in (5, 31, 77) or "Hoàng Sa" in unit.name:
            continue
        since = REFORM + timedelta(days=20 + n)
        board = _board(unit, BoardKind.BOARD, since, at, None, rules=n % 11 != 0)
        boards += [board, *([_board(unit, BoardKind.STANDING, since, at, None)] if n % 7 else [])]
        members += _members(board, n)
        met = today - timedelta(days=10 + n % 60 + (90 if n % 13 == 0 else 0))
        if met > since:
            meetings.append(_meeting(board, met, at))
    Board.objects.bulk_create(boards, batch_size=1_000)
    Member.objects.bulk_create(members, batch_size=1_000)
    Meeting.objects.bulk_create(meetings, batch_size=1_000)


def _board(unit: Unit, kind: BoardKind, since: date, at: datetime, until: date | None, *, rules: bool = True) -> Board:
    number = 20 + lot("so", unit.pk, kind)
    since = max(since, unit.valid_from)
    until = min(until, unit.valid_to or until) if until else None
    return Board(
        id=uuid5(place_space(unit), f"{unit.pk} {kind} {since}"), place=unit, kind=kind, valid_from=since,
        decision=f"{number}/QĐ-UBND ngày {since.day}/{since.month}/{since.year}",
        rules=f"{number + 1}/QĐ-UBND ngày {since.day}/{since.month}/{since.year}" if rules else "",
        valid_to=until, ended_why="Kết thúc cùng đơn vị hành chính cũ" if until else "", changed_at=at,
        changed_by_name="",
    )  # fmt: skip


def _members(board: Board, n: int) -> list[Member]:
    found = []
    for nth, (post, part) in enumerate(PEOPLE):
        if (n % 9 == 4 and nth == 0) or (n % 5 == 1 and nth == 8):
            continue
        k = lot(board.pk, nth)
        name = f"{FAMILIES[k % 12]} {MIDDLES[k // 3 % 6]} {GIVEN[(k + nth * 4) % 15]}"
        found.append(
            Member(id=uuid5(board.pk, str(nth)), board=board, name=name, name_key=f"{fold(name)} {nth}", post=post,
                   part=part, phone=f"0900 {100 + k:03} {200 + nth:03}", valid_from=board.valid_from)
        )  # fmt: skip
    return found


def _meeting(board: Board, on: date, at: datetime) -> Meeting:
    return Meeting(
        id=uuid5(board.pk, f"hop {on}"), board=board, on=on, agenda=AGENDA, minutes=MINUTES, told_at=at,
        told_by_name="", present="Đủ thành viên.",
    )  # fmt: skip


def conclusions(person: Actor, objective: Objective | None, at: datetime, today: date) -> None:
    """What the demo's own commune concluded last; one of them has become a task."""
    places = [grant.place_id for grant in person.grants]
    meeting = Meeting.objects.filter(board__place__in=places).order_by("-on").first()
    if meeting is None or objective is None:
        return
    texts = ("Rào ba điểm nước nguy hiểm ở thôn A Duông trước mùa mưa", "Trạm Y tế gửi lịch khám cho các thôn")
    for nth, text in enumerate(texts):
        made = conclude(actor=person, at=at, meeting_id=meeting.pk, text=text, uid=uuid5(meeting.pk, str(nth)))
        if nth == 0:
            due = min(today + timedelta(days=20), date(today.year, 12, 31))
            terms = Terms(
                meeting.on, due, owner=person.person_id, owner_name=person.name, reports_to="Ban bảo vệ trẻ em"
            )
            task_of_conclusion(actor=person, at=at, conclusion_id=made.pk, objective_id=objective.pk, terms=terms)
