"""Addresses under dich-vu/."""

from django.urls import URLPattern

app_name = "directory"
urlpatterns: list[URLPattern] = []
