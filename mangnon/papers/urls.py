"""Addresses of papers, under giay-to/."""

from django.urls import path

from mangnon.papers import views

app_name = "papers"
urlpatterns = [
    path("lap/<str:kind>/<uuid:owner>/<str:form>", views.FillSheet.as_view(), name="fill"),
    path("mau/<str:form>.json", views.SchemaView.as_view(), name="schema"),
    path("<uuid:pk>", views.SheetPage.as_view(), name="sheet"),
    path("<uuid:pk>/sua", views.CorrectSheet.as_view(), name="correct"),
    path("<uuid:pk>/lay-so", views.NumberSheet.as_view(), name="number"),
    path("<uuid:pk>/in", views.PrintSheet.as_view(), name="print"),
    path("<uuid:pk>/mo", views.OpenSheet.as_view(), name="open"),
]
