"""Addresses of the screens kit itself."""

from django.conf import settings
from django.urls import path

from mangnon.ui import views

app_name = "ui"
urlpatterns = [
    path("nhap", views.DraftScreen.as_view(), name="draft"),
    path("bo-loc", views.SavedFilterScreen.as_view(), name="saved_filter"),
    path("ngon-ngu", views.switch_language, name="language"),
    path("sang-toi", views.switch_theme, name="theme"),
    path("tro-giup", views.HelpScreen.as_view(), name="help"),
]
if settings.DEVELOPMENT or settings.DEMO:
    urlpatterns += [path("_ui/<path:name>", views.kit_page, name="kit_page"), path("_ui", views.kit_page, name="kit")]
