"""Addresses of the samples."""

from django.urls import path

from mangnon.testing import views

app_name = "testing"
urlpatterns = [
    path("", views.SampleList.as_view(), name="samples"),
    path("api/nhan", views.ReceiptScreen.as_view(), name="receive"),
    path("<uuid:pk>", views.SampleDetail.as_view(), name="sample"),
    path("<uuid:pk>/giay-to", views.SamplePapers.as_view(), name="papers"),
    path("<uuid:pk>/ghi-chu", views.SampleNoteScreen.as_view(), name="note"),
    path("<uuid:pk>/tep", views.SampleAttachScreen.as_view(), name="attach"),
    path("<uuid:pk>/doi-ten", views.SampleRenameScreen.as_view(), name="rename"),
]
