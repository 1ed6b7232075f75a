"""Addresses of the operate room: backups, then health."""

from django.urls import URLPattern, path

from mangnon.operate.health import views as health

app_name = "operate"

urlpatterns: list[URLPattern] = [
    path("", health.HealthPage.as_view(), name="health"),
]
