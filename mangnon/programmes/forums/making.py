"""The demo's forums: those of 2020, last year's, this year's, some of them not held. For the demo alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid5

from mangnon.lib.names import fold
from mangnon.places.models import Level, Unit
from mangnon.places.rules import in_line
from mangnon.programmes.forums.models import (
    TRAITS,
    Answerer,
    Asked,
    Done,
    Forum,
    ForumAnswer,
    ForumGroup,
    ForumKind,
    ForumQuestion,
    Held,
    Sex,
)
from mangnon.programmes.plans.making import lot, place_space

SAID = (
    (Asked.REQUEST, "play", "Chúng em muốn nhà văn hóa thôn mở cửa cả buổi chiều để có chỗ đá bóng, đọc sách.",
     "Phòng Văn hóa - Xã hội", "Xã sẽ giao chìa khóa nhà văn hóa cho Chi đoàn, mở cửa từ 16 giờ các ngày trong tuần."),
    (Asked.QUESTION, "safety", "Sao khúc suối gần trường vẫn chưa có biển báo nước sâu?",
     "Ủy ban nhân dân", "Xã đã khảo sát khúc suối, sẽ cắm hai biển báo và làm rào trước mùa mưa."),
    (Asked.REQUEST, "harm", "Chúng em muốn trường có chỗ để kể chuyện bị bắt nạt mà bạn khác không biết.",
     "Hiệu trưởng trường trung học cơ sở", "Trường đặt hộp thư và bố trí phòng tư vấn, có giáo viên trực hai buổi."),
    (Asked.REQUEST, "school", "Đường từ thôn xa đến trường bị lở, mùa mưa chúng em phải nghỉ học.",
     "Phòng Kinh tế", "Đoạn lở đã đưa vào kế hoạch sửa; mùa mưa xã bố trí người đưa các em qua."),
    (Asked.QUESTION, "online", "Làm sao biết ai đang giả làm bạn mình trên mạng để rủ đi chơi?",
     "Công an xã", "Công an sẽ nói chuyện ở từng trường và dán số 111 ở bảng tin để các em hỏi ngay khi nghi ngờ."),
    (Asked.REQUEST, "health", "Nhà vệ sinh ở điểm trường hết nước, chúng em phải nhịn cả buổi.",
     "Hiệu trưởng trường tiểu học", "Trường đã lắp bồn chứa 2.000 lít và cử người kiểm tra nước mỗi sáng."),
    (Asked.REQUEST, "family", "Ba mẹ đi làm xa, chúng em muốn ở xã có người để gọi khi ốm.",
     "Hội Liên hiệp Phụ nữ xã", "Mỗi thôn có một chị nhận làm “mẹ đỡ đầu”, số điện thoại dán ở nhà văn hóa."),
    (Asked.QUESTION, "voice", "Những điều năm ngoái chúng em nói bây giờ đến đâu rồi?",
     "Ban bảo vệ trẻ em", "Ban trả lời ở buổi chào cờ tháng 9 và dán bảng kết quả ở từng trường."),
)  # fmt: skip
CHOOSING = (
    "Các thôn, trường bầu theo nhóm tuổi; ít nhất một nửa là em nữ, có em dân tộc thiểu số, em khuyết tật"
    " và em ở thôn xa. Em nào không muốn dự thì chọn em khác."
)
LOOKED_BACK = "Đã rà các kiến nghị của diễn đàn trước: việc xong thì báo lại tại diễn đàn, việc chưa xong nêu lý do."
TRAITS_OF = ((), ("minority",), ("minority", "remote"), ("special",), ("disabled",))
SHARES = (4, 8, 7, 3, 1)
"""How many of each group, for each sex, of a forum of 46."""
REFORM = date(2025, 7, 1)


@dataclass
class Rows:
    """What is made, by table."""

    forums: list[Forum] = field(default_factory=list)
    groups: list[ForumGroup] = field(default_factory=list)
    questions: list[ForumQuestion] = field(default_factory=list)
    answers: list[ForumAnswer] = field(default_factory=list)

    def save(self) -> None:
        """All of it."""
        Forum.objects.bulk_create(self.forums, batch_size=1_000)
        ForumGroup.objects.bulk_create(self.groups, batch_size=2_000)
        ForumQuestion.objects.bulk_create(self.questions, batch_size=2_000)
        ForumAnswer.objects.bulk_create(self.answers, batch_size=2_000)


def old_forums(province: Unit, districts: Iterable[Unit], at: datetime) -> None:
    """2020: the province and most districts held theirs."""
    rows, day = Rows(), date(2020, 7, 10)
    for unit in (province, *(one for one in districts if lot("dien dan", one.pk) < 80)):
        add(rows, unit, day + timedelta(days=lot("ngay", unit.pk) % 30), day + timedelta(days=400), at)
    rows.save()


def forums_of_today(city: Unit, communes: Sequence[Unit], home: Unit, today: date, at: datetime) -> None:
    """Half of the communes this year, some last year, the rest not yet; the city and the demo's own both years."""
    rows, last, this = Rows(), today.year - 1, date(today.year, 5, 25)
    for unit in (city, *communes):
        n = lot("dien dan", unit.pk)
        both = unit.pk in (city.pk, home.pk)
        before = max(date(last, 5, 25), min(REFORM, date(last, 12, 1))) + timedelta(days=20 + n % 60)
        if (both or n % 3 == 1 or n >= 70) and n < 90 + 10 * both and before < today:
            add(rows, unit, before, today, at)
        if both or n < 60:
            add(rows, unit, this + timedelta(days=n % 50 + 5), today, at, again=both)
        elif 70 <= n < 74:
            add(rows, unit, today + timedelta(days=12 + n % 5), today, at)
    rows.save()


def add(rows: Rows, unit: Unit, day: date, today: date, at: datetime, *, again: bool = False) -> None:
    """A forum of a place; held where its day is past. ``again``: there was one before, and an answer is late."""
    held, times = day < today, 3 if unit.level == Level.PROVINCE else 1
    made = Forum(
        id=uuid5(place_space(unit), f"dien dan {unit.pk} {day}"), place=unit, kind=ForumKind.LEVEL, year=day.year,
        title=f"Diễn đàn trẻ em {in_line(unit.name)} năm {day.year}", theme="Trẻ em tham gia vào các vấn đề về trẻ em",
        starts_on=day, ends_on=day, venue="Hội trường UBND", state=Held.HELD if held else Held.PLANNED,
        plan=f"{40 + lot('kh', unit.pk)}/KH-UBND ngày 5/5/{day.year}", choosing=CHOOSING,
        looked_back=LOOKED_BACK if again else "", volunteers=3 * times, guests=(8 + lot("khach", unit.pk) % 5) * times,
        changed_at=at, changed_by_name="",
    )  # fmt: skip
    _delegates(rows, made, times, lot("thieu", unit.pk))
    made.adults = made.children // 5 + (lot("nguoi lon", unit.pk) % 6 != 0)
    if held and unit.level == Level.PROVINCE:
        made.report, made.reported_on = f"{90 + times}/BC-UBND", day + timedelta(days=11)
    rows.forums.append(made)
    if held:
        _asked(rows, made, today, at, late=again)


def _delegates(rows: Rows, forum: Forum, times: int, n: int) -> None:
    """Groups; of a forum ahead some consents are still missing, now and then it is too small."""
    sources = ("Trường trung học cơ sở", "Trường tiểu học", "Các thôn vùng cao")
    for nth, traits in enumerate(TRAITS_OF):
        for sex in Sex:
            count = max(SHARES[nth] * times - (n % 3 if sex == Sex.BOY else 0), 1) // (2 if n % 11 == 3 else 1) or 1
            missing = (nth + n) % 2 if forum.state == Held.PLANNED and count > 1 else 0
            source = sources[nth % 3]
            told: dict[str, Any] = {name: name in traits for name in TRAITS}
            rows.groups.append(
                ForumGroup(id=uuid5(forum.pk, f"{nth} {sex}"), forum=forum, source=source, source_key=fold(source),
                           sex=sex, children=count, consents=count - missing, **told)
            )  # fmt: skip
            forum.children += count
            forum.consents += count - missing
            forum.girls += count if sex == Sex.GIRL else 0
            for name in traits:
                setattr(forum, name, getattr(forum, name) + count)


def _asked(rows: Rows, forum: Forum, today: date, at: datetime, *, late: bool) -> None:
    """Three to six questions; most were answered in a month."""
    first = lot("hoi", forum.pk)
    for nth in range(3 + first % 4):
        kind, topic, text, body, reply = SAID[(first + nth) % len(SAID)]
        n = lot("tra loi", forum.pk, nth)
        due = forum.ends_on + timedelta(days=30)
        if late and nth == 1:
            due = today + timedelta(days=6)
        one = ForumQuestion(
            id=uuid5(forum.pk, f"hoi {nth}"), forum=forum, number=nth + 1, kind=kind, topic=topic, text=text,
            answerer=Answerer.BOARD if body.startswith("Ban ") else Answerer.OFFICE, body=body, place=forum.place,
            due_on=due, told_at=at, told_by_name="",
        )  # fmt: skip
        rows.questions.append(one)
        settled = forum.ends_on < REFORM
        if not settled and ((late and nth < 2) or n % 17 == 3 or due - timedelta(days=10) > today):
            continue
        rows.answers.append(_answer(one, reply, n, today, at))


def _answer(one: ForumQuestion, reply: str, n: int, today: date, at: datetime) -> ForumAnswer:
    on = min(one.due_on - timedelta(days=n % 15), today)
    looked = min(on + timedelta(days=60), today)
    done = (Done.DONE, Done.DONE, Done.PARTLY, Done.NOT_DONE)[n % 4] if n % 3 else ""
    if one.forum.ends_on < REFORM:
        done = Done.DONE
    note = "Đã hẹn lại vào quý sau." if done == Done.NOT_DONE else ""
    public = on + timedelta(days=3) if n % 2 and on + timedelta(days=3) <= today else None
    return ForumAnswer(
        id=uuid5(one.pk, "tra loi"), question=one, text=reply, by=one.body, on=on, done=done, done_note=note,
        done_on=looked if done else None, published_on=public, published_by_name="Lãnh đạo UBND" if public else "",
        told_at=at, told_by_name="",
    )  # fmt: skip
