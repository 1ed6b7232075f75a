"""Why a roster isn't taken, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.files.refusals import FileRefused
from mangnon.lib.refusal import Refusal


class SheetUnreadable(FileRefused):
    """The reader gave up on it."""

    code = "roster.unreadable"
    sentence = _("Không đọc được bảng tính trong tệp.")
    remedy = _("Mở tệp bằng Excel, lưu lại thành .xlsx rồi gửi.")


class SheetEmpty(FileRefused):
    """No row under a heading."""

    code = "roster.empty"
    sentence = _("Tệp không có dòng dữ liệu nào.")
    remedy = _("Kiểm tra danh sách nằm ở trang tính đầu tiên và có hàng tiêu đề.")


class TooManyRows(FileRefused):
    """More than one import takes."""

    code = "roster.too_many_rows"
    sentence = _("Bảng có hơn {most} dòng.")
    remedy = _("Xóa các dòng trống đã định dạng ở cuối bảng, hoặc chia danh sách thành nhiều tệp.")


class TooManyColumns(FileRefused):
    """Wider than any register."""

    code = "roster.too_many_columns"
    sentence = _("Bảng có hơn {most} cột.")
    remedy = _("Xóa các cột trống ở bên phải rồi lưu lại.")


class LongCell(FileRefused):
    """A cell that no register has."""

    code = "roster.long_cell"
    sentence = _("Ô ở dòng {row} dài hơn {most} ký tự.")
    remedy = _("Rút ngắn nội dung ô đó.")


class NoHeadings(FileRefused):
    """No row of the first fifteen looks like headings."""

    code = "roster.no_headings"
    sentence = _("Không thấy hàng tiêu đề trong {most} dòng đầu.")
    remedy = _("Bảng cần một hàng tiêu đề có cột Họ và tên. Tải mẫu của hệ thống để đối chiếu.")


class NotACommune(Refusal):
    """A register belongs to a commune."""

    code = "roster.not_a_commune"
    sentence = _("{place} không phải xã, phường, đặc khu.")
    remedy = _("Chọn xã, phường mà danh sách thuộc về.")
    field = "place"


class ColumnsMissing(Refusal):
    """What no child can be read without."""

    code = "roster.columns_missing"
    sentence = _("Chưa chỉ ra cột: {titles}.")
    remedy = _("Chọn cột tương ứng trong tệp; nếu tệp không có, thêm cột đó rồi gửi lại.")


class ColumnTwice(Refusal):
    """Two columns of the sheet for one of ours."""

    code = "roster.column_twice"
    sentence = _("“{title}” được chọn cho nhiều cột.")
    remedy = _("Mỗi mục chỉ lấy từ một cột.")


class HasErrors(Refusal):
    """All or nothing."""

    code = "roster.has_errors"
    sentence = _("Tệp còn {n} lỗi, chưa nhập dòng nào.")
    remedy = _("Sửa các ô có lỗi trong tệp rồi gửi lại.")
    status = 409


class DoubtsOpen(Refusal):
    """Somebody must say that the doubtful cells are right."""

    code = "roster.doubts_open"
    sentence = _("Còn điều nghi vấn chưa xác nhận: {kinds}.")
    remedy = _("Xem từng loại nghi vấn rồi đánh dấu đã xem.")
    status = 409


class NotNow(Refusal):
    """Its state doesn't allow it."""

    code = "roster.not_now"
    sentence = _("Tệp này đang ở bước “{state}”, không làm được việc ấy.")
    remedy = _("Tải lại trang để xem tình trạng mới nhất.")
    status = 409


class MovedMeanwhile(Refusal):
    """The register changed between preview and apply."""

    code = "roster.moved"
    sentence = _("Sổ vừa có thay đổi sau lúc xem trước, nên kết quả nhập sẽ khác.")
    remedy = _("Xem lại bản xem trước rồi bấm nhập lần nữa.")
    status = 409


class UndoTooLate(Refusal):
    """Seventy-two hours have passed."""

    code = "roster.undo_too_late"
    sentence = _("Đã quá {hours} giờ từ lúc nhập, không hoàn tác được nữa.")
    remedy = _("Chỉnh sửa từng hồ sơ.")
    status = 409


class AnotherCameLater(Refusal):
    """A later import stands on this one."""

    code = "roster.another_later"
    sentence = _("Sau lần nhập này đã có lần nhập khác cho cùng địa bàn.")
    remedy = _("Hoàn tác lần nhập sau cùng trước.")
    status = 409
