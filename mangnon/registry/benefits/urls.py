"""Addresses of entitlements and aid, under tre-em/<id>/."""

from django.urls import path

from mangnon.registry.benefits import views

BENEFIT_PATTERNS = [
    path("<uuid:pk>/tro-giup", views.RecordAid.as_view(), name="record_aid"),
    path("<uuid:pk>/quyen-loi/<int:row>/thoi", views.EndEntitlement.as_view(), name="end_entitlement"),
    path("<uuid:pk>/quyen-loi/<slug:law>/<slug:line>", views.GrantEntitlement.as_view(), name="grant_entitlement"),
]
