"""The demo's own directory: invented bodies of Quảng Nam and Đà Nẵng, and they say so.

Only hotlines that everybody knows have their true number; every other number begins with 0900 000.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.queries import actor_named
from mangnon.directory.actions import add_location, add_provider, add_service, count_places, give_staff
from mangnon.directory.models import Fee, Intake, Need, Provider, ProviderKind
from mangnon.directory.told import LocationFacts, ProviderFacts, ServiceFacts
from mangnon.places.models import Level, Unit

SPACE = UUID("0d1f8a52-3c6b-4a7e-9d24-5b1e6f7a8c90")
SAMPLE = "Mục mẫu của hệ thống dùng thử."
OFFICE = "T2-T6: 7:30-11:30, 13:30-17:00"
PROVINCE, COMMUNE = "thuy.ptt", "hanh.bt"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service is given; ``code``: the commune's."""

    code: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    always: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A service, its place, and how many it can take."""

    facts: ServiceFacts
    places: tuple[Place, ...]
    intake: str = Intake.OPEN
    free: int | None = None
    served: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A provider with its services."""

    by: str
    facts: ProviderFacts
    services: tuple[Given, ...]
    staff: str = ""


def _body(
    name: str, kind: str, phone: str, address: str = "", *, public: bool = True, contacts: str = ""
) -> ProviderFacts:
    return ProviderFacts(
        name, kind, about=SAMPLE, address=address, phone=phone, public=public, contacts=contacts,
        said_by="Dữ liệu dùng thử",
    )  # fmt: skip


SAMPLES: tuple[Sample, ...] = (
    Sample(
        PROVINCE,
        _body("Tổng đài điện thoại quốc gia bảo vệ trẻ em 111", ProviderKind.STATE, "111"),
        (
            Given(
                ServiceFacts(
                    "Tiếp nhận, tư vấn qua điện thoại 111", (Need.RESCUE, Need.COUNSEL, Need.MIND), fee=Fee.FREE,
                    how="Gọi 111, miễn phí, không cần đầu số.", public=True, takes_referrals=False,
                ),
                (Place(phone="111", always=True, name="Tổng đài 111"),),
            ),
        ),
    ),
    Sample(
        PROVINCE,
        _body(
            "Trung tâm Công tác xã hội thành phố", ProviderKind.CENTRE, "1800 1581", "Số 1 đường Thử Nghiệm",
            contacts="Đinh Thị Hoa; trưởng phòng công tác xã hội; 0900 000 311",
        ),
        (
            Given(
                ServiceFacts(
                    "Đường dây tư vấn 1800 1581", (Need.COUNSEL, Need.RESCUE), fee=Fee.FREE, public=True,
                    how="Gọi miễn phí. Ngoài giờ để lại lời nhắn.",
                ),
                (Place(phone="1800 1581", hours="hằng ngày: 7:00-21:00", name="Đường dây 1800 1581"),),
            ),
            Given(
                ServiceFacts(
                    "Tham vấn tâm lý cho trẻ em bị xâm hại", (Need.MIND, Need.COUNSEL), groups=("HCDB-09", "HCDB-11"),
                    age_from=4, age_below=16, fee=Fee.FREE, capacity=12, public=True,
                    how="Cán bộ xã gọi hẹn trước một ngày; có thể tham vấn tại nhà.",
                ),
                (Place("20242", "Số 1 đường Thử Nghiệm", "0900 000 312", OFFICE),),
                free=5,
            ),
        ),
    ),
    Sample(
        PROVINCE,
        _body("Nhà tạm lánh Mái Ấm Sông Hàn", ProviderKind.ASSISTANCE, "0900 000 320", public=False),
        (
            Given(
                ServiceFacts(
                    "Tạm lánh khẩn cấp cho trẻ em và mẹ", (Need.SHELTER, Need.RESCUE), groups=("HCDB-09", "HCDB-11"),
                    fee=Fee.FREE, capacity=10, eligibility="Có quyết định hoặc đề nghị của Ủy ban nhân dân cấp xã.",
                    how="Gọi số trực bất cứ lúc nào; người của nhà tạm lánh hẹn nơi đón.",
                ),
                (Place(phone="0900 000 320", always=True, name="Số trực ngày đêm"),),
                free=3,
            ),
        ),
        staff="nghe.ct",
    ),
    Sample(
        PROVINCE,
        _body("Trung tâm Trợ giúp pháp lý nhà nước", ProviderKind.STATE, "0900 000 330", "Số 3 đường Thử Nghiệm"),
        (
            Given(
                ServiceFacts(
                    "Trợ giúp pháp lý cho trẻ em", (Need.LEGAL,), fee=Fee.FREE, public=True,
                    how="Trẻ em được trợ giúp pháp lý miễn phí. Mang theo giấy khai sinh nếu có.",
                ),
                (Place("20242", "Số 3 đường Thử Nghiệm", "0900 000 330", OFFICE),),
            ),
        ),
    ),
    Sample(
        PROVINCE,
        _body("Bệnh viện Phụ sản - Nhi", ProviderKind.HEALTH, "0900 000 340", "Số 4 đường Thử Nghiệm"),
        (
            Given(
                ServiceFacts(
                    "Khám, chăm sóc y tế trẻ em bị xâm hại", (Need.HEALTH,), groups=("HCDB-09", "HCDB-11"),
                    age_below=16, fee=Fee.PARTLY, public=True,
                    how="Đến thẳng khoa cấp cứu, nói cần gặp phòng công tác xã hội; giữ nguyên quần áo đã mặc.",
                ),
                (Place("20242", "Số 4 đường Thử Nghiệm", "0900 000 341", always=True, name="Khoa cấp cứu"),),
            ),
        ),
    ),
    Sample(
        PROVINCE,
        _body("Trung tâm Phục hồi chức năng Hoa Xương Rồng", ProviderKind.CHARITY, "0900 000 350"),
        (
            Given(
                ServiceFacts(
                    "Phục hồi chức năng cho trẻ em khuyết tật", (Need.DISABILITY,), groups=("HCDB-04",), age_below=16,
                    fee=Fee.PARTLY, capacity=20, public=True, how="Đăng ký qua điện thoại, chờ khoảng hai tuần.",
                ),
                (Place("20285", "Số 5 đường Thử Nghiệm", "0900 000 350", "T2-T6: 7:30-11:00, 14:00-16:30"),),
                intake=Intake.WAIT,
                free=0,
            ),
        ),
    ),
    Sample(
        PROVINCE,
        _body("Trung tâm nuôi dưỡng trẻ em Hòa Mỹ", ProviderKind.ASSISTANCE, "0900 000 360", public=False),
        (
            Given(
                ServiceFacts(
                    "Chăm sóc, nuôi dưỡng trẻ em không còn người chăm sóc", (Need.CARE,), groups=("HCDB-01", "HCDB-02"),
                    age_below=16, fee=Fee.FREE, capacity=40,
                    eligibility="Khi chưa tìm được người thân thích, gia đình nhận chăm sóc thay thế.",
                ),
                (Place("20285", "Số 6 đường Thử Nghiệm", "0900 000 360", always=True),),
                intake=Intake.FULL,
            ),
        ),
    ),
    Sample(
        PROVINCE,
        _body("Quỹ Bảo trợ trẻ em thành phố", ProviderKind.STATE, "0900 000 370"),
        (
            Given(
                ServiceFacts(
                    "Hỗ trợ khẩn cấp và học bổng", (Need.MONEY, Need.SCHOOLING), fee=Fee.FREE, public=True,
                    how="Ủy ban nhân dân cấp xã lập danh sách đề nghị.",
                ),
                (Place("20242", "Số 7 đường Thử Nghiệm", "0900 000 370", OFFICE),),
            ),
        ),
    ),
    Sample(
        COMMUNE,
        _body("Trạm Y tế xã Đông Giang", ProviderKind.HEALTH, "0900 000 380", "Trung tâm xã Đông Giang"),
        (
            Given(
                ServiceFacts(
                    "Khám bệnh, tiêm chủng, theo dõi dinh dưỡng", (Need.HEALTH,), everywhere=False, fee=Fee.FREE,
                    public=True, age_below=16,
                ),
                (Place("20467", "Trung tâm xã Đông Giang", "0900 000 380", f"{OFFICE}\nT7: 7:30-11:00"),),
                served=("20467",),
            ),
        ),
    ),
    Sample(
        COMMUNE,
        _body(
            "Hội Liên hiệp Phụ nữ xã Đông Giang", ProviderKind.UNION, "0900 000 390",
            contacts="Arất Thị Bướm; chủ tịch hội; 0900 000 391",
        ),
        (
            Given(
                ServiceFacts(
                    "Địa chỉ tin cậy tại cộng đồng", (Need.COUNSEL, Need.RESCUE), everywhere=False, fee=Fee.FREE,
                    public=True, how="Gọi bất cứ lúc nào; hội cử người đến cùng tổ hòa giải.",
                ),
                (Place("20467", "Nhà sinh hoạt cộng đồng", "0900 000 391", always=True),),
                served=("20467",),
            ),
            Given(
                ServiceFacts(
                    "Mẹ đỡ đầu", (Need.MONEY, Need.SCHOOLING), groups=("HCDB-01",), everywhere=False, fee=Fee.FREE,
                    capacity=8,
                ),
                (Place("20467", "Trụ sở hội", "0900 000 390", OFFICE),),
                free=2,
                served=("20467",),
            ),
        ),
    ),
)  # fmt: skip


def make(call: DemoCall) -> None:
    """Add them; a demo made again keeps them."""
    codes = {place.code for one in SAMPLES for given in one.services for place in given.places if place.code}
    units = Unit.objects.filter(code__in=codes, level=Level.COMMUNE, valid_to__isnull=True)
    places = {unit.code: int(unit.pk) for unit in units}
    for sample in SAMPLES:
        with acting(actor := actor_named(sample.by, at=call.at)):
            key = uuid5(SPACE, sample.facts.name)
            if not Provider.objects.filter(pk=key).exists():
                _add(sample, key, actor, call, places)


def _add(sample: Sample, key: UUID, actor: Actor, call: DemoCall, places: dict[str, int]) -> None:
    by: dict[str, Any] = {"actor": actor, "at": call.at}
    add_provider(**by, facts=sample.facts, provider_id=key)
    for given in sample.services:
        _give(given, key, by, places)
    if sample.staff:
        give_staff(**by, provider_id=key, person=sample.staff)


def _give(given: Given, provider: UUID, by: dict[str, Any], places: dict[str, int]) -> None:
    served = tuple(places[code] for code in given.served)
    facts = replace(given.facts, served=served)
    row = add_service(**by, provider_id=provider, facts=facts, service_id=uuid5(SPACE, facts.name))
    for place in given.places:
        told = LocationFacts(
            name=place.name, place=places.get(place.code), address=place.address, phone=place.phone,
            hours=place.hours, always=place.always, days_off=place.always,
        )  # fmt: skip
        add_location(**by, service_id=row.pk, facts=told, location_id=uuid5(SPACE, f"{facts.name} {place.phone}"))
    count_places(**by, service_id=row.pk, intake=given.intake, free=given.free)
