"""Who plans, who tells how far it is; whoever works in a place reads all plans, which name no child."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.catalogue import read, write
from mangnon.access.roles import Role

COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
DISTRICT = (Role.DISTRICT_OFFICER, Role.DISTRICT_LEADER)
PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)
LEADERS = (Role.COMMUNE_CHAIR, Role.DISTRICT_LEADER, Role.PROVINCE_LEADER)
EVERY_LEVEL = (*COMMUNE, *DISTRICT, *PROVINCE)

SEE = "programmes.plans.see"
ADD_PLAN, CORRECT_PLAN, ADD_OBJECTIVE = "programmes.plans.add", "programmes.plans.correct", "programmes.objectives.add"
ADD_GOAL, SET_TARGET, TELL_ACTUAL = "programmes.goals.add", "programmes.goals.target", "programmes.goals.tell"
COUNT_GOALS = "programmes.goals.count"
ADD_TASK, CORRECT_TASK, DROP_TASK = "programmes.tasks.add", "programmes.tasks.correct", "programmes.tasks.drop"
TELL_TASK, ATTACH, SHARE = "programmes.tasks.tell", "programmes.tasks.attach", "programmes.tasks.share"
REMIND_PREPARATION, REMIND_ANSWER, REMIND_RECOMMENDATION = (
    "programmes.preparations.remind", "programmes.questions.remind", "programmes.recommendations.remind",
)  # fmt: skip
COPY, REMIND, ADOPT = "programmes.plans.copy", "programmes.tasks.remind", "programmes.adoptions.tell"

SET_UP_BOARD, CORRECT_BOARD, END_BOARD = (
    "programmes.boards.set_up", "programmes.boards.correct", "programmes.boards.end",
)  # fmt: skip
ADD_MEMBER, END_MEMBER = "programmes.members.add", "programmes.members.end"
CALL_MEETING, MINUTE = "programmes.meetings.call", "programmes.meetings.minute"
CONCLUDE, TASK_OF_CONCLUSION = "programmes.conclusions.add", "programmes.conclusions.task"

OPEN_ROUND, SET_CLASS = "programmes.rounds.open", "programmes.classes.set"
SCORE, SUBMIT, PROVE = "programmes.dossiers.score", "programmes.dossiers.submit", "programmes.dossiers.attach"
RETURN, VERIFY = "programmes.dossiers.return", "programmes.dossiers.verify"
RECOGNISE, REFUSE = "programmes.dossiers.recognise", "programmes.dossiers.refuse"

ADD_FORUM, CORRECT_FORUM, HOLD_FORUM, CANCEL_FORUM, REPORT_FORUM = (
    "programmes.forums.add", "programmes.forums.correct", "programmes.forums.hold", "programmes.forums.cancel",
    "programmes.forums.report",
)  # fmt: skip
ADD_GROUP, CORRECT_GROUP = "programmes.delegates.add", "programmes.delegates.correct"
ASK, CORRECT_QUESTION, ANSWER = (
    "programmes.questions.add",
    "programmes.questions.correct",
    "programmes.questions.answer",
)
FOLLOW, PUBLISH, WITHDRAW = (
    "programmes.questions.follow",
    "programmes.questions.publish",
    "programmes.questions.withdraw",
)

SEE_INSPECTIONS, ADD_INSPECTION, CORRECT_INSPECTION = (
    "programmes.inspections.see", "programmes.inspections.add", "programmes.inspections.correct",
)  # fmt: skip
HOLD_INSPECTION, CANCEL_INSPECTION, CLOSE_INSPECTION = (
    "programmes.inspections.hold", "programmes.inspections.cancel", "programmes.inspections.close",
)  # fmt: skip
ADD_INSPECTOR, DROP_INSPECTOR = "programmes.inspectors.add", "programmes.inspectors.drop"
FIND, CORRECT_FINDING, HANDLE = "programmes.findings.add", "programmes.findings.correct", "programmes.findings.handle"
RECOMMEND, CORRECT_RECOMMENDATION = "programmes.recommendations.add", "programmes.recommendations.correct"
ANSWER_RECOMMENDATION, FOLLOW_RECOMMENDATION = (
    "programmes.recommendations.answer", "programmes.recommendations.follow",
)  # fmt: skip
ADD_EXAMPLE, CORRECT_EXAMPLE = "programmes.examples.add", "programmes.examples.correct"
COPY_EXAMPLE, SET_EXAMPLE_STATE = "programmes.examples.copy", "programmes.examples.state"
TELL_EXAMPLE_YEAR, ATTACH_EXAMPLE = "programmes.examples.tell", "programmes.examples.attach"

DRAFT_PRAISE, CORRECT_PRAISE = "programmes.praise.draft", "programmes.praise.correct"
PROPOSE_PRAISE, PUT_PRAISE = "programmes.praise.propose", "programmes.praise.put"
DECIDE_PRAISE, DECLINE_PRAISE = "programmes.praise.decide", "programmes.praise.decline"
PUBLISH_PRAISE, ATTACH_PRAISE = "programmes.praise.publish", "programmes.praise.attach"

ADD_PARTNER, CORRECT_PARTNER = "programmes.partners.add", "programmes.partners.correct"
ADD_PROJECT, CORRECT_PROJECT = "programmes.projects.add", "programmes.projects.correct"
SHARE_PROJECT, ATTACH_PROJECT = "programmes.projects.share", "programmes.projects.attach"
PAY, STRIKE_PAID = "programmes.disbursements.add", "programmes.disbursements.strike"
ATTACH_PAID, TELL_RESULT = "programmes.disbursements.attach", "programmes.projects.tell"
ADD_REPORT, SEND_REPORT = "programmes.reports.add", "programmes.reports.send"
BEGIN_CAMPAIGN, CORRECT_CAMPAIGN, COPY_CAMPAIGN = (
    "programmes.campaigns.begin", "programmes.campaigns.correct", "programmes.campaigns.copy",
)  # fmt: skip
FINISH_CAMPAIGN, REOPEN_CAMPAIGN, DROP_CAMPAIGN = (
    "programmes.campaigns.finish", "programmes.campaigns.reopen", "programmes.campaigns.drop",
)  # fmt: skip
REPORT_CAMPAIGN, REMIND_REPORT = "programmes.campaigns.report", "programmes.campaigns.remind"
ADD_PREPARATION, DO_PREPARATION, TELL_PREPARATION = (
    "programmes.preparations.add", "programmes.preparations.do", "programmes.preparations.tell",
)  # fmt: skip
ADD_ACTIVITY, TELL_ACTIVITY, DROP_ACTIVITY = (
    "programmes.activities.add", "programmes.activities.tell", "programmes.activities.drop",
)  # fmt: skip
ADD_MATERIAL, ADD_PHOTO, REMOVE_PHOTO = (
    "programmes.materials.add", "programmes.photos.add", "programmes.photos.remove",
)  # fmt: skip

ADD_CURRICULUM, CORRECT_CURRICULUM = "programmes.curricula.add", "programmes.curricula.correct"
PLAN_COURSE, CORRECT_COURSE, DROP_COURSE = (
    "programmes.courses.plan", "programmes.courses.correct", "programmes.courses.drop",
)  # fmt: skip
FINISH_COURSE, REOPEN_COURSE, CERTIFY = (
    "programmes.courses.finish", "programmes.courses.reopen", "programmes.courses.certify",
)  # fmt: skip
ADD_SESSION, CORRECT_SESSION, ADD_TRAINER = (
    "programmes.sessions.add", "programmes.sessions.correct", "programmes.trainers.add",
)  # fmt: skip
INVITE, ADD_TRAINEE, CORRECT_TRAINEE = (
    "programmes.trainees.invite", "programmes.trainees.add", "programmes.trainees.correct",
)  # fmt: skip
ATTEND, WRITE_SCORES = "programmes.attendance.tell", "programmes.trainees.score"
MY_TRAINING, ANSWER_INVITATION, CHECK_IN = (
    "programmes.trainings.mine", "programmes.invitations.answer", "programmes.attendance.check_in",
)  # fmt: skip
LEARNERS = (*EVERY_LEVEL, Role.COLLABORATOR, Role.HOTLINE, Role.SERVICE_STAFF)
"""Who is invited to a course by their account."""

TRAINING_RIGHTS = (
    write(ADD_CURRICULUM, _("Thêm chương trình tập huấn"), *PROVINCE),
    write(CORRECT_CURRICULUM, _("Sửa chương trình tập huấn, thôi dùng"), *PROVINCE),
    write(PLAN_COURSE, _("Lập lớp tập huấn của nơi mình"), *EVERY_LEVEL),
    write(CORRECT_COURSE, _("Sửa lớp tập huấn"), *EVERY_LEVEL),
    write(DROP_COURSE, _("Ghi lớp tập huấn không tổ chức"), *EVERY_LEVEL),
    write(FINISH_COURSE, _("Kết thúc lớp tập huấn, ghi kết quả"), *EVERY_LEVEL),
    write(REOPEN_COURSE, _("Mở lại lớp tập huấn để sửa"), *EVERY_LEVEL),
    write(CERTIFY, _("Cấp giấy chứng nhận tập huấn"), *EVERY_LEVEL),
    write(ADD_SESSION, _("Thêm buổi học của lớp"), *EVERY_LEVEL),
    write(CORRECT_SESSION, _("Sửa buổi học của lớp"), *EVERY_LEVEL),
    write(ADD_TRAINER, _("Thêm giảng viên"), *EVERY_LEVEL),
    write(INVITE, _("Mời người có tài khoản dự lớp, theo nơi và vai trò"), *EVERY_LEVEL),
    write(ADD_TRAINEE, _("Thêm học viên vào danh sách của lớp"), *EVERY_LEVEL),
    write(CORRECT_TRAINEE, _("Sửa học viên, ghi trả lời giấy mời thay"), *EVERY_LEVEL),
    write(ATTEND, _("Điểm danh buổi học"), *EVERY_LEVEL),
    write(WRITE_SCORES, _("Ghi điểm kiểm tra trước và sau lớp"), *EVERY_LEVEL),
    read(MY_TRAINING, _("Xem các lớp tập huấn của chính mình"), *LEARNERS),
    write(ANSWER_INVITATION, _("Trả lời giấy mời tập huấn của mình"), *LEARNERS),
    write(CHECK_IN, _("Tự ghi có mặt bằng mã QR của buổi học"), *LEARNERS),
)

RIGHTS = (
    *TRAINING_RIGHTS,
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
    write(SET_UP_BOARD, _("Ghi ban bảo vệ trẻ em, nhóm thường trực của nơi mình"), *EVERY_LEVEL),
    write(CORRECT_BOARD, _("Sửa quyết định, quy chế của ban"), *EVERY_LEVEL),
    write(END_BOARD, _("Ghi ban đã kết thúc"), *EVERY_LEVEL),
    write(ADD_MEMBER, _("Thêm thành viên của ban"), *EVERY_LEVEL),
    write(END_MEMBER, _("Ghi thành viên đã rời ban"), *EVERY_LEVEL),
    write(CALL_MEETING, _("Ghi cuộc họp của ban"), *EVERY_LEVEL),
    write(MINUTE, _("Ghi biên bản cuộc họp"), *EVERY_LEVEL),
    write(CONCLUDE, _("Ghi kết luận của cuộc họp"), *EVERY_LEVEL),
    write(TASK_OF_CONCLUSION, _("Đưa kết luận thành việc trong kế hoạch"), *EVERY_LEVEL),
    write(OPEN_ROUND, _("Mở đợt đánh giá, tự kiểm tra xã, phường phù hợp với trẻ em"), *PROVINCE),
    write(SET_CLASS, _("Ghi loại địa bàn của xã, phường"), *PROVINCE),
    write(SCORE, _("Tự chấm điểm xã, phường phù hợp với trẻ em"), *COMMUNE),
    write(PROVE, _("Gửi minh chứng của hồ sơ tự chấm điểm"), *COMMUNE),
    write(SUBMIT, _("Nộp hồ sơ tự chấm điểm"), *COMMUNE),
    write(RETURN, _("Trả hồ sơ tự chấm điểm để xã sửa"), *PROVINCE),
    write(VERIFY, _("Thẩm định hồ sơ, ghi điểm sau khi đến tận nơi"), *PROVINCE),
    write(RECOGNISE, _("Ghi quyết định công nhận xã, phường phù hợp với trẻ em"), Role.PROVINCE_LEADER, step_up=True),
    write(REFUSE, _("Ghi quyết định không công nhận"), Role.PROVINCE_LEADER, step_up=True),
    write(ADD_FORUM, _("Ghi diễn đàn trẻ em của nơi mình"), *EVERY_LEVEL),
    write(CORRECT_FORUM, _("Sửa diễn đàn trẻ em"), *EVERY_LEVEL),
    write(HOLD_FORUM, _("Ghi diễn đàn trẻ em đã tổ chức"), *EVERY_LEVEL),
    write(CANCEL_FORUM, _("Ghi diễn đàn trẻ em không tổ chức"), *EVERY_LEVEL),
    write(REPORT_FORUM, _("Ghi báo cáo sau diễn đàn trẻ em"), *EVERY_LEVEL),
    write(ADD_GROUP, _("Thêm nhóm đại biểu trẻ em của diễn đàn"), *EVERY_LEVEL),
    write(CORRECT_GROUP, _("Sửa số đại biểu, số phiếu đồng ý của một nhóm"), *EVERY_LEVEL),
    write(ASK, _("Ghi câu hỏi, kiến nghị của trẻ em tại diễn đàn"), *EVERY_LEVEL),
    write(CORRECT_QUESTION, _("Sửa câu hỏi, kiến nghị của trẻ em"), *EVERY_LEVEL),
    write(ANSWER, _("Ghi trả lời câu hỏi, kiến nghị của trẻ em"), *EVERY_LEVEL),
    write(FOLLOW, _("Ghi việc đã hứa với trẻ em làm đến đâu"), *EVERY_LEVEL),
    write(PUBLISH, _("Công khai câu hỏi của trẻ em và trả lời"), *LEADERS),
    write(WITHDRAW, _("Thôi công khai câu hỏi của trẻ em và trả lời"), *LEADERS),
    read(
        SEE_INSPECTIONS,
        _("Xem các cuộc kiểm tra, giám sát do nơi mình làm hoặc làm ở nơi mình"),
        *EVERY_LEVEL,
        Role.AUDITOR,
    ),
    write(ADD_INSPECTION, _("Ghi kế hoạch kiểm tra, thanh tra, giám sát"), *EVERY_LEVEL),
    write(CORRECT_INSPECTION, _("Sửa cuộc kiểm tra, giám sát"), *EVERY_LEVEL),
    write(HOLD_INSPECTION, _("Ghi cuộc kiểm tra, giám sát đã làm, có biên bản"), *EVERY_LEVEL),
    write(CANCEL_INSPECTION, _("Ghi cuộc kiểm tra, giám sát không làm"), *EVERY_LEVEL),
    write(CLOSE_INSPECTION, _("Kết thúc theo dõi cuộc kiểm tra, giám sát"), *EVERY_LEVEL),
    write(ADD_INSPECTOR, _("Thêm thành viên đoàn kiểm tra, giám sát"), *EVERY_LEVEL),
    write(DROP_INSPECTOR, _("Ghi thành viên rời đoàn kiểm tra, giám sát"), *EVERY_LEVEL),
    write(FIND, _("Ghi điều phát hiện khi kiểm tra, giám sát"), *EVERY_LEVEL),
    write(CORRECT_FINDING, _("Sửa điều phát hiện"), *EVERY_LEVEL),
    write(HANDLE, _("Ghi việc xử lý hành chính, hình sự theo điều phát hiện"), *EVERY_LEVEL),
    write(RECOMMEND, _("Ghi kiến nghị sau kiểm tra, giám sát"), *EVERY_LEVEL),
    write(CORRECT_RECOMMENDATION, _("Sửa kiến nghị sau kiểm tra, giám sát"), *EVERY_LEVEL),
    write(ANSWER_RECOMMENDATION, _("Trả lời kiến nghị sau kiểm tra, giám sát"), *EVERY_LEVEL),
    write(FOLLOW_RECOMMENDATION, _("Ghi kết quả thực hiện kiến nghị, kết thúc kiến nghị"), *EVERY_LEVEL),
    write(ADD_EXAMPLE, _("Ghi mô hình bảo vệ trẻ em của nơi mình"), *EVERY_LEVEL),
    write(CORRECT_EXAMPLE, _("Sửa điều đã ghi về mô hình"), *EVERY_LEVEL),
    write(COPY_EXAMPLE, _("Chép mô hình của nơi khác về nơi mình"), *EVERY_LEVEL),
    write(SET_EXAMPLE_STATE, _("Ghi mô hình tạm dừng, kết thúc, hoạt động lại"), *EVERY_LEVEL),
    write(TELL_EXAMPLE_YEAR, _("Ghi kết quả từng năm của mô hình"), *EVERY_LEVEL),
    write(ATTACH_EXAMPLE, _("Gửi minh chứng của mô hình"), *EVERY_LEVEL),
    write(DRAFT_PRAISE, _("Soạn đề nghị khen thưởng"), *EVERY_LEVEL),
    write(CORRECT_PRAISE, _("Sửa đề nghị khen thưởng chưa gửi"), *EVERY_LEVEL),
    write(PROPOSE_PRAISE, _("Gửi đề nghị khen thưởng"), *EVERY_LEVEL),
    write(PUT_PRAISE, _("Trình đề nghị khen thưởng lên nơi quyết định"), *EVERY_LEVEL),
    write(DECIDE_PRAISE, _("Ghi quyết định khen thưởng"), Role.COMMUNE_CHAIR, Role.PROVINCE_LEADER, step_up=True),
    write(DECLINE_PRAISE, _("Ghi không khen thưởng"), Role.COMMUNE_CHAIR, Role.PROVINCE_LEADER, step_up=True),
    write(PUBLISH_PRAISE, _("Cho phép công khai gương được khen, hoặc thôi công khai"), *EVERY_LEVEL),
    write(ATTACH_PRAISE, _("Gửi minh chứng của đề nghị khen thưởng"), *EVERY_LEVEL),
    write(ADD_PARTNER, _("Thêm đối tác của chương trình, dự án"), *PROVINCE),
    write(CORRECT_PARTNER, _("Sửa đối tác, giấy phép của đối tác"), *PROVINCE),
    write(ADD_PROJECT, _("Ghi dự án của nơi mình"), *EVERY_LEVEL),
    write(CORRECT_PROJECT, _("Sửa dự án của nơi mình"), *EVERY_LEVEL),
    write(SHARE_PROJECT, _("Ghi tiền dự án dự kiến cho từng nơi"), *EVERY_LEVEL),
    write(ATTACH_PROJECT, _("Gửi tệp của dự án"), *EVERY_LEVEL),
    write(PAY, _("Ghi khoản chi của dự án"), *EVERY_LEVEL),
    write(STRIKE_PAID, _("Gạch bỏ khoản chi ghi nhầm"), *EVERY_LEVEL),
    write(ATTACH_PAID, _("Gửi chứng từ của khoản chi"), *EVERY_LEVEL),
    write(TELL_RESULT, _("Ghi kết quả của dự án ở từng nơi"), *EVERY_LEVEL),
    write(ADD_REPORT, _("Ghi báo cáo dự án phải gửi"), *EVERY_LEVEL),
    write(SEND_REPORT, _("Ghi báo cáo dự án đã gửi"), *EVERY_LEVEL),
    write(BEGIN_CAMPAIGN, _("Lập đợt truyền thông, dịp cao điểm của nơi mình"), *EVERY_LEVEL),
    write(CORRECT_CAMPAIGN, _("Sửa chủ đề, thông điệp, ngày của đợt truyền thông"), *EVERY_LEVEL),
    write(COPY_CAMPAIGN, _("Chép đợt truyền thông sang năm sau"), *EVERY_LEVEL),
    write(FINISH_CAMPAIGN, _("Tổng kết đợt truyền thông, ghi điều rút ra"), *EVERY_LEVEL),
    write(REOPEN_CAMPAIGN, _("Mở lại đợt truyền thông đã tổng kết"), *EVERY_LEVEL),
    write(DROP_CAMPAIGN, _("Thôi không làm một đợt truyền thông"), *EVERY_LEVEL),
    write(REPORT_CAMPAIGN, _("Ghi báo cáo của đợt truyền thông đã gửi"), *EVERY_LEVEL),
    write(ADD_PREPARATION, _("Thêm việc chuẩn bị của đợt truyền thông"), *EVERY_LEVEL),
    write(DO_PREPARATION, _("Ghi việc chuẩn bị đã xong"), *EVERY_LEVEL),
    write(TELL_PREPARATION, _("Sửa người làm, hạn, tình trạng của việc chuẩn bị"), *EVERY_LEVEL),
    write(ADD_ACTIVITY, _("Thêm hoạt động truyền thông"), *EVERY_LEVEL),
    write(TELL_ACTIVITY, _("Ghi kết quả, số người, tiền của hoạt động truyền thông"), *EVERY_LEVEL),
    write(DROP_ACTIVITY, _("Thôi không làm một hoạt động truyền thông"), *EVERY_LEVEL),
    write(ADD_MATERIAL, _("Thêm tài liệu truyền thông"), *EVERY_LEVEL),
    write(ADD_PHOTO, _("Gửi ảnh của hoạt động, kèm sự đồng ý"), *EVERY_LEVEL),
    write(REMOVE_PHOTO, _("Gỡ ảnh của hoạt động"), *EVERY_LEVEL),
    write(REMIND_REPORT, _("Nhắc báo cáo của đợt truyền thông sắp đến hạn, báo là đã trễ")),
    write(REMIND_PREPARATION, _("Nhắc việc chuẩn bị của đợt truyền thông sắp đến hạn, báo việc đã trễ")),
    write(REMIND_ANSWER, _("Nhắc câu hỏi của trẻ em sắp đến hạn trả lời, báo là đã trễ")),
    write(REMIND_RECOMMENDATION, _("Nhắc kiến nghị sau kiểm tra, giám sát sắp đến hạn trả lời, báo là đã trễ")),
    write(REMIND, _("Nhắc việc sắp đến hạn, báo việc đã trễ")),
)
