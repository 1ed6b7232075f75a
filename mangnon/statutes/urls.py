"""Addresses of law and documents, under van-ban/."""

from django.urls import path

from mangnon.statutes import views

app_name = "statutes"
urlpatterns = [
    path("", views.DocumentList.as_view(), name="documents"),
    path("them", views.AddDocument.as_view(), name="add_document"),
    path("quy-dinh", views.DefinitionList.as_view(), name="definitions"),
    path("quy-dinh/cach-ghi", views.SchemaPage.as_view(), name="schema"),
    path("quy-dinh/nap", views.LoadDefinition.as_view(), name="load"),
    path("quy-dinh/nap/ap-dung", views.ApplyDefinition.as_view(), name="apply"),
    path("quy-dinh/<str:kind>/<str:key>", views.DefinitionPage.as_view(), name="definition"),
    path("quy-dinh/<str:kind>/<str:key>/so-sanh", views.CompareVersions.as_view(), name="compare"),
    path("quy-dinh/<str:kind>/<str:key>/tep", views.DefinitionSource.as_view(), name="source"),
    path("<int:pk>", views.DocumentPage.as_view(), name="document"),
    path("<int:pk>/sua", views.CorrectDocument.as_view(), name="correct_document"),
    path("<int:pk>/het-hieu-luc", views.EndDocument.as_view(), name="end_document"),
    path("<int:pk>/rut", views.WithdrawDocument.as_view(), name="withdraw_document"),
    path("<int:pk>/dua-lai", views.RestoreDocument.as_view(), name="restore_document"),
    path("<int:pk>/gui-tep", views.AttachFile.as_view(), name="attach_file"),
    path("<int:pk>/go-tep/<uuid:file>", views.DetachFile.as_view(), name="detach_file"),
]
