"""Addresses of the desk."""

from django.urls import path

from mangnon.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("tim", views.SearchPage.as_view(), name="search"),
    path("tim/goi-y", views.Palette.as_view(), name="palette"),
]
