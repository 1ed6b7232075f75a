"""Addresses of re-verification, under tre-em/."""

from django.urls import path

from mangnon.registry.verifying import views

VERIFYING_PATTERNS = [
    path("phuc-tra/", views.RoundList.as_view(), name="recheck_rounds"),
    path("phuc-tra/mo", views.OpenRound.as_view(), name="open_recheck"),
    path("phuc-tra/cua-toi", views.VisitList.as_view(), name="recheck_visits"),
    path("phuc-tra/<uuid:pk>", views.RoundPage.as_view(), name="recheck_round"),
    path("phuc-tra/<uuid:pk>/danh-sach", views.SheetList.as_view(), name="rechecks"),
    path("phuc-tra/<uuid:pk>/giao", views.AssignVisits.as_view(), name="recheck_assign"),
    path("phuc-tra/<uuid:pk>/rut-mau", views.DrawPage.as_view(), name="recheck_draw"),
    path("phuc-tra/<uuid:pk>/xuat", views.ExportFigures.as_view(), name="recheck_export"),
    path("phuc-tra/<uuid:pk>/dong", views.CloseRound.as_view(), name="close_recheck"),
    path("phuc-tra/phieu/<uuid:pk>", views.SheetPage.as_view(), name="recheck"),
    path("phuc-tra/phieu/<uuid:pk>/giao", views.AssignVisit.as_view(), name="recheck_assign_one"),
    path("phuc-tra/phieu/<uuid:pk>/di", views.VisitSheet.as_view(), name="recheck_visit"),
    path("phuc-tra/phieu/<uuid:pk>/xu-ly/<slug:field>", views.SettleDifference.as_view(), name="recheck_settle"),
]
