"""Who may do what with the register. Collaborators reach the children of their own hamlets only."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role
from mangnon.registry.benefits.rights import BENEFIT_RIGHTS
from mangnon.registry.figures.rights import FIGURES
from mangnon.registry.harm.rights import HARM_RIGHTS
from mangnon.registry.photos.rights import PHOTO_RIGHTS
from mangnon.registry.releases.rights import RELEASE_RIGHTS
from mangnon.registry.rosters.rights import ROSTER_RIGHTS
from mangnon.registry.verifying.rights import VERIFYING_RIGHTS

COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
DISTRICT = (Role.DISTRICT_OFFICER, Role.DISTRICT_LEADER)
PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
KEEPERS = (Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER)
FIELD = (Role.COLLABORATOR, *KEEPERS)
CONFIDANTS = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER)
"""Those who see that a child belongs to a very sensitive group."""

RIGHTS = (
    read("registry.children.see", _("Xem trẻ em"), Role.COLLABORATOR, *COMMUNE, *DISTRICT, *PROVINCE),
    read("registry.sensitive.see", _("Xem nhóm hoàn cảnh rất nhạy cảm"), *CONFIDANTS),
    write("registry.children.register", _("Ghi trẻ em mới"), *FIELD),
    write("registry.children.correct", _("Chỉnh sửa thông tin trẻ em"), *KEEPERS),
    write("registry.children.attach", _("Gửi tệp vào hồ sơ trẻ em"), *FIELD),
    write("registry.names.add", _("Ghi tên khác của trẻ em"), *FIELD),
    write("registry.names.drop", _("Bỏ tên khác của trẻ em"), *KEEPERS),
    write("registry.residences.move", _("Ghi chỗ ở mới trong xã"), *FIELD),
    write("registry.residences.register", _("Ghi nơi thường trú"), *KEEPERS),
    write("registry.parents.say", _("Ghi cha, mẹ"), *FIELD),
    write("registry.parents.state", _("Ghi tình trạng của cha, mẹ"), *FIELD),
    write("registry.parents.end_state", _("Kết thúc tình trạng của cha, mẹ"), *FIELD),
    write("registry.carers.name", _("Ghi người chăm sóc"), *FIELD),
    write("registry.carers.end", _("Kết thúc việc chăm sóc"), *FIELD),
    write("registry.households.register", _("Ghi hộ gia đình"), *FIELD),
    write("registry.households.correct", _("Chỉnh sửa hộ gia đình"), *KEEPERS),
    write("registry.households.join", _("Ghi trẻ em vào hộ"), *FIELD),
    write("registry.households.leave", _("Ghi trẻ em ra khỏi hộ"), *FIELD),
    write("registry.households.classify", _("Ghi hộ nghèo, cận nghèo"), *KEEPERS),
    write("registry.members.name", _("Ghi thành viên của hộ"), *FIELD),
    write("registry.members.end", _("Kết thúc việc ở trong hộ của thành viên"), *FIELD),
    write("registry.circumstances.open", _("Ghi hoàn cảnh đặc biệt"), *KEEPERS),
    write("registry.circumstances.close", _("Kết thúc hoàn cảnh đặc biệt"), *KEEPERS),
    read("registry.alike.see", _("Xem hồ sơ giống nhau"), *COMMUNE, *DISTRICT, *PROVINCE),
    write("registry.alike.find", _("Tìm hồ sơ giống nhau (máy làm)")),
    write("registry.alike.learn", _("Học trọng số so sánh (máy làm)")),
    write("registry.alike.dismiss", _("Kết luận hai hồ sơ không phải một trẻ"), *KEEPERS),
    write("registry.alike.reopen", _("Xem lại cặp hồ sơ đã kết luận"), *KEEPERS),
    write("registry.alike.merge", _("Gộp hai hồ sơ của một trẻ"), *KEEPERS),
    write("registry.alike.undo", _("Tách hồ sơ đã gộp"), *KEEPERS),
    write("registry.book.print", _("In sổ theo dõi trẻ em"), *COMMUNE, Role.PROVINCE_OFFICER),
    write("registry.sensitive.open", _("Mở phần kín của trẻ em"), *CONFIDANTS),
    write("registry.visits.record", _("Ghi lần thăm"), *FIELD),
    write("registry.schooling.record", _("Ghi việc học"), *FIELD),
    write("registry.insurances.record", _("Ghi thẻ bảo hiểm y tế"), *FIELD),
    write("registry.doses.record", _("Ghi mũi tiêm chủng"), *FIELD),
    write("registry.checkups.record", _("Ghi lần khám sức khỏe"), *FIELD),
    write("registry.doses.mend", _("Sửa mũi tiêm ghi sai"), *KEEPERS),
    write("registry.doses.drop", _("Bỏ mũi tiêm ghi nhầm"), *KEEPERS),
    write("registry.checkups.mend", _("Sửa lần khám ghi sai"), *KEEPERS),
    write("registry.checkups.drop", _("Bỏ lần khám ghi nhầm"), *KEEPERS),
    write("registry.disabilities.record", _("Ghi khuyết tật"), *KEEPERS),
    read("registry.transfers.see", _("Xem lượt chuyển đi, chuyển đến"), *COMMUNE, *DISTRICT, *PROVINCE),
    write("registry.transfers.ask", _("Đề nghị nơi khác tiếp nhận trẻ"), *KEEPERS),
    write("registry.transfers.accept", _("Tiếp nhận trẻ chuyển đến"), *KEEPERS),
    write("registry.transfers.decline", _("Không tiếp nhận trẻ chuyển đến"), *KEEPERS),
    write("registry.transfers.withdraw", _("Rút đề nghị chuyển trẻ"), *KEEPERS),
    write("registry.children.leave", _("Ghi trẻ em chết, rời địa bàn"), *KEEPERS),
    write("registry.children.return", _("Ghi trẻ em trở về"), *KEEPERS),
    *FIGURES,
    write("registry.making.fill", _("Tạo sổ trẻ em hư cấu")),
    *PHOTO_RIGHTS,
    *RELEASE_RIGHTS,
    *ROSTER_RIGHTS,
    *HARM_RIGHTS,
    *BENEFIT_RIGHTS,
    *VERIFYING_RIGHTS,
)
