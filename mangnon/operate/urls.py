"""Addresses of the operate room: backups, then health."""

from django.urls import URLPattern

app_name = "operate"

urlpatterns: list[URLPattern] = []
