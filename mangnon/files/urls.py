"""Addresses of files."""

from django.urls import path

from mangnon.files import views

app_name = "files"
urlpatterns = [
    path("<uuid:pk>", views.FileView.as_view(), name="file"),
    path("<uuid:pk>/mo", views.OpenView.as_view(), name="open"),
]
