"""Who may do what with reports of harm and the duty rota."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

PLACE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
OFFICERS = (Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER)
RECEIVERS = (Role.COLLABORATOR, Role.HOTLINE, *PLACE)

RIGHTS = (
    read("intake.see", _("Xem tin báo"), *RECEIVERS),
    write("intake.receive", _("Nhận tin báo"), *RECEIVERS),
    write("intake.take_in", _("Nhận tin từ trang báo tin")),
    read("intake.see_held", _("Xem tin đang giữ của trang báo tin"), Role.HOTLINE, *PROVINCE),
    write("intake.release_held", _("Cho tin đang giữ đi tiếp"), Role.HOTLINE, *PROVINCE),
    write("intake.set_aside", _("Để riêng tin đang giữ không phải tin báo"), *PROVINCE),
    write("intake.count_contact", _("Đếm liên hệ không phải tin báo"), Role.HOTLINE, *PLACE),
    write("intake.complete", _("Ghi tiếp tin báo"), *RECEIVERS),
    write("intake.write_child", _("Ghi trẻ em trong tin báo"), *RECEIVERS),
    write("intake.write_suspect", _("Ghi người bị cho là gây tổn hại"), *RECEIVERS),
    write("intake.write_reporter", _("Ghi người báo tin"), *RECEIVERS),
    write("intake.open_reporter", _("Mở thông tin người báo tin"), *PLACE, step_up=True),
    write("intake.identify", _("Nối trẻ trong tin báo với sổ trẻ em"), *OFFICERS),
    write("intake.forward", _("Chuyển tin báo đến nơi khác"), *PLACE),
    write("intake.accept", _("Tiếp nhận tin báo được chuyển đến"), *PLACE),
    write("intake.return", _("Trả lại tin báo"), *PLACE),
    write("intake.climb", _("Gọi người tiếp theo khi tin báo chưa ai nhận")),
    write("intake.link", _("Nối các tin báo của một việc"), *PLACE),
    write("intake.screen_out", _("Đề nghị loại tin báo"), *OFFICERS),
    write("intake.confirm_screen_out", _("Xác nhận loại tin báo"), *PLACE),
    write("intake.correct_first_information", _("Đề nghị đính chính giờ nhận tin"), *PLACE),
    write("intake.confirm_first_information", _("Xác nhận đính chính giờ nhận tin"), *PLACE),
    write("intake.settle", _("Ghi kết quả giải quyết tin báo"), *PLACE),
    write("intake.attach", _("Gửi tệp vào tin báo"), *RECEIVERS),
    read("intake.open_files", _("Mở tệp giữ kín của tin báo"), *PLACE),
    read("intake.see_rota", _("Xem lịch trực"), Role.HOTLINE, *PLACE),
    write("intake.plan_turn", _("Xếp lịch trực"), *PLACE),
    write("intake.drop_turn", _("Bỏ ca trực"), *PLACE),
    write("intake.name_alternate", _("Chỉ định người nhận thay của tỉnh"), Role.PROVINCE_LEADER),
)
