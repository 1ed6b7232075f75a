"""Addresses of long lists."""

from django.urls import URLPattern, path

from mangnon.registry.releases import views

RELEASE_PATTERNS: list[URLPattern] = [
    path("xuat-dai/", views.ReleaseList.as_view(), name="releases"),
    path("xuat-dai/xin", views.AskRelease.as_view(), name="ask_release"),
    path("xuat-dai/<uuid:pk>", views.ReleasePage.as_view(), name="release"),
    path("xuat-dai/<uuid:pk>/dong-y", views.GrantRelease.as_view(), name="grant_release"),
    path("xuat-dai/<uuid:pk>/khong-dong-y", views.RefuseRelease.as_view(), name="refuse_release"),
    path("xuat-dai/<uuid:pk>/tai", views.TakeRelease.as_view(), name="take_release"),
]
