"""Addresses of the stock project."""

from django.contrib.auth import views as auth
from django.urls import path

from bench.stock import views

urlpatterns = [
    path("", views.SampleList.as_view(), name="home"),
    path("samples/", views.SampleList.as_view(), name="sample_list"),
    path("samples/<uuid:pk>/", views.SampleDetail.as_view(), name="sample_detail"),
    path("places/", views.SampleList.as_view(), name="place_list"),
    path("reports/", views.SampleList.as_view(), name="report_list"),
    path("people/", views.SampleList.as_view(), name="people_list"),
    path("search/", views.SampleList.as_view(), name="search"),
    path("help/", views.SampleList.as_view(), name="help"),
    path("account/", views.SampleList.as_view(), name="account"),
    path("login/", auth.LoginView.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
]
