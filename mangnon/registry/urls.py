"""Addresses of the register."""

from django.urls import URLPattern, path

from mangnon.registry.search.views import ChildSearch

app_name = "registry"

urlpatterns: list[URLPattern] = [
    path("tim", ChildSearch.as_view(), name="search"),
]
