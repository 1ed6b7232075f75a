"""Addresses under dich-vu/."""

from django.urls import path

from mangnon.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.ServiceList.as_view(), name="services"),
    path("don-vi", views.ProviderList.as_view(), name="providers"),
    path("don-vi/them", views.AddProvider.as_view(), name="add_provider"),
    path("don-vi/<uuid:pk>", views.ProviderPage.as_view(), name="provider"),
    path("don-vi/<uuid:pk>/sua", views.CorrectProvider.as_view(), name="correct_provider"),
    path("don-vi/<uuid:pk>/da-kiem-tra", views.CheckProvider.as_view(), name="check_provider"),
    path("don-vi/<uuid:pk>/ngung", views.CloseProvider.as_view(), name="close_provider"),
    path("don-vi/<uuid:pk>/hoat-dong-lai", views.ReopenProvider.as_view(), name="reopen_provider"),
    path("don-vi/<uuid:pk>/them-dich-vu", views.AddService.as_view(), name="add_service"),
    path("don-vi/<uuid:pk>/giao-nguoi", views.GiveStaff.as_view(), name="give_staff"),
    path("nguoi-phu-trach/<uuid:pk>/thoi", views.EndStaff.as_view(), name="end_staff"),
    path("<uuid:pk>/sua", views.CorrectService.as_view(), name="correct_service"),
    path("<uuid:pk>/ngung", views.CloseService.as_view(), name="close_service"),
    path("<uuid:pk>/kha-nang", views.CountPlaces.as_view(), name="count"),
    path("<uuid:pk>/kha-nang/<slug:intake>", views.SetIntake.as_view(), name="set_intake"),
    path("<uuid:pk>/them-noi", views.AddLocation.as_view(), name="add_location"),
    path("noi/<uuid:pk>/sua", views.CorrectLocation.as_view(), name="correct_location"),
    path("noi/<uuid:pk>/ngung", views.CloseLocation.as_view(), name="close_location"),
]
