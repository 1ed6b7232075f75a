"""Addresses under chuong-trinh/."""

from django.urls import path

from mangnon.programmes.boards.views import keeping, listing
from mangnon.programmes.examples.views import keeping as modelling
from mangnon.programmes.examples.views import listing as examples
from mangnon.programmes.forums.views import asking as forum_asking
from mangnon.programmes.forums.views import keeping as forum_keeping
from mangnon.programmes.forums.views import listing as forum_listing
from mangnon.programmes.forums.views import pages as forum_pages
from mangnon.programmes.forums.views import printing as forum_printing
from mangnon.programmes.inspections.views import keeping as inspecting
from mangnon.programmes.inspections.views import listing as inspection_listing
from mangnon.programmes.inspections.views import pages as inspection_pages
from mangnon.programmes.inspections.views import printing as inspection_printing
from mangnon.programmes.inspections.views import recording as inspection_recording
from mangnon.programmes.plans.views import adopting, boards, calendar, changing, heating, planning, printing, tasks
from mangnon.programmes.praise.views import keeping as praising
from mangnon.programmes.praise.views import listing as praise
from mangnon.programmes.projects.views import keeping as financing
from mangnon.programmes.projects.views import listing as projects
from mangnon.programmes.projects.views import partners
from mangnon.programmes.recognition.views import dossiers
from mangnon.programmes.recognition.views import keeping as judging
from mangnon.programmes.recognition.views import listing as recognising

app_name = "programmes"
urlpatterns = [
    path("", boards.BoardPage.as_view(), name="board"),
    path("ban-do", heating.HeatPage.as_view(), name="map"),
    path("lich", calendar.CalendarPage.as_view(), name="calendar"),
    path("in", printing.PrintReport.as_view(), name="report"),
    path("dua-vao", adopting.AdoptionPage.as_view(), name="adoption"),
    path("dua-vao/<int:place>/<int:year>/<slug:kind>", adopting.TellAdoption.as_view(), name="tell_adoption"),
    path("ke-hoach", planning.PlanList.as_view(), name="plans"),
    path("ke-hoach/moi", planning.AddPlan.as_view(), name="add_plan"),
    path("ke-hoach/<uuid:pk>", planning.PlanPage.as_view(), name="plan"),
    path("ke-hoach/<uuid:pk>/sua", planning.CorrectPlan.as_view(), name="correct_plan"),
    path("ke-hoach/<uuid:pk>/muc-tieu", planning.AddObjective.as_view(), name="add_objective"),
    path("ke-hoach/<uuid:pk>/chep", planning.CopyPlan.as_view(), name="copy_plan"),
    path("muc-tieu/<uuid:pk>/chi-tieu", planning.AddGoal.as_view(), name="add_goal"),
    path("muc-tieu/<uuid:pk>/viec", changing.AddTask.as_view(), name="add_task"),
    path("chi-tieu/<uuid:pk>/<int:year>", planning.TellGoal.as_view(), name="goal"),
    path("viec/<uuid:pk>", tasks.TaskPage.as_view(), name="task"),
    path("viec/<uuid:pk>/bao", changing.TellTask.as_view(), name="tell"),
    path("viec/<uuid:pk>/sua", changing.CorrectTask.as_view(), name="correct_task"),
    path("viec/<uuid:pk>/giao", changing.ShareTask.as_view(), name="share"),
    path("viec/<uuid:pk>/thoi", changing.DropTask.as_view(), name="drop_task"),
    path("viec/<uuid:pk>/minh-chung", changing.AttachEvidence.as_view(), name="attach"),
    path("ban", listing.BoardList.as_view(), name="boards"),
    path("ban/moi", keeping.SetUpBoard.as_view(), name="set_up_board"),
    path("ban/<uuid:pk>", listing.BoardPage.as_view(), name="board_page"),
    path("ban/<uuid:pk>/sua", keeping.CorrectBoard.as_view(), name="correct_board"),
    path("ban/<uuid:pk>/ket-thuc", keeping.EndBoard.as_view(), name="end_board"),
    path("ban/<uuid:pk>/thanh-vien", keeping.AddMember.as_view(), name="add_member"),
    path("ban/<uuid:pk>/hop", keeping.CallMeeting.as_view(), name="call_meeting"),
    path("thanh-vien/<uuid:pk>/roi", keeping.EndMember.as_view(), name="end_member"),
    path("hop/<uuid:pk>", keeping.MeetingPage.as_view(), name="meeting"),
    path("hop/<uuid:pk>/bien-ban", keeping.MinuteMeeting.as_view(), name="minute"),
    path("hop/<uuid:pk>/ket-luan", keeping.Conclude.as_view(), name="conclude"),
    path("ket-luan/<uuid:pk>/viec", keeping.TaskOfConclusion.as_view(), name="conclusion_task"),
    path("cong-nhan", recognising.RecognitionList.as_view(), name="recognition"),
    path("cong-nhan/dot/moi", judging.OpenRound.as_view(), name="open_round"),
    path("cong-nhan/dot/<uuid:pk>/<int:place>", judging.ScoreScreen.as_view(), name="score"),
    path("cong-nhan/noi/<int:place>", recognising.PlaceHistory.as_view(), name="place_history"),
    path("cong-nhan/noi/<int:place>/loai", judging.SetClass.as_view(), name="set_class"),
    path("cong-nhan/ho-so/<uuid:pk>", dossiers.DossierPage.as_view(), name="dossier"),
    path("cong-nhan/ho-so/<uuid:pk>/minh-chung", judging.AttachProof.as_view(), name="attach_proof"),
    path("cong-nhan/ho-so/<uuid:pk>/nop", judging.SubmitDossier.as_view(), name="submit_dossier"),
    path("cong-nhan/ho-so/<uuid:pk>/tra-lai", judging.ReturnDossier.as_view(), name="return_dossier"),
    path("cong-nhan/ho-so/<uuid:pk>/tham-dinh", judging.VerifyDossier.as_view(), name="verify"),
    path("cong-nhan/ho-so/<uuid:pk>/cong-nhan", judging.Recognise.as_view(), name="recognise"),
    path("cong-nhan/ho-so/<uuid:pk>/khong-cong-nhan", judging.Refuse.as_view(), name="refuse"),
    path("dien-dan", forum_listing.ForumList.as_view(), name="forums"),
    path("dien-dan/moi", forum_keeping.AddForum.as_view(), name="add_forum"),
    path("dien-dan/cau-hoi", forum_listing.AnswerList.as_view(), name="forum_answers"),
    path("dien-dan/cau-hoi/<uuid:pk>", forum_asking.QuestionPage.as_view(), name="forum_question"),
    path("dien-dan/cau-hoi/<uuid:pk>/sua", forum_asking.CorrectQuestion.as_view(), name="correct_forum_question"),
    path("dien-dan/cau-hoi/<uuid:pk>/tra-loi", forum_asking.AnswerQuestion.as_view(), name="answer_forum"),
    path("dien-dan/cau-hoi/<uuid:pk>/xem-lai", forum_asking.FollowUp.as_view(), name="follow_forum"),
    path("dien-dan/cau-hoi/<uuid:pk>/cong-khai", forum_asking.Publish.as_view(), name="publish_forum_answer"),
    path("dien-dan/cau-hoi/<uuid:pk>/thoi", forum_asking.Withdraw.as_view(), name="withdraw_forum_answer"),
    path("dien-dan/nhom/<uuid:pk>/sua", forum_keeping.CorrectGroup.as_view(), name="correct_forum_group"),
    path("dien-dan/<uuid:pk>", forum_pages.ForumPage.as_view(), name="forum"),
    path("dien-dan/<uuid:pk>/sua", forum_keeping.CorrectForum.as_view(), name="correct_forum"),
    path("dien-dan/<uuid:pk>/to-chuc", forum_keeping.HoldForum.as_view(), name="hold_forum"),
    path("dien-dan/<uuid:pk>/khong-to-chuc", forum_keeping.CancelForum.as_view(), name="cancel_forum"),
    path("dien-dan/<uuid:pk>/bao-cao", forum_keeping.ReportForum.as_view(), name="report_forum"),
    path("dien-dan/<uuid:pk>/nhom", forum_keeping.AddGroup.as_view(), name="add_forum_group"),
    path("dien-dan/<uuid:pk>/cau-hoi", forum_asking.Ask.as_view(), name="ask_forum"),
    path("dien-dan/<uuid:pk>/in", forum_printing.PrintForum.as_view(), name="print_forum"),
    path("kiem-tra", inspection_listing.InspectionList.as_view(), name="inspections"),
    path("kiem-tra/moi", inspecting.AddInspection.as_view(), name="add_inspection"),
    path("kiem-tra/<uuid:pk>", inspection_pages.InspectionPage.as_view(), name="inspection"),
    path("kiem-tra/<uuid:pk>/sua", inspecting.CorrectInspection.as_view(), name="correct_inspection"),
    path("kiem-tra/<uuid:pk>/da-lam", inspecting.HoldInspection.as_view(), name="hold_inspection"),
    path("kiem-tra/<uuid:pk>/khong-lam", inspecting.CancelInspection.as_view(), name="cancel_inspection"),
    path("kiem-tra/<uuid:pk>/ket-thuc", inspecting.CloseInspection.as_view(), name="close_inspection"),
    path("kiem-tra/<uuid:pk>/in", inspection_printing.PrintInspection.as_view(), name="print_inspection"),
    path("kiem-tra/<uuid:pk>/doan", inspecting.AddInspector.as_view(), name="add_inspector"),
    path("kiem-tra/<uuid:pk>/phat-hien", inspection_recording.Find.as_view(), name="find"),
    path("kiem-tra/<uuid:pk>/kien-nghi", inspection_recording.Recommend.as_view(), name="recommend"),
    path("kiem-tra/doan/<uuid:pk>/roi", inspecting.DropInspector.as_view(), name="drop_inspector"),
    path("kiem-tra/phat-hien/<uuid:pk>", inspection_pages.FindingPage.as_view(), name="finding"),
    path("kiem-tra/phat-hien/<uuid:pk>/sua", inspection_recording.CorrectFinding.as_view(), name="correct_finding"),
    path("kiem-tra/phat-hien/<uuid:pk>/xu-ly", inspection_recording.HandleFinding.as_view(), name="handle_finding"),
    path("kiem-tra/kien-nghi/<uuid:pk>", inspection_pages.RecommendationPage.as_view(), name="recommendation"),
    path(
        "kiem-tra/kien-nghi/<uuid:pk>/sua",
        inspection_recording.CorrectRecommendation.as_view(),
        name="correct_recommendation",
    ),
    path(
        "kiem-tra/kien-nghi/<uuid:pk>/tra-loi",
        inspection_recording.AnswerRecommendation.as_view(),
        name="answer_recommendation",
    ),
    path(
        "kiem-tra/kien-nghi/<uuid:pk>/ket-qua",
        inspection_recording.FollowRecommendation.as_view(),
        name="follow_recommendation",
    ),
    path("mo-hinh", examples.ExampleList.as_view(), name="examples"),
    path("mo-hinh/moi", modelling.AddExample.as_view(), name="add_example"),
    path("mo-hinh/<uuid:pk>", examples.ExamplePage.as_view(), name="example"),
    path("mo-hinh/<uuid:pk>/sua", modelling.CorrectExample.as_view(), name="correct_example"),
    path("mo-hinh/<uuid:pk>/chep", modelling.CopyExample.as_view(), name="copy_example"),
    path("mo-hinh/<uuid:pk>/tinh-trang", modelling.SetExampleState.as_view(), name="example_state"),
    path("mo-hinh/<uuid:pk>/nam/<int:year>", modelling.TellExampleYear.as_view(), name="example_year"),
    path("mo-hinh/<uuid:pk>/minh-chung", modelling.AttachExample.as_view(), name="attach_example"),
    path("khen-thuong", praise.PraiseList.as_view(), name="praise"),
    path("khen-thuong/moi", praising.DraftNomination.as_view(), name="draft_nomination"),
    path("khen-thuong/<uuid:pk>", praise.NominationPage.as_view(), name="nomination"),
    path("khen-thuong/<uuid:pk>/sua", praising.CorrectNomination.as_view(), name="correct_nomination"),
    path("khen-thuong/<uuid:pk>/gui", praising.ProposeNomination.as_view(), name="propose_nomination"),
    path("khen-thuong/<uuid:pk>/trinh", praising.PutNomination.as_view(), name="put_nomination"),
    path("khen-thuong/<uuid:pk>/quyet-dinh", praising.DecideNomination.as_view(), name="decide_nomination"),
    path("khen-thuong/<uuid:pk>/khong-khen", praising.DeclineNomination.as_view(), name="decline_nomination"),
    path("khen-thuong/<uuid:pk>/cong-khai", praising.PublishNomination.as_view(), name="publish_nomination"),
    path("khen-thuong/<uuid:pk>/minh-chung", praising.AttachNomination.as_view(), name="attach_nomination"),
    path("du-an", projects.ProjectList.as_view(), name="projects"),
    path("du-an/moi", financing.AddProject.as_view(), name="add_project"),
    path("du-an/tien", partners.MoneyByPlace.as_view(), name="project_money"),
    path("du-an/<uuid:pk>", projects.ProjectPage.as_view(), name="project"),
    path("du-an/<uuid:pk>/sua", financing.CorrectProject.as_view(), name="correct_project"),
    path("du-an/<uuid:pk>/noi", financing.ShareProject.as_view(), name="share_project"),
    path("du-an/<uuid:pk>/chi", financing.Pay.as_view(), name="pay"),
    path("du-an/<uuid:pk>/ket-qua", financing.TellResult.as_view(), name="tell_result"),
    path("du-an/<uuid:pk>/bao-cao", financing.AddReport.as_view(), name="add_report"),
    path("du-an/<uuid:pk>/tep", financing.AttachProject.as_view(), name="attach_project"),
    path("ket-qua/<int:pk>", financing.CorrectResult.as_view(), name="correct_result"),
    path("bao-cao/<uuid:pk>", financing.SendReport.as_view(), name="send_report"),
    path("khoan-chi/<uuid:pk>", financing.PaidPage.as_view(), name="paid"),
    path("khoan-chi/<uuid:pk>/gach", financing.StrikePaid.as_view(), name="strike_paid"),
    path("khoan-chi/<uuid:pk>/chung-tu", financing.AttachPaid.as_view(), name="attach_paid"),
    path("doi-tac", partners.PartnerList.as_view(), name="partners"),
    path("doi-tac/moi", partners.AddPartner.as_view(), name="add_partner"),
    path("doi-tac/<uuid:pk>", partners.PartnerPage.as_view(), name="partner"),
    path("doi-tac/<uuid:pk>/sua", partners.CorrectPartner.as_view(), name="correct_partner"),
]
