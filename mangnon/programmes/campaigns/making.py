"""The demo's campaigns: what the province opened, what communes made of it, one that runs. For the demo alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid5

from mangnon.places.models import Level, Unit
from mangnon.programmes.campaigns.actions.beginning import campaign_id, checklist
from mangnon.programmes.campaigns.models import Activity, Campaign, Dip, Material, Preparation, Reached
from mangnon.programmes.campaigns.occasions import occasions
from mangnon.programmes.plans.making import lot, place_space

REFORM = date(2025, 7, 1)
BACK, AHEAD = timedelta(days=420), timedelta(days=75)
"""What the province opened: occasions that began so long ago, or begin so soon."""
EVERYWHERE = (Dip.MONTH, Dip.MID_AUTUMN)
"""Occasions that communes keep; the demo's own keeps all."""
THEMES = {
    Dip.MONTH: "Hành động vì trẻ em, ưu tiên nguồn lực thực hiện các mục tiêu vì trẻ em (chủ đề minh họa)",
    Dip.TET: "Tết ấm cho trẻ em vùng cao", Dip.MID_AUTUMN: "Trung thu đến từng thôn xa",
    Dip.CHILDREN_DAY: "Vui khỏe, an toàn", Dip.RIGHTS_DAY: "Lắng nghe trẻ em nói",
}  # fmt: skip
MESSAGES = {
    Dip.MONTH: "Thấy trẻ bị đánh, bị xâm hại thì báo ngay: gọi 111, báo công an hoặc ủy ban xã.",
    Dip.MID_AUTUMN: "Vui đêm trăng, về đến nhà an toàn.",
}  # fmt: skip
LEARNT = (
    "Phát thanh bằng tiếng dân tộc thì bà con nghe nhiều hơn; lần sau thu sẵn trước hai tuần.",
    "Nên làm trước khi trường nghỉ hè, nghỉ rồi khó gom các em.",
    "Quà về trễ ba ngày vì mưa; lần sau chốt danh sách sớm hơn.",
)
KEPT: dict[str, tuple[tuple[str, str, str, str, int], ...]] = {
    Dip.MONTH: (
        ("Lễ phát động Tháng hành động Vì trẻ em", "launch", "abuse", "Sân ủy ban xã", 0),
        ("Em biết nói không", "talk", "sexual", "Trường tiểu học", 4),
        ("Phát bài về đuối nước trên loa của thôn", "loudspeaker", "drowning", "Các thôn", 9),
        ("Cắm biển ở suối, ao sâu", "check", "drowning", "Các điểm nước nguy hiểm", 14),
    ),
    Dip.MID_AUTUMN: (
        ("Đêm hội trăng rằm", "launch", "joy", "Nhà văn hóa xã", 0),
        ("Tặng quà trẻ em có hoàn cảnh đặc biệt", "gifts", "joy", "Tại nhà", -2),
    ),
}  # fmt: skip
USUAL = (("Nói chuyện ở trường", "talk", "law", "Trường tiểu học", 0),)
SOURCES = ("Ngân sách xã", "Quỹ Bảo trợ trẻ em", "Vận động nhà hảo tâm")
OTHER = "Trường học không có bạo lực, xâm hại"


@dataclass
class Making:
    """Rows to write, by table."""

    today: date
    at: datetime

    def __post_init__(self) -> None:
        self.campaigns: list[Campaign] = []
        self.preparations: list[Preparation] = []
        self.activities: list[Activity] = []
        self.reached: list[Reached] = []

    def write(self) -> None:
        """All of it."""
        Campaign.objects.bulk_create(self.campaigns, batch_size=1_000)
        Preparation.objects.bulk_create(self.preparations, batch_size=1_000)
        Activity.objects.bulk_create(self.activities, batch_size=1_000)
        Reached.objects.bulk_create(self.reached, batch_size=1_000)

    def campaign(self, place: Unit, year: int, code: str, top: Campaign | None) -> Campaign:
        """One, begun some weeks before, summed up some days after it."""
        law, n = occasions()[code], lot("dot", place.pk, year, code)
        first, last = law.days(year)
        made = Campaign(
            id=campaign_id(place, year, code), place=place, year=year, occasion=code, first_on=first, last_on=last,
            title=f"{Dip(code).label} năm {year}", theme=THEMES.get(Dip(code), ""), message=MESSAGES.get(Dip(code), ""),
            audience=["children", "parents"], carries_out=top, report_due=law.report_due(place.level, year),
            changed_at=self.at, changed_by_name="",
        )  # fmt: skip
        if last + timedelta(days=20) < self.today and n % 9:
            made.finished_on, made.learnt = last + timedelta(days=3 + n % 12), LEARNT[n % 3]
        if made.report_due is not None and made.report_due < self.today and n % 11:
            made.report_sent_on = made.report_due - timedelta(days=n % 9 - 2)
            made.report_number = f"{40 + n}/BC-UBND"
        self.campaigns.append(made)
        self.prepared(made, checklist(made, law), n)
        if first <= self.today and place.level == Level.COMMUNE:
            self.kept(made, KEPT.get(code, USUAL), n)
        return made

    def prepared(self, campaign: Campaign, rows: Sequence[Preparation], n: int) -> None:
        """What was due is done, with a gap now and then where the campaign still runs."""
        for nth, one in enumerate(rows):
            gap = campaign.open and (n + nth) % 5 == 0
            if one.due_on <= self.today and not gap:
                one.done_on = one.due_on - timedelta(days=(n + nth) % 4)
            self.preparations.append(one)

    def kept(self, campaign: Campaign, rows: Sequence[tuple[str, str, str, str, int]], n: int) -> None:
        """Activities with what they cost and whom they reached."""
        for nth, (title, kind, topic, where, days) in enumerate(rows):
            planned = 500_000 * (1 + (n + nth) % 8)
            one = Activity(
                id=uuid5(campaign.pk, title), campaign=campaign, on=campaign.first_on + timedelta(days=days),
                where=where, kind=kind, topic=topic, title=title, planned=planned, source=SOURCES[(n + nth) % 3],
                told_at=self.at, told_by_name="",
            )  # fmt: skip
            if one.on <= self.today:
                one.done, one.spent = "Đã làm theo kế hoạch.", planned * (80 + n % 25) // 100
                self.reached += _people(one, n + nth)
            self.activities.append(one)


def _people(one: Activity, n: int) -> Iterator[Reached]:
    if one.kind in ("loudspeaker", "check"):
        return
    children = 20 + n % 60 if one.kind != "gifts" else 8 + n % 15
    numbers = {"boys": children // 2 + n % 5, "girls": children - children // 2, "parents": n % 30, "teachers": n % 7}
    for group, number in numbers.items():
        if number:
            yield Reached(activity=one, group=group, number=number)


def make(province: Unit, home: Unit | None, communes: Sequence[Unit], today: date, at: datetime) -> None:
    """What the province opened; communes at the two great times, most of them; the demo's own place at all."""
    work = Making(today, at)
    for year, code in _opened(today):
        top = work.campaign(province, year, code, None)
        if top.first_on > today + timedelta(days=20):
            continue
        for unit in communes:
            own = home is not None and unit.pk == home.pk
            if unit.valid_from <= top.first_on and (own or _keeps(unit, code)):
                work.campaign(unit, year, code, top)
    if home is not None:
        _running(work, home)
    work.write()
    if home is not None:
        _materials(work, home)


def _opened(today: date) -> list[tuple[int, str]]:
    """Occasions around a day, the earliest first; none from before today's communes."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        for code, law in occasions().items():
            first = law.days(year)[0]
            if max(today - BACK, REFORM) <= first <= today + AHEAD and law.confirmed:
                found.append((first, year, code))
    return [(year, code) for _first, year, code in sorted(found)]


def _keeps(unit: Unit, code: str) -> bool:
    return code in EVERYWHERE and lot("lap", unit.pk, code) % 13 != 0 and "Hoàng Sa" not in unit.name


def _running(work: Making, home: Unit) -> None:
    """One outside of the year's occasions that runs today, with things late and near."""
    first = work.today - timedelta(days=12)
    made = Campaign(
        id=uuid5(place_space(home), f"{OTHER} {work.today.year}"), place=home, year=work.today.year, occasion=Dip.OTHER,
        title=OTHER, first_on=first, last_on=work.today + timedelta(days=20), changed_at=work.at, changed_by_name="",
        message="Không ai được đánh trẻ, kể cả cha mẹ, thầy cô. Cần giúp thì gọi 111.",
        audience=["children", "parents", "teachers"],
    )  # fmt: skip
    work.campaigns.append(made)
    told = (
        ("Hẹn lịch với hai trường", "Người làm công tác bảo vệ trẻ em cấp xã", -20, -22),
        ("Thu bài phát thanh bằng tiếng Cơ Tu", "Công chức Văn hóa - xã hội", 9, None),
        ("Mời Công an xã cùng nói chuyện ở trường trung học cơ sở", "Chủ tịch UBND xã", 15, None),
        ("Họp nhóm cha mẹ thôn A Duông", "Hội Phụ nữ", 24, None),
    )  # fmt: skip
    work.preparations += [
        Preparation(
            id=uuid5(made.pk, title), campaign=made, title=title, who=who, due_on=first + timedelta(days=due),
            done_on=None if done is None else first + timedelta(days=done),
        )
        for title, who, due, done in told
    ]  # fmt: skip
    rows = (
        ("Em biết nói không", "talk", "sexual", "Trường Tiểu học Đông Giang", 4),
        ("Kỷ luật tích cực, không đánh mắng", "meeting", "violence", "Thôn A Duông", 8),
        ("Nói chuyện về bạo lực học đường", "talk", "violence", "Trường Trung học cơ sở", 18),
    )
    work.kept(made, rows, 17)


def _materials(work: Making, home: Unit) -> None:
    """What the running one hands out, plays and shows."""
    made = next(one for one in work.campaigns if one.place_id == home.pk and one.occasion == Dip.OTHER)
    told = (
        ("Tờ rơi: Tổng đài 111 và năm việc em cần nhớ", "leaflet", "vi", 300),
        ("Bài phát thanh: Nuôi con không đòn roi", "audio", "ktv", 1),
        ("Tranh lật cho lớp 1, 2", "game", "pictures", 12),
    )
    Material.objects.bulk_create(
        Material(
            id=uuid5(made.pk, title), campaign=made, title=title, kind=kind, language=language, copies=copies,
            told_at=work.at, told_by_name="",
        )
        for title, kind, language, copies in told
    )  # fmt: skip
