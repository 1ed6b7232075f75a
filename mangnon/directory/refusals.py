"""What the directory may refuse, in words for whoever typed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from mangnon.directory.models import Provider
from mangnon.lib.refusal import Refusal


class ProviderTwice(Refusal):
    """An entry of this name is there already; ``known`` are those."""

    code = "directory.provider_twice"
    sentence = _("Danh bạ đã có “{name}”.")
    remedy = _("Mở đơn vị đó để xem. Nếu đúng là đơn vị khác thì đánh dấu “Đây là đơn vị khác” rồi lưu lại.")
    field = "name"
    status = 409

    def __init__(self, *, known: Sequence[Provider] = (), **fields: object) -> None:
        super().__init__(**fields)
        self.known = tuple(known)


class SentBefore(Refusal):
    """The form was sent already and made something else."""

    code = "directory.sent_before"
    sentence = _("Biểu mẫu này đã gửi một lần và đã ghi “{name}”.")
    remedy = _("Muốn đổi thì mở mục đó rồi sửa; muốn thêm mục khác thì mở lại trang thêm.")
    status = 409


class NothingChanged(Refusal):
    """What was typed is what stands there."""

    code = "directory.nothing_changed"
    sentence = _("Chưa có gì thay đổi.")
    remedy = _("Sửa ô cần sửa rồi lưu, hoặc quay lại trang của đơn vị.")


class ReasonMissing(Refusal):
    """Closing takes a reason."""

    code = "directory.reason_missing"
    sentence = _("Chưa ghi lý do.")
    remedy = _("Ghi ngắn gọn, ví dụ: đơn vị giải thể theo Quyết định số …")
    field = "reason"


class Closed(Refusal):
    """It has been closed already: nothing of it changes."""

    code = "directory.closed"
    sentence = _("Mục này đã ghi ngừng hoạt động.")
    remedy = _("Nếu còn hoạt động thì bấm “Ghi hoạt động lại” ở trang của đơn vị.")
    status = 409


class NotClosed(Refusal):
    """Only what is closed can be opened again."""

    code = "directory.not_closed"
    sentence = _("Đơn vị này đang hoạt động.")
    status = 409


class EndsBeforeStart(Refusal):
    """It can't end before it began, nor in days to come."""

    code = "directory.ends_before_start"
    sentence = _("Ngày ngừng phải từ {first} đến hôm nay.")
    remedy = _("Xem lại ngày ngừng; nếu bắt đầu ghi sai thì sửa thông tin trước.")
    field = "day"


class TooManyFree(Refusal):
    """More free places than there are."""

    code = "directory.too_many_free"
    sentence = _("Số chỗ còn trống không thể nhiều hơn sức nhận ({capacity}).")
    remedy = _("Ghi lại số chỗ còn trống, hoặc sửa sức nhận ở thông tin dịch vụ.")
    field = "free"


class AgesBackwards(Refusal):
    """The upper age must lie above the lower."""

    code = "directory.ages_backwards"
    sentence = _("Tuổi “dưới” phải lớn hơn tuổi “từ”.")
    field = "age_below"


class ServesNowhere(Refusal):
    """A service that doesn't serve the whole province names the communes that it serves."""

    code = "directory.serves_nowhere"
    sentence = _("Chưa ghi phục vụ nơi nào.")
    remedy = _("Chọn “Toàn tỉnh, thành phố”, hoặc ghi tên các xã, phường được phục vụ.")
    field = "served"


class StaffTwice(Refusal):
    """This person answers for the provider already."""

    code = "directory.staff_twice"
    sentence = _("{name} đã là người phụ trách của đơn vị này.")
    field = "person"
    status = 409


class NotOfService(Refusal):
    """Only an account of service staff can answer for a provider."""

    code = "directory.not_of_service"
    sentence = _("Không có tài khoản “{name}” với vai trò nhân viên cơ sở cung cấp dịch vụ.")
    remedy = _("Kiểm tra tên đăng nhập; nếu chưa có tài khoản, nhờ quản trị hệ thống mời người đó.")
    field = "person"


class ShelterAddress(Refusal):
    """Where a shelter stands protects the children in it: the directory never holds it."""

    code = "directory.shelter_address"
    sentence = _("Danh bạ không giữ địa chỉ của nơi tạm lánh.")
    remedy = _("Để trống địa chỉ và lối vào, chỉ ghi số điện thoại; người của đơn vị sẽ hẹn nơi đón.")
    field = "address"
