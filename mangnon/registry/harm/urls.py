"""Addresses of accidents and spots, under tre-em/."""

from django.urls import path

from mangnon.registry.harm import views

HARM_PATTERNS = [
    path("tai-nan/", views.AccidentList.as_view(), name="accidents"),
    path("tai-nan/ghi", views.RecordAccident.as_view(), name="record_accident"),
    path("tai-nan/bieu", views.InjuryReportPage.as_view(), name="injury_report"),
    path("tai-nan/<uuid:pk>", views.AccidentPage.as_view(), name="accident"),
    path("tai-nan/<uuid:pk>/sua", views.CorrectAccident.as_view(), name="correct_accident"),
    path("diem-nguy-co/", views.SpotList.as_view(), name="spots"),
    path("diem-nguy-co/ghi", views.RegisterSpot.as_view(), name="register_spot"),
    path("diem-nguy-co/<uuid:pk>", views.SpotPage.as_view(), name="spot"),
    path("diem-nguy-co/<uuid:pk>/sua", views.CorrectSpot.as_view(), name="correct_spot"),
    path("diem-nguy-co/<uuid:pk>/kiem-tra", views.CheckSpot.as_view(), name="check_spot"),
    path("<uuid:pk>/tai-nan", views.RecordChildAccident.as_view(), name="child_accident"),
]
