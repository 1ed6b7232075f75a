"""From the book to an alert, and from an alert to a conclusion."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.audit.sealing import HeadsFile, seal
from mangnon.audit.verifying import Finding, Report
from mangnon.oversight import jobs
from mangnon.oversight.actions.alerts import AlreadySettled, NoteTooShort, OwnAlert, UnknownConclusion, settle_alert
from mangnon.oversight.models import Alert, AlertEntry, Conclusion
from mangnon.oversight.tests.conftest import House
from mangnon.oversight.tests.test_reading import shown
from mangnon.oversight.verifying import Walked
from mangnon.testing.cast import sample
from mangnon.testing.models import Sample

NOTE = "Đã hỏi chị Liên, có lịch rà soát của xã."


@pytest.fixture
def closed(house: House) -> Sample:
    """A restricted child of Trà Linh."""
    with acting(house.actor("phu")):
        made = sample("Hồ Văn Kín", house.land.own)
        Sample.objects_unguarded.filter(pk=made.pk).update(restricted=True)
    return made


def seal_all(tmp_path: Path) -> None:
    with acting(job("audit.sealer")):
        seal(HeadsFile(tmp_path / "heads.jsonl"))


def watch(house: House, tmp_path: Path) -> int:
    seal_all(tmp_path)
    return jobs.watch_reading(at=house.at)


def alerts(house: House) -> list[Alert]:
    with acting(house.actor("tam")):
        return list(Alert.objects.order_by("raised_at", "id"))


def raised(house: House, closed: Sample, tmp_path: Path, reader: str = "lien") -> Alert:
    house.look(reader, closed)
    assert watch(house, tmp_path) == 1
    return alerts(house)[-1]


def test_a_16_a_restricted_reading_becomes_an_alert(house: House, closed: Sample, tmp_path: Path) -> None:
    house.look("lien", house.anh)
    house.look("lien", closed, house.anh)
    assert watch(house, tmp_path) == 1
    (alert,) = alerts(house)
    assert (alert.rule, alert.about_name, alert.entries, alert.children) == (
        "xem-ho-so-han-che",
        "Hồ Thị Liên",
        1,
        1,
    )
    (entry,) = house.entries(action="oversight.alerts.raise")
    assert entry.subject_id == str(alert.pk)


def test_nothing_odd_raises_nothing(house: House, tmp_path: Path) -> None:
    house.look("lien", house.anh)
    assert watch(house, tmp_path) == 0
    assert alerts(house) == []


def test_looking_twice_raises_once(house: House, closed: Sample, tmp_path: Path) -> None:
    raised(house, closed, tmp_path)
    assert jobs.watch_reading(at=house.at) == 0
    assert len(alerts(house)) == 1


def test_the_same_entry_never_raises_twice_even_when_the_mark_is_lost(
    house: House, closed: Sample, tmp_path: Path
) -> None:
    from mangnon.oversight.models import Watched

    raised(house, closed, tmp_path)
    with acting(house.actor("tam")):
        Watched.objects.update(position=0)
    assert jobs.watch_reading(at=house.at) == 0
    assert len(alerts(house)) == 1


def test_more_of_the_same_goes_into_the_open_alert(house: House, closed: Sample, tmp_path: Path) -> None:
    raised(house, closed, tmp_path)
    house.look("lien", closed)
    assert watch(house, tmp_path) == 1
    (alert,) = alerts(house)
    assert (alert.entries, alert.children) == (2, 1)


def test_after_a_conclusion_new_reading_is_a_new_alert(house: House, closed: Sample, tmp_path: Path) -> None:
    first = raised(house, closed, tmp_path)
    settle_alert(actor=house.actor("tam"), at=house.at, alert_id=first.pk, conclusion="justified", note=NOTE)
    house.look("lien", closed)
    assert watch(house, tmp_path) == 1
    assert len(alerts(house)) == 2


def test_an_unsealed_entry_waits_for_the_next_look(house: House, closed: Sample, tmp_path: Path) -> None:
    house.look("lien", closed)
    assert jobs.watch_reading(at=house.at) == 0
    assert watch(house, tmp_path) == 1


def test_a_long_chain_is_looked_at_in_stretches(
    house: House, closed: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_A_TIME", 2)
    for _number in range(3):  # fewer than the night rule counts: this test may run at night
        house.look("lien", house.anh)
    house.look("lien", closed)
    assert watch(house, tmp_path) == 1


def test_a_16_many_children_in_an_hour_through_the_book(house: House, tmp_path: Path) -> None:
    with acting(house.actor("phu")):
        many = [sample(f"Hồ Thị Số {n}", house.land.own) for n in range(121)]
    house.look("phu", *many[:120])
    assert watch(house, tmp_path) == 0
    house.look("phu", many[120])
    assert watch(house, tmp_path) == 1
    (alert,) = alerts(house)
    assert (alert.rule, alert.children, alert.entries) == ("xem-nhieu-trong-gio", 121, 2)


def test_a_16_a_child_that_moved_away_is_outside(house: House, tmp_path: Path) -> None:
    house.look("lien", house.anh)
    with acting(house.actor("phu")):
        Sample.objects_unguarded.filter(pk=house.anh.pk).update(place=house.land.sibling)
    assert watch(house, tmp_path) == 1
    assert alerts(house)[0].rule == "xem-ngoai-dia-ban"


def test_a_16_exports_of_children_through_the_screen(house: House, tmp_path: Path) -> None:
    client = house.client("lien")
    for _time in range(3):
        response = client.post("/mau-thu/", {"as": "csv", "reason": "Gửi trạm y tế xã"})
        assert response.status_code == 200
    watch(house, tmp_path)
    assert "xuat-danh-sach-tre" in {alert.rule for alert in alerts(house)}


def test_asking_who_looked_is_no_reading_of_a_child(house: House, closed: Sample, tmp_path: Path) -> None:
    house.client("an").get(reverse("oversight:readers", args=["testing.Sample", closed.pk]))
    assert watch(house, tmp_path) == 0


@pytest.mark.parametrize("name", ["quan", "lien", "phu", "quyet", "van"])
def test_row_security_alone_hides_alerts_from_all_but_those_who_watch(
    house: House, closed: Sample, tmp_path: Path, name: str
) -> None:
    alert = raised(house, closed, tmp_path)
    with acting(house.actor(name)):
        assert list(Alert.objects.all()) == []
        assert list(AlertEntry.objects.all()) == []
        assert Alert.objects.filter(pk=alert.pk).update(note="x") == 0
    client = house.client(name)
    for url in (reverse("oversight:alerts"), reverse("oversight:alert", args=[alert.pk])):
        assert client.get(url).status_code == 403
    assert client.post(reverse("oversight:settle", args=[alert.pk]), {}).status_code == 403


def test_an_alert_is_never_removed(house: House, closed: Sample, tmp_path: Path) -> None:
    raised(house, closed, tmp_path)
    for table in ("oversight_alertentry", "oversight_alert"):
        with (
            acting(house.actor("tam")),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"delete from {table}")  # noqa: S608 - two names of ours


def test_the_page_says_who_why_and_which_entries_and_no_name_of_a_child(
    house: House, closed: Sample, tmp_path: Path
) -> None:
    alert = raised(house, closed, tmp_path)
    page = shown(house.client("tam").get(reverse("oversight:alert", args=[alert.pk])).content.decode())
    assert "Hồ Thị Liên" in page
    assert "Vì sao máy báo?" in page
    assert "từ 1 lần trong 1 giờ" in page
    assert "Hồ Văn Kín" not in page
    assert len(house.entries(action="oversight.alerts.see", subject_id=str(alert.pk))) == 1


def test_the_list_shows_open_ones_first_and_settled_ones_on_request(
    house: House, closed: Sample, tmp_path: Path
) -> None:
    client, url = house.client("tam"), reverse("oversight:alerts")
    assert "Không có cảnh báo nào" in client.get(url).content.decode()
    alert = raised(house, closed, tmp_path)
    assert "<b>1 cảnh báo</b>" in client.get(url).content.decode()
    settle_alert(actor=house.actor("tam"), at=house.at, alert_id=alert.pk, conclusion="breach", note=NOTE)
    assert "<b>0 cảnh báo</b>" in client.get(url).content.decode()
    assert "<b>1 cảnh báo</b>" in client.get(f"{url}?trang-thai=xong&quy-tac=xem-ho-so-han-che").content.decode()
    assert "<b>0 cảnh báo</b>" in client.get(f"{url}?ket-luan=justified").content.decode()


def settle(client: Client, alert: Alert, **typed: str) -> object:
    return client.post(reverse("oversight:settle", args=[alert.pk]), {"conclusion": "explained", "note": NOTE, **typed})


def test_a_conclusion_is_written_booked_and_said(house: House, closed: Sample, tmp_path: Path) -> None:
    alert = raised(house, closed, tmp_path)
    client = house.client("tam")
    response = settle(client, alert)
    assert response.status_code == 303  # type: ignore[attr-defined]
    page = shown(client.get(reverse("oversight:alert", args=[alert.pk])).content.decode())
    assert "Người xem đã giải trình hợp lý" in page
    assert NOTE in page
    (entry,) = house.entries(action="oversight.alerts.settle")
    assert (entry.detail["conclusion"], entry.detail["person"]) == ("explained", "Hồ Thị Liên")


def test_a_second_press_is_told_who_was_first(house: House, closed: Sample, tmp_path: Path) -> None:
    alert = raised(house, closed, tmp_path)
    settle(house.client("tam"), alert)
    response = settle(house.client("an"), alert, conclusion="breach")
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert "Huỳnh Thanh Tâm đã xử lý" in response.content.decode()  # type: ignore[attr-defined]
    assert alerts(house)[0].conclusion == Conclusion.EXPLAINED


def test_a_short_note_stays_typed_and_is_told(house: House, closed: Sample, tmp_path: Path) -> None:
    alert = raised(house, closed, tmp_path)
    response = settle(house.client("tam"), alert, note="Đã hỏi.")
    assert response.status_code == 422  # type: ignore[attr-defined]
    page = response.content.decode()  # type: ignore[attr-defined]
    assert "ít nhất 20 ký tự" in page
    assert "Đã hỏi.</textarea>" in page


def test_nobody_concludes_an_alert_about_themselves(house: House, closed: Sample, tmp_path: Path) -> None:
    alert = raised(house, closed, tmp_path)
    with acting(house.actor("tam")):
        Alert.objects.update(about=str(house.people["tam"].pk), about_name="Huỳnh Thanh Tâm")
    with pytest.raises(OwnAlert):
        settle_alert(actor=house.actor("tam"), at=house.at, alert_id=alert.pk, conclusion="justified", note=NOTE)
    client = house.client("tam")
    url = reverse("oversight:settle", args=[alert.pk])
    assert client.get(url).status_code == client.post(url, {"conclusion": "justified", "note": NOTE}).status_code == 403
    assert "về chính bạn" in client.get(reverse("oversight:alert", args=[alert.pk])).content.decode()
    settle_alert(actor=house.actor("an"), at=house.at, alert_id=alert.pk, conclusion="justified", note=NOTE)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"note": "x" * 19}, NoteTooShort),
        ({"note": " " * 40}, NoteTooShort),
        ({"conclusion": "fine"}, UnknownConclusion),
    ],
)
def test_a_conclusion_that_says_too_little_is_refused(
    house: House, closed: Sample, tmp_path: Path, typed: dict[str, str], refusal: type[Exception]
) -> None:
    alert = raised(house, closed, tmp_path)
    asked = {"conclusion": "justified", "note": NOTE, **typed}
    with pytest.raises(refusal):
        settle_alert(actor=house.actor("tam"), at=house.at, alert_id=alert.pk, **asked)
    assert alerts(house)[0].is_open


def test_settling_twice_is_refused_in_the_action_too(house: House, closed: Sample, tmp_path: Path) -> None:
    alert = raised(house, closed, tmp_path)
    settle_alert(actor=house.actor("tam"), at=house.at, alert_id=alert.pk, conclusion="justified", note=NOTE)
    with pytest.raises(AlreadySettled):
        settle_alert(actor=house.actor("an"), at=house.at, alert_id=alert.pk, conclusion="breach", note=NOTE)


def test_open_alerts_wait_on_the_home_of_those_who_watch(house: House, closed: Sample, tmp_path: Path) -> None:
    raised(house, closed, tmp_path)
    assert "Xem hồ sơ hạn chế" in house.client("tam").get("/").content.decode()
    assert "Xem hồ sơ hạn chế" not in house.client("quan").get("/").content.decode()


def test_the_rules_stand_with_measure_and_source(house: House) -> None:
    page = shown(house.client("an").get(reverse("oversight:rules")).content.decode())
    assert "hơn 120 trẻ trong 1 giờ" in page
    assert "từ 22 giờ đến 5 giờ" in page
    assert "Yêu cầu A-16" in page


def test_a_17_a_broken_book_raises_one_alert(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Walked(Report(7, 1, (Finding("edited", 3, 9, "Mục 9 đã bị sửa."),)), 0.01)
    monkeypatch.setattr("mangnon.oversight.actions.verifying.walk_book", lambda: broken)
    jobs.verify_whole_book(at=house.at)
    jobs.verify_whole_book(at=house.at + timedelta(days=1))
    (alert,) = alerts(house)
    client = house.client("tam")
    assert "Nhật ký không nguyên vẹn" in client.get(reverse("oversight:alerts")).content.decode()
    page = client.get(reverse("oversight:alert", args=[alert.pk])).content.decode()
    assert "Mục 9 đã bị sửa." in page


def test_heads_that_do_not_leave_for_hours_raise_one_alert(house: House, tmp_path: Path, settings: object) -> None:
    settings.HEADS_FILE = tmp_path / "heads.jsonl"  # type: ignore[attr-defined]
    settings.HEADS_COPY_DIR = str(tmp_path / "gone")  # type: ignore[attr-defined]
    house.look("lien", house.anh)
    seal_all(tmp_path)
    jobs.send_newest_head(at=house.at)
    jobs.send_newest_head(at=house.at + timedelta(hours=1))
    assert [alert.rule for alert in alerts(house)] == ["dau-chuoi-khong-roi-may"]
