"""Who plans, who tells how far it is; whoever works in a place reads all plans, which name no child."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
DISTRICT = (Role.DISTRICT_OFFICER, Role.DISTRICT_LEADER)
PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
EVERY_LEVEL = (*COMMUNE, *DISTRICT, *PROVINCE)

SEE = "programmes.plans.see"
ADD_PLAN, CORRECT_PLAN, ADD_OBJECTIVE = "programmes.plans.add", "programmes.plans.correct", "programmes.objectives.add"
ADD_GOAL, SET_TARGET, TELL_ACTUAL = "programmes.goals.add", "programmes.goals.target", "programmes.goals.tell"
COUNT_GOALS = "programmes.goals.count"
ADD_TASK, CORRECT_TASK, DROP_TASK = "programmes.tasks.add", "programmes.tasks.correct", "programmes.tasks.drop"
TELL_TASK, ATTACH, SHARE = "programmes.tasks.tell", "programmes.tasks.attach", "programmes.tasks.share"
COPY, REMIND, ADOPT = "programmes.plans.copy", "programmes.tasks.remind", "programmes.adoptions.tell"

RIGHTS = (
    read(SEE, _("Xem chương trình, kế hoạch và tiến độ của mọi nơi"), *EVERY_LEVEL),
    write(ADD_PLAN, _("Lập chương trình, kế hoạch của nơi mình"), *EVERY_LEVEL),
    write(CORRECT_PLAN, _("Sửa chương trình, kế hoạch; ghi điều rút ra"), *EVERY_LEVEL),
    write(ADD_OBJECTIVE, _("Thêm mục tiêu vào kế hoạch"), *EVERY_LEVEL),
    write(ADD_GOAL, _("Thêm chỉ tiêu vào mục tiêu"), *EVERY_LEVEL),
    write(SET_TARGET, _("Đặt mức phải đạt của chỉ tiêu trong năm"), *EVERY_LEVEL),
    write(TELL_ACTUAL, _("Ghi kết quả của chỉ tiêu, có nguồn"), *EVERY_LEVEL),
    write(COUNT_GOALS, _("Tính kết quả chỉ tiêu từ hồ sơ")),
    write(ADD_TASK, _("Thêm việc vào kế hoạch"), *EVERY_LEVEL),
    write(CORRECT_TASK, _("Sửa người làm, hạn, tiền của việc"), *EVERY_LEVEL),
    write(TELL_TASK, _("Báo tiến độ của việc"), *EVERY_LEVEL),
    write(ATTACH, _("Gửi minh chứng của việc"), *EVERY_LEVEL),
    write(DROP_TASK, _("Thôi không làm một việc"), *EVERY_LEVEL),
    write(SHARE, _("Giao việc xuống các nơi bên dưới"), *DISTRICT, *PROVINCE),
    write(COPY, _("Chép kế hoạch sang năm sau"), *EVERY_LEVEL),
    write(ADOPT, _("Ghi việc đưa công tác trẻ em vào nghị quyết, kế hoạch, ngân sách"), *EVERY_LEVEL),
    write(REMIND, _("Nhắc việc sắp đến hạn, báo việc đã trễ")),
)
