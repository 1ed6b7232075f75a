"""Who may do what with cases. Inside these rights only the team, whoever decides and those above reach a case.

The list of cases is wider than the cases: it shows codes without names to those who aren't inside.
"""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role
from mangnon.cases.caring.rights import CARING_RIGHTS
from mangnon.cases.referring.rights import REFERRING_RIGHTS

OFFICER, CHAIR = Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR
COMMUNE = (OFFICER, CHAIR)
PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)

RIGHTS = (
    read("cases.list", _("Xem danh sách hồ sơ vụ việc, không có tên trẻ"), *COMMUNE, *PROVINCE),
    read("cases.see", _("Xem hồ sơ vụ việc của nhóm mình"), *COMMUNE, *PROVINCE),
    read("cases.oversee", _("Xem mọi hồ sơ vụ việc của xã, giao việc"), CHAIR),
    read("cases.take", _("Thấy hồ sơ chưa ai phụ trách"), OFFICER),
    write("cases.open", _("Mở hồ sơ vụ việc"), OFFICER),
    write("cases.reports.join", _("Đưa tin báo vào hồ sơ đang có"), OFFICER),
    write("cases.accept", _("Nhận phụ trách hồ sơ"), OFFICER),
    write("cases.assign", _("Giao hồ sơ cho người phụ trách"), CHAIR),
    write("cases.steps.record", _("Ghi bước đã làm"), *COMMUNE),
    write("cases.late.explain", _("Ghi lý do chậm hạn"), *COMMUNE),
    write("cases.assess", _("Kết luận đánh giá nguy cơ"), OFFICER),
    write("cases.emergency.decide", _("Ghi quyết định có cần biện pháp khẩn cấp không"), *COMMUNE),
    write("cases.separations.order", _("Ghi quyết định tạm thời cách ly"), *COMMUNE),
    write("cases.separations.extend", _("Ghi quyết định gia hạn cách ly"), *COMMUNE),
    write("cases.separations.end", _("Ghi quyết định kết thúc cách ly"), *COMMUNE),
    write("cases.meetings.hold", _("Ghi biên bản họp xác định nhu cầu"), *COMMUNE),
    write("cases.plans.draft", _("Soạn kế hoạch hỗ trợ, can thiệp"), OFFICER),
    write("cases.plans.submit", _("Trình kế hoạch"), OFFICER),
    write("cases.plans.approve", _("Phê duyệt kế hoạch"), CHAIR, step_up=True),
    write("cases.plans.return", _("Trả lại kế hoạch để sửa"), CHAIR),
    write("cases.plans.record", _("Ghi lại quyết định phê duyệt đã ký trên giấy"), *COMMUNE),
    write("cases.log", _("Ghi lần thăm, cuộc gọi, dịch vụ"), *COMMUNE),
    write("cases.review", _("Ghi rà soát sau kế hoạch"), OFFICER),
    write("cases.close.propose", _("Đề xuất kết thúc hồ sơ"), OFFICER),
    write("cases.close.approve", _("Quyết định kết thúc hồ sơ"), CHAIR, step_up=True),
    write("cases.close.refuse", _("Không đồng ý kết thúc hồ sơ"), CHAIR),
    write("cases.reopen", _("Mở lại hồ sơ"), *COMMUNE),
    write("cases.unfounded.propose", _("Đề xuất kết luận không có căn cứ"), OFFICER),
    write("cases.unfounded.confirm", _("Xác nhận không có căn cứ, người thứ hai"), *COMMUNE, step_up=True),
    write("cases.unfounded.refuse", _("Không đồng ý kết luận không có căn cứ"), *COMMUNE),
    read("cases.moves.see", _("Xem hồ sơ chuyển đi, chuyển đến"), *COMMUNE),
    write("cases.moves.ask", _("Đề nghị xã khác tiếp nhận hồ sơ"), OFFICER),
    write("cases.moves.accept", _("Tiếp nhận hồ sơ chuyển đến"), OFFICER),
    write("cases.moves.decline", _("Không tiếp nhận hồ sơ chuyển đến"), OFFICER),
    write("cases.moves.withdraw", _("Rút đề nghị chuyển hồ sơ"), OFFICER),
    write("cases.team.add", _("Thêm người vào nhóm của hồ sơ"), *COMMUNE),
    write("cases.team.remove", _("Cho người ra khỏi nhóm của hồ sơ"), *COMMUNE),
    write("cases.people.add", _("Ghi người quanh vụ việc"), *COMMUNE),
    write("cases.people.remove", _("Bỏ người quanh vụ việc ghi nhầm"), *COMMUNE),
    write("cases.notes.add", _("Ghi chú trong nhóm"), *COMMUNE, *PROVINCE),
    write("cases.tasks.give", _("Giao việc trong nhóm của hồ sơ"), *COMMUNE, *PROVINCE),
    write("cases.tasks.finish", _("Ghi việc được giao đã xong"), *COMMUNE, *PROVINCE),
    write("cases.tasks.drop", _("Bỏ việc không cần làm nữa"), *COMMUNE, *PROVINCE),
    write("cases.tasks.remind", _("Báo việc được giao đã quá ngày (máy làm)")),
    read("cases.notes.above", _("Xem ghi chú dành cho lãnh đạo"), CHAIR, *PROVINCE),
    write("cases.sealed.write", _("Ghi điều phải giữ kín"), OFFICER),
    write("cases.sealed.open", _("Mở điều được giữ kín, có lý do"), *COMMUNE),
    write("cases.glass.break", _("Mở hồ sơ ngoài nhóm khi cần gấp, có lý do"), OFFICER, *PROVINCE),
    write("cases.glass.review", _("Xem xét lần mở hồ sơ ngoài nhóm"), CHAIR),
    write("cases.seal", _("Niêm kín hồ sơ"), *COMMUNE),
    write("cases.unseal", _("Bỏ niêm kín hồ sơ"), CHAIR, step_up=True),
    write("cases.police.notify", _("Ghi đã báo công an, viện kiểm sát, Tòa án"), *COMMUNE),
    write("cases.police.reply", _("Ghi kết quả của công an, viện kiểm sát, Tòa án"), *COMMUNE),
    write("cases.remind", _("Nhắc hạn, báo lên khi trễ (máy làm)")),
    write("cases.files.attach", _("Gửi tệp vào hồ sơ vụ việc"), *COMMUNE),
    *CARING_RIGHTS,
    *REFERRING_RIGHTS,
)
