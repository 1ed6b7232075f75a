"""Addresses of the operate room: backups, then health."""

from django.urls import URLPattern, path

from mangnon.operate.backups.views import AskBackup, AskDrill, BackupsPage
from mangnon.operate.health import views as health

app_name = "operate"

urlpatterns: list[URLPattern] = [
    path("", health.HealthPage.as_view(), name="health"),
    path("sao-luu", BackupsPage.as_view(), name="backups"),
    path("sao-luu/ngay", AskBackup.as_view(), name="ask_backup"),
    path("sao-luu/dien-tap", AskDrill.as_view(), name="ask_drill"),
]
