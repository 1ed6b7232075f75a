"""Addresses under ho-so/."""

from django.urls import path

from mangnon.cases.caring.urls import CARING_URLS
from mangnon.cases.referring.urls import REFERRING_URLS
from mangnon.cases.views import case, keeping, listing, opening, planning, working

app_name = "cases"
urlpatterns = [
    *CARING_URLS,
    *REFERRING_URLS,
    path("", listing.CaseList.as_view(), name="cases"),
    path("dieu-hanh", listing.OverviewPage.as_view(), name="overview"),
    path("mo", opening.OpenUnnamed.as_view(), name="open"),
    path("mo/tre/<uuid:pk>", opening.OpenForChild.as_view(), name="open_for_child"),
    path("mo/tin-bao/<uuid:pk>", opening.OpenFromReport.as_view(), name="open_from_report"),
    path("chuyen/<uuid:pk>", keeping.AnswerMove.as_view(), name="answer_move"),
    path("<uuid:pk>", case.CasePage.as_view(), name="case"),
    path("<uuid:pk>/mo-kin", case.OpenSealed.as_view(), name="open_sealed"),
    path("<uuid:pk>/mo-gap", case.BreakGlassAct.as_view(), name="break_glass"),
    path("<uuid:pk>/mo-gap/<uuid:opening>", keeping.ReviewGlass.as_view(), name="review_glass"),
    path("<uuid:pk>/nhan", keeping.AcceptCase.as_view(), name="accept"),
    path("<uuid:pk>/giao", keeping.AssignCase.as_view(), name="assign"),
    path("<uuid:pk>/nhom", keeping.AddToTeam.as_view(), name="add_to_team"),
    path("<uuid:pk>/nhom/<uuid:person>/ra", keeping.RemoveFromTeam.as_view(), name="remove_from_team"),
    path("<uuid:pk>/buoc/<str:code>", working.RecordStep.as_view(), name="record_step"),
    path("<uuid:pk>/buoc/<str:code>/cham", working.ExplainLate.as_view(), name="explain_late"),
    path("<uuid:pk>/ket-luan/<str:form>", working.AssessCase.as_view(), name="assess"),
    path("<uuid:pk>/khan-cap", working.DecideEmergency.as_view(), name="emergency"),
    path("<uuid:pk>/cach-ly", planning.OrderSeparation.as_view(), name="separate"),
    path("<uuid:pk>/cach-ly/gia-han", planning.ExtendSeparation.as_view(), name="extend"),
    path("<uuid:pk>/cach-ly/ket-thuc", planning.EndSeparation.as_view(), name="end_separation"),
    path("<uuid:pk>/hop", working.HoldMeeting.as_view(), name="meeting"),
    path("<uuid:pk>/ke-hoach", planning.DraftPlan.as_view(), name="plan"),
    path("<uuid:pk>/ke-hoach/trinh", planning.SubmitPlan.as_view(), name="submit"),
    path("<uuid:pk>/ke-hoach/quyet-dinh", planning.DecidePlan.as_view(), name="decide_plan"),
    path("<uuid:pk>/ke-hoach/mau-05", planning.PlanPaper.as_view(), name="plan_paper"),
    path("<uuid:pk>/ke-hoach/da-ky", planning.RecordSigned.as_view(), name="record_signed"),
    path("<uuid:pk>/ghi", working.LogService.as_view(), name="log"),
    path("<uuid:pk>/ra-soat", working.ReviewCase.as_view(), name="review"),
    path("<uuid:pk>/ket-thuc", working.ProposeClose.as_view(), name="propose_close"),
    path("<uuid:pk>/ket-thuc/quyet-dinh", working.DecideClose.as_view(), name="decide_close"),
    path("<uuid:pk>/mo-lai", working.ReopenCase.as_view(), name="reopen"),
    path("<uuid:pk>/khong-can-cu", working.ProposeUnfounded.as_view(), name="propose_unfounded"),
    path("<uuid:pk>/khong-can-cu/ket-luan", working.DecideUnfounded.as_view(), name="decide_unfounded"),
    path("<uuid:pk>/nguoi", keeping.AddPerson.as_view(), name="add_person"),
    path("<uuid:pk>/nguoi/<uuid:row>/bo", keeping.RemovePerson.as_view(), name="remove_person"),
    path("<uuid:pk>/ghi-chu", keeping.AddNote.as_view(), name="note"),
    path("<uuid:pk>/dieu-kin", keeping.WriteSealed.as_view(), name="write_sealed"),
    path("<uuid:pk>/niem", keeping.SealCase.as_view(), name="seal"),
    path("<uuid:pk>/bo-niem", keeping.UnsealCase.as_view(), name="unseal"),
    path("<uuid:pk>/cong-an", keeping.NotifyPolice.as_view(), name="notify_police"),
    path("<uuid:pk>/cong-an/<uuid:notice>", keeping.PoliceReply.as_view(), name="police_reply"),
    path("<uuid:pk>/tep", keeping.AttachFile.as_view(), name="attach"),
    path("<uuid:pk>/chuyen", keeping.AskMove.as_view(), name="ask_move"),
    path("<uuid:pk>/chuyen/rut", keeping.WithdrawMove.as_view(), name="withdraw_move"),
]
