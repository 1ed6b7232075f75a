"""What is refused about models."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class ExampleEnded(Refusal):
    """It runs no more."""

    code = "programmes.example_ended"
    sentence = _("Mô hình đã kết thúc ngày {day}.")
    remedy = _("Nếu mô hình hoạt động lại, ghi tình trạng “đang hoạt động” trước.")


class StateUnfit(Refusal):
    """It can't become that."""

    code = "programmes.example_state_unfit"
    sentence = _("Mô hình {now}, không chuyển thành {wanted} được.")
    field: ClassVar[str | None] = "state"


class DayBefore(Refusal):
    """A day before it began, or before the last change."""

    code = "programmes.example_day_before"
    sentence = _("Ngày này sớm hơn {day}, ngày đã ghi trước đó của mô hình.")
    remedy = _("Xem lại ngày.")
    field: ClassVar[str | None] = "on"


class YearNotRun(Refusal):
    """A year in which it didn't run, or that is still to come."""

    code = "programmes.example_year"
    sentence = _("Năm {year}: mô hình chưa hoạt động, đã kết thúc, hoặc năm đó chưa tới.")
    remedy = _("Chọn năm từ {first} đến {last}.")
    field: ClassVar[str | None] = "year"


class MoreChildrenThanPeople(Refusal):
    """Children are among the people served."""

    code = "programmes.example_children"
    sentence = _("Số trẻ em ({children}) lớn hơn số người được giúp ({people}).")
    remedy = _("Số người được giúp gồm cả trẻ em.")
    field: ClassVar[str | None] = "children"


class CopiedAlready(Refusal):
    """A place copies a model once."""

    code = "programmes.example_copied"
    sentence = _("{place} đã chép mô hình này.")
    remedy = _("Mở mô hình đã chép để ghi tiếp; nếu đã kết thúc thì ghi hoạt động lại.")
    field: ClassVar[str | None] = "place"


class CopiedAtHome(Refusal):
    """A model is copied to another place."""

    code = "programmes.example_at_home"
    sentence = _("Mô hình này đang ở chính {place}.")
    remedy = _("Chọn nơi khác để chép sang.")
    field: ClassVar[str | None] = "place"


class PlaceGone(Refusal):
    """Nothing new begins where no place is any more."""

    code = "programmes.place_gone"
    sentence = _("{place} không còn là đơn vị hành chính.")
    remedy = _("Chọn xã, phường hiện nay.")
    field: ClassVar[str | None] = "place"
