"""Addresses under tin-bao/."""

from django.urls import path

from mangnon.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.ReportList.as_view(), name="reports"),
    path("nhan", views.Entry.as_view(), name="entry"),
    path("giong", views.AlikeAtEntry.as_view(), name="alike"),
    path("dem", views.CountContact.as_view(), name="count"),
    path("dang-giu", views.HeldDrops.as_view(), name="held"),
    path("dang-giu/<uuid:pk>/di-tiep", views.Release.as_view(), name="release"),
    path("dang-giu/<uuid:pk>/de-rieng", views.SetAside.as_view(), name="set_aside"),
    path("lich-truc", views.Rota.as_view(), name="rota"),
    path("lich-truc/xep", views.PlanTurn.as_view(), name="plan_turn"),
    path("lich-truc/<uuid:pk>/bo", views.DropTurn.as_view(), name="drop_turn"),
    path("lich-truc/nhan-thay", views.NameAlternate.as_view(), name="name_alternate"),
    path("<uuid:pk>", views.ReportPage.as_view(), name="report"),
    path("<uuid:pk>/bien-nhan", views.ReceiptPage.as_view(), name="receipt"),
    path("<uuid:pk>/tiep-nhan", views.Accept.as_view(), name="accept"),
    path("<uuid:pk>/chuyen", views.Forward.as_view(), name="forward"),
    path("<uuid:pk>/tra-lai", views.Return.as_view(), name="return"),
    path("<uuid:pk>/loai", views.ScreenOut.as_view(), name="screen_out"),
    path("<uuid:pk>/loai/xac-nhan", views.ConfirmScreenOut.as_view(), name="confirm_screen_out"),
    path("<uuid:pk>/dinh-chinh", views.CorrectFirstInformation.as_view(), name="correct_first_information"),
    path("<uuid:pk>/dinh-chinh/xac-nhan", views.ConfirmFirstInformation.as_view(), name="confirm_first_information"),
    path("<uuid:pk>/ghi-tiep", views.Complete.as_view(), name="complete"),
    path("<uuid:pk>/tre", views.WriteChild.as_view(), name="write_child"),
    path("<uuid:pk>/tre/<uuid:row>", views.WriteChild.as_view(), name="edit_child"),
    path("<uuid:pk>/tre/<uuid:row>/noi-so", views.IdentifyChild.as_view(), name="identify"),
    path("<uuid:pk>/nguoi-gay-ra", views.WriteSuspect.as_view(), name="write_suspect"),
    path("<uuid:pk>/nguoi-gay-ra/<uuid:row>", views.WriteSuspect.as_view(), name="edit_suspect"),
    path("<uuid:pk>/nguoi-bao", views.WriteReporter.as_view(), name="write_reporter"),
    path("<uuid:pk>/nguoi-bao/mo", views.ReporterOpened.as_view(), name="reporter_opened"),
    path("<uuid:pk>/tep", views.AttachFile.as_view(), name="attach"),
    path("<uuid:pk>/noi/<uuid:other>", views.LinkReports.as_view(), name="link"),
]
