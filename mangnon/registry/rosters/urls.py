"""Addresses of rosters, under tre-em/danh-sach/."""

from django.urls import path

from mangnon.registry.rosters import views

ROSTER_PATTERNS = [
    path("danh-sach/", views.RosterList.as_view(), name="rosters"),
    path("danh-sach/mau", views.Template.as_view(), name="roster_template"),
    path("danh-sach/nhap", views.SendRoster.as_view(), name="roster_send"),
    path("danh-sach/xuat", views.ExportRegister.as_view(), name="roster_export"),
    path("danh-sach/<uuid:pk>", views.RosterPage.as_view(), name="roster"),
    path("danh-sach/<uuid:pk>/cot", views.ChooseColumns.as_view(), name="roster_columns"),
    path("danh-sach/<uuid:pk>/tien-do", views.RosterProgress.as_view(), name="roster_progress"),
    path("danh-sach/<uuid:pk>/can-sua", views.Remarks.as_view(), name="roster_remarks"),
    path("danh-sach/<uuid:pk>/kiem-tra", views.Check.as_view(), name="roster_check"),
    path("danh-sach/<uuid:pk>/da-xem", views.Decide.as_view(), name="roster_decide"),
    path("danh-sach/<uuid:pk>/ghi-vao-so", views.Apply.as_view(), name="roster_apply"),
    path("danh-sach/<uuid:pk>/hoan-tac", views.Undo.as_view(), name="roster_undo"),
]
