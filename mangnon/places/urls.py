"""Addresses of places, under dia-ban/."""

from django.urls import path

from mangnon.places import views
from mangnon.places.calendar import views as calendar
from mangnon.places.maps import views as maps

app_name = "places"
urlpatterns = [
    path("", views.UnitList.as_view(), name="list"),
    path("cay", views.Tree.as_view(), name="tree"),
    path("cay/<int:pk>/thon", views.TreeHamlets.as_view(), name="tree_hamlets"),
    path("goi-y", views.Suggestions.as_view(), name="suggest"),
    path("chia-tach", views.SplitList.as_view(), name="splits"),
    path("chia-tach/<int:pk>", views.SettleSplit.as_view(), name="settle"),
    path("lich", calendar.YearPage.as_view(), name="calendar"),
    path("lich/tinh-han", calendar.ReckonDue.as_view(), name="calendar_due"),
    path("lich/them", calendar.AddDays.as_view(), name="calendar_add"),
    path("lich/<int:pk>/rut", calendar.WithdrawDays.as_view(), name="calendar_withdraw"),
    path("ban-do", maps.MapPage.as_view(), name="map"),
    path("ban-do/nap", maps.LoadBorders.as_view(), name="load_borders"),
    path("ban-do/bo", maps.DropBorders.as_view(), name="drop_borders"),
    path("thon/<int:pk>/doi-ten", views.RenameHamlet.as_view(), name="rename_hamlet"),
    path("thon/<int:pk>/chuyen", views.MoveHamlet.as_view(), name="move_hamlet"),
    path("thon/<int:pk>/ngung", views.CloseHamlet.as_view(), name="close_hamlet"),
    path("thon/<int:pk>/dung-lai", views.ReopenHamlet.as_view(), name="reopen_hamlet"),
    path("<str:code>/<str:since>", views.UnitPage.as_view(), name="unit"),
    path("<str:code>/<str:since>/them-thon", views.NameHamlet.as_view(), name="name_hamlet"),
]
