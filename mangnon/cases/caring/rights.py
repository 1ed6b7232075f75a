"""Who may do what with carers and placements: officers prepare, chairs decide, the province sees and matches."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

OFFICER, CHAIR = Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR
PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)

CARING_RIGHTS = (
    read("cases.carers.see", _("Xem danh sách người nhận chăm sóc thay thế"), OFFICER, CHAIR, *PROVINCE),
    write("cases.carers.register", _("Ghi người đăng ký nhận chăm sóc thay thế"), OFFICER),
    write("cases.carers.correct", _("Sửa thông tin người nhận chăm sóc"), OFFICER),
    write("cases.carers.check", _("Xác minh điều kiện của người nhận chăm sóc"), OFFICER),
    write("cases.carers.withdraw", _("Đưa người nhận chăm sóc ra khỏi danh sách"), OFFICER),
    write("cases.carers.list", _("Ghi đã cập nhật danh sách quý"), OFFICER, CHAIR),
    read("cases.placements.see", _("Xem trẻ em được chăm sóc thay thế"), OFFICER, CHAIR, *PROVINCE),
    write("cases.placements.propose", _("Đề xuất người nhận chăm sóc cho trẻ em"), OFFICER, Role.PROVINCE_OFFICER),
    write("cases.placements.meet", _("Ghi buổi gặp giữa trẻ em và người nhận chăm sóc"), OFFICER),
    write("cases.placements.decide", _("Quyết định giao, nhận trẻ em"), CHAIR, step_up=True),
    write("cases.placements.refuse", _("Không đồng ý giao trẻ em"), CHAIR),
    write("cases.placements.hand", _("Ghi biên bản giao nhận trẻ em"), OFFICER),
    write("cases.placements.follow", _("Ghi lần theo dõi trẻ em được chăm sóc thay thế"), OFFICER),
    write("cases.placements.hear", _("Ghi lời báo của người nhận chăm sóc"), OFFICER),
    write("cases.placements.grown", _("Ghi đánh giá, trợ giúp khi trẻ em đủ 16 tuổi"), OFFICER),
    write("cases.placements.end", _("Quyết định chấm dứt chăm sóc thay thế"), CHAIR, step_up=True),
    read("cases.facilities.see", _("Xem danh sách trẻ em của cơ sở cần gia đình"), OFFICER, CHAIR, *PROVINCE),
    write("cases.facilities.receive", _("Ghi danh sách cơ sở gửi"), OFFICER, Role.PROVINCE_OFFICER),
    write("cases.facilities.add", _("Thêm trẻ em vào danh sách của cơ sở"), OFFICER, Role.PROVINCE_OFFICER),
    write("cases.facilities.settle", _("Ghi trẻ em của cơ sở không cần gia đình nữa"), OFFICER, Role.PROVINCE_OFFICER),
    write("cases.facilities.left", _("Ghi cơ sở chấm dứt chăm sóc"), OFFICER, Role.PROVINCE_OFFICER),
    write("cases.placements.open", _("Mở địa chỉ nơi trẻ em được chăm sóc"), OFFICER, CHAIR),
)
