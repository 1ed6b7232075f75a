"""Addresses of the public site. The report of harm has a short one, to be read out and printed on posters."""

from django.urls import path

from mangnon.portal.views import home, report

app_name = "portal"
urlpatterns = [
    path("cong/", home.Home.as_view(), name="home"),
    path("bao-tin", report.Report.as_view(), name="report"),
]
