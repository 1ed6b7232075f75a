"""Reports in the demo world, in every state; a rota with one gap. Everybody is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from mangnon.access.actor import Actor, visitor
from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.demo import COMMUNE
from mangnon.accounts.queries import actor_named
from mangnon.intake.actions import (
    Sender,
    accept_report,
    confirm_screen_out,
    count_contact,
    drop_more,
    drop_report,
    forward_report,
    link_reports,
    name_alternate,
    plan_turn,
    receive_report,
    return_report,
    screen_out,
)
from mangnon.intake.jobs import take_in_due
from mangnon.intake.models import OutReason, ReturnReason
from mangnon.intake.queries.reports import open_report
from mangnon.intake.told import Against, ChildTold, PlaceTold, ReporterTold, ReportTold, SuspectTold
from mangnon.lib.dates import VN_ZONE, local_day
from mangnon.lib.ids import public_code
from mangnon.lib.names import fold
from mangnon.places.models import Unit
from mangnon.places.queries import province_served

SPACE = UUID("4b0f7a7e-6a53-4f0e-9d0e-2f1c7f0a5a10")
HOTLINE, OFFICER, CHAIR, COLLABORATOR, PROVINCE, LEADER = (
    "le.ttm", "hanh.bt", "sanh.nh", "dop.a", "thuy.ptt", "van.vth",
)  # fmt: skip
HERE = PlaceTold(text="xã Đông Giang")
BEATEN = ReportTold(
    channel="111", reference="111-26-48213", place=HERE, danger="yes", harms=("BL",), signs=("injured",),
    what="Người gọi ở cạnh nhà nghe cháu khóc và tiếng đánh từ chập tối, thấy cháu ra sân với vết bầm ở tay.",
    children=(ChildTold("Alăng Thị Ngần (dữ liệu thử)", "học lớp 1", "2", "2020"),),
    suspects=(SuspectTold("Alăng Bhươn (dữ liệu thử)", tie="father", near=True),),
    reporter=ReporterTold(name="Bling Thị Mới (dữ liệu thử)", phone="0900 000 299", safe_contact="sau 19 giờ"),
    happened_text="tối nay",
)  # fmt: skip
AGAIN = ReportTold(
    channel="phone", place=HERE, danger="unknown", harms=("BL",),
    what="Cô giáo chủ nhiệm báo cháu Ngần nghỉ học hai buổi, bạn kể cháu bị bố đánh.",
    children=(ChildTold("Alăng Thị Ngần (dữ liệu thử)", sex="2"),),
)  # fmt: skip
ALONE = ReportTold(
    channel="18001581", place=PlaceTold(text="thị trấn Prao"), danger="no", signs=("again",),
    what="Hai anh em thường ở nhà một mình mấy ngày khi bố mẹ đi rẫy xa, hàng xóm cho ăn.",
    children=(ChildTold("", "hai anh em khoảng 8 và 10 tuổi, nhà cuối thôn"),),
)  # fmt: skip
SEEN = ReportTold(
    channel="collaborator", place=HERE, danger="no", harms=("BLOT",),
    what="Cháu trai nghỉ học đi bốc gỗ keo thuê cho người ngoài thôn, về nhà lúc tối muộn.",
    children=(ChildTold("Zơrâm Văn Tích (dữ liệu thử)", "", "1", "2013-05"),),
)  # fmt: skip
ADVICE = ReportTold(
    channel="walk_in", place=HERE, danger="no",
    what="Mẹ hỏi thủ tục xin hỗ trợ học phí, kể chồng hay to tiếng với con.",
    children=(ChildTold("Bhling Văn Ất (dữ liệu thử)", "", "1", "2016"),),
)  # fmt: skip
NAMED = ReportTold(
    channel="18001581", place=HERE, danger="unknown", harms=("BL",), against=Against(commune=True),
    what="Người gọi nói cán bộ xã đã biết cháu bị đánh nhưng bảo gia đình im lặng.",
    children=(ChildTold("", "cháu gái khoảng 12 tuổi"),),
)  # fmt: skip
LOST = ReportTold(
    channel="111", reference="111-26-48377", place=PlaceTold(text="gần cầu treo, không nhớ tên xã"), danger="unknown",
    what="Người đi đường thấy một bé gái đi chân đất một mình ven đường lúc trưa.", signs=("alone",),
    children=(ChildTold("", "bé gái khoảng 5 tuổi, áo đỏ", "2"),),
)  # fmt: skip
ELSEWHERE = ReportTold(
    channel="police", place=HERE, danger="no", harms=("KHAC",),
    what="Công an xã chuyển: cháu bị bạn lớn hơn lấy xe đạp, đã trả.",
    children=(ChildTold("Arất Văn Xuân (dữ liệu thử)", "", "1", "2014"),),
)  # fmt: skip


BY_WEB = ReportTold(
    channel="web", place=PlaceTold(text="gần cầu A Duông, prao"), danger="unknown", harms=("BL",), signs=("again",),
    what="Con nhà bên hay bị đánh mỗi khi bố uống rượu, tối qua cháu chạy sang nhà tôi trốn.",
    children=(ChildTold("", "bé trai chừng 8 tuổi", "1"),), suspects=(SuspectTold(tie="father", near=True),),
    reporter=ReporterTold(
        phone="0900 000 277", relation="người lớn",
        safe_contact="CHÚ Ý: người gây hại có xem điện thoại này. Nhắn tin buổi trưa, đừng gọi.",
    ),
)  # fmt: skip
BY_CHILD = ReportTold(
    channel="web", place=PlaceTold(text="trường em, xã Đông Giang"), danger="no",
    what="Em hay bị mấy bạn lớn chặn đường lấy tiền, em sợ đi học.", reporter=ReporterTold(relation="trẻ em tự báo"),
)  # fmt: skip
NOISE = ReportTold(channel="web", what="asdf vay tien nhanh 0%", danger="no", reporter=ReporterTold(anonymous=True))
MORE = "Hôm nay cháu lại sang, tay có vết bầm. Mẹ cháu đi làm xa, thứ bảy mới về."


def make(call: DemoCall) -> None:
    """Eight reports, from just received to screened out; the rota of this week and the next."""
    world = _World(call)
    world.rota()
    beaten = world.tell("beaten", HOTLINE, BEATEN, ago=timedelta(minutes=50))
    again = world.tell("again", OFFICER, AGAIN)
    world.does(OFFICER, lambda who: accept_report(actor=who, at=call.at, report_id=beaten))
    world.does(OFFICER, lambda who: link_reports(actor=who, at=call.at, report_id=again, other_id=beaten))
    world.tell("alone", HOTLINE, ALONE)
    world.tell("seen", COLLABORATOR, SEEN)
    world.tell("named", HOTLINE, NAMED)
    world.tell("lost", HOTLINE, LOST)
    world.screened_out(world.tell("advice", OFFICER, ADVICE))
    world.returned(world.tell("elsewhere", OFFICER, ELSEWHERE))
    _by_web(call)
    for at, kind in enumerate(("advice", "silent", "advice", "prank", "advice", "wrong")):
        world.counted(uuid5(SPACE, f"contact {at}"), kind)


def _by_web(call: DemoCall) -> None:
    """By the public page: a report with something added, one of a child, and one that is held for somebody to look."""
    code = public_code()
    with acting(visitor()), transaction.atomic():
        drop_report(at=call.at, drop_id=uuid5(SPACE, "web"), code=code, told=BY_WEB, sender=Sender())
        drop_more(at=call.at, drop_id=uuid5(SPACE, "more"), code=code, text=MORE, sender=Sender())
        drop_report(at=call.at, drop_id=uuid5(SPACE, "child"), code=public_code(), told=BY_CHILD, sender=Sender())
        held = Sender(odd=True)
        drop_report(at=call.at, drop_id=uuid5(SPACE, "noise"), code=public_code(), told=NOISE, sender=held)
    take_in_due(at=timezone.now())


class _World:
    """Who acts in the demo, and when."""

    def __init__(self, call: DemoCall) -> None:
        self.at: datetime = call.at
        names = (HOTLINE, OFFICER, CHAIR, COLLABORATOR, PROVINCE, LEADER)
        self.people = {name: actor_named(name, at=call.at) for name in names}
        self.commune = Unit.objects.get(code=COMMUNE, valid_to__isnull=True)

    def does(self, name: str, act: Callable[[Actor], object]) -> None:
        """One act of one person, within their reach."""
        who = replace(self.people[name], proved=True)
        with acting(who):
            act(who)

    def tell(self, name: str, by: str, told: ReportTold, *, ago: timedelta | None = None) -> UUID:
        """One report."""
        key = uuid5(SPACE, name)
        if ago is not None:
            told = replace(told, first_information_at=self.at - ago, first_information_source="phiếu của Tổng đài 111")
        self.does(by, lambda who: receive_report(actor=who, at=self.at, report_id=key, told=told))
        return key

    def counted(self, key: UUID, kind: str) -> None:
        """A contact of the hotline that was no report."""
        self.does(
            HOTLINE,
            lambda who: count_contact(actor=who, at=self.at, contact_id=key, channel="18001581", kind=kind),
        )

    def screened_out(self, key: UUID) -> None:
        """Proposed by the officer, confirmed by the chair."""
        note = "Đã gặp mẹ và cháu tại trụ sở, hướng dẫn thủ tục; cháu khỏe, không có dấu hiệu bị đánh."
        self.does(
            OFFICER,
            lambda who: screen_out(
                actor=who, at=self.at, report_id=key, version=open_report(who, key).version, reason=OutReason.ADVICE,
                note=note,
            ),
        )  # fmt: skip
        self.does(CHAIR, lambda who: confirm_screen_out(actor=who, at=self.at, report_id=key, agrees=True))

    def returned(self, key: UUID) -> None:
        """Handed to a neighbour by mistake, which the province gives back."""
        top = province_served()
        self.does(
            OFFICER,
            lambda who: forward_report(
                actor=who, at=self.at, report_id=key, to_place=top, note="Xảy ra trên đường liên xã, xin ý kiến."
            ),
        )
        self.does(
            PROVINCE,
            lambda who: return_report(
                actor=who, at=self.at, report_id=key, reason=ReturnReason.OTHER, note="Xã nơi trẻ ở xử lý."
            ),
        )

    def rota(self) -> None:
        """Day and night of two weeks; nobody is on during the second Saturday."""
        today = local_day(self.at)
        monday = datetime.combine(today - timedelta(days=today.weekday()), time(7), VN_ZONE)
        for n in range(14):
            if n == 12:
                continue
            day, night = monday + timedelta(days=n), monday + timedelta(days=n, hours=10)
            self._turn(f"day {n}", OFFICER if n % 7 < 5 else CHAIR, day, night)
            self._turn(f"night {n}", CHAIR if n % 2 else OFFICER, night, day + timedelta(days=1))
        leader = self.people[LEADER].me
        self.does(
            LEADER,
            lambda who: name_alternate(actor=who, at=self.at, place=province_served(), person_id=leader),
        )

    def _turn(self, name: str, who: str, start: datetime, end: datetime) -> None:
        person = self.people[who].me
        self.does(
            CHAIR,
            lambda actor: plan_turn(
                actor=actor, at=self.at, turn_id=uuid5(SPACE, f"turn {name} {fold(str(start))}"), place=self.commune,
                person_id=person, starts_at=start, ends_at=end,
            ),
        )  # fmt: skip
