"""What training refuses, in words for whoever runs a course or comes to one."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class CodeTaken(Refusal):
    """Another curriculum has this code."""

    code = "programmes.curriculum_code"
    sentence = _("Đã có chương trình tập huấn mang mã {code}.")
    remedy = _("Chọn mã khác, hoặc sửa chương trình đang có.")
    status = 409
    field: ClassVar[str | None] = "code"


class CurriculumEnded(Refusal):
    """No new course by it."""

    code = "programmes.curriculum_ended"
    sentence = _("Chương trình “{title}” không còn dùng cho lớp mới.")
    remedy = _("Chọn chương trình khác.")
    field: ClassVar[str | None] = "curriculum"


class CourseDaysWrong(Refusal):
    """It would end before it begins."""

    code = "programmes.course_days"
    sentence = _("Ngày cuối {last} trước ngày đầu {first}.")
    remedy = _("Xem lại hai ngày.")
    field: ClassVar[str | None] = "ends_on"


class CourseShut(Refusal):
    """The course isn't where this act begins."""

    code = "programmes.course_shut"
    sentence = _("Lớp này {state}, không làm việc này được.")
    remedy = _("Tải lại trang của lớp để xem việc làm được.")
    status = 409


class SessionOutside(Refusal):
    """A session outside of the course's days."""

    code = "programmes.session_outside"
    sentence = _("Lớp học từ {first} đến {last}: buổi này nằm ngoài.")
    remedy = _("Sửa ngày của buổi, hoặc sửa ngày của lớp trước.")
    field: ClassVar[str | None] = "on"


class SessionHours(Refusal):
    """It would end before it begins."""

    code = "programmes.session_hours"
    sentence = _("Giờ kết thúc không sau giờ bắt đầu.")
    field: ClassVar[str | None] = "ends"


class SessionThere(Refusal):
    """Another session of the course begins at that time."""

    code = "programmes.session_there"
    sentence = _("Lớp đã có buổi bắt đầu lúc {starts} ngày {day}.")
    remedy = _("Sửa buổi đang có, hoặc chọn giờ khác.")
    status = 409
    field: ClassVar[str | None] = "starts"


class TrainerThere(Refusal):
    """Known already."""

    code = "programmes.trainer_there"
    sentence = _("Đã có giảng viên {name} của {organisation}.")
    remedy = _("Chọn người này trong danh sách giảng viên.")
    status = 409
    field: ClassVar[str | None] = "name"


class NobodyToInvite(Refusal):
    """Nobody holds these roles there, or all are on the list."""

    code = "programmes.nobody_to_invite"
    sentence = _("Không còn ai để mời: những nơi này không có người giữ vai trò đã chọn, hoặc đã mời hết.")
    remedy = _("Chọn thêm nơi, vai trò; người không có tài khoản thì thêm tay vào danh sách.")
    field: ClassVar[str | None] = "roles"


class NotOursToInvite(Refusal):
    """A place in which this course invites nobody."""

    code = "programmes.not_ours_to_invite"
    sentence = _("Nơi này không nằm trong địa bàn của đơn vị tổ chức lớp.")
    field: ClassVar[str | None] = "places"


class TraineeThere(Refusal):
    """On the list already."""

    code = "programmes.trainee_there"
    sentence = _("{name} đã có trong danh sách của lớp.")
    remedy = _("Hai người trùng tên thì ghi chức vụ khác nhau.")
    status = 409
    field: ClassVar[str | None] = "name"


class NotInvited(Refusal):
    """Not on the list of the course."""

    code = "programmes.not_invited"
    sentence = _("Bạn chưa có trong danh sách của lớp này.")
    remedy = _("Nhờ người phụ trách lớp ghi tên vào danh sách.")


class CodeOver(Refusal):
    """The address of a QR is too old, or not ours."""

    code = "programmes.code_over"
    sentence = _("Mã này đã hết hạn.")
    remedy = _("Quét lại mã mà giảng viên đang chiếu.")
    status = 410


class NotThatDay(Refusal):
    """A code for signing in holds on the day of the session alone."""

    code = "programmes.not_that_day"
    sentence = _("Buổi học này là ngày {day}.")
    remedy = _("Mã có mặt chỉ dùng trong ngày học; ngày khác thì điểm danh bằng danh sách.")
    status = 409


class NotYet(Refusal):
    """The day hasn't come."""

    code = "programmes.training_not_yet"
    sentence = _("Chưa đến ngày {day}.")
    remedy = _("Làm việc này từ ngày đó trở đi.")
    status = 409


class SessionsUntold(Refusal):
    """Sessions without attendance."""

    code = "programmes.sessions_untold"
    sentence = _("Chưa điểm danh các buổi: {list}.")
    remedy = _("Điểm danh, hoặc ghi buổi đó không tổ chức.")


class NoSession(Refusal):
    """Nothing was held."""

    code = "programmes.no_session"
    sentence = _("Lớp chưa có buổi học nào.")
    remedy = _("Thêm buổi học và điểm danh, hoặc ghi lớp không tổ chức.")


class TooHigh(Refusal):
    """More points than the test has."""

    code = "programmes.score_too_high"
    sentence = _("Điểm của {name}: từ 0 đến {most}.")


class CertifiedAlready(Refusal):
    """Certificates are out."""

    code = "programmes.certified_already"
    sentence = _("Lớp đã cấp giấy chứng nhận nên không mở lại được.")
    status = 409


class NobodyPassed(Refusal):
    """Nobody gets a certificate, or everybody has one."""

    code = "programmes.nobody_passed"
    sentence = _("Không còn ai đủ điều kiện mà chưa có giấy chứng nhận.")
    status = 409
