"""Addresses of notices. The one that a letter carries is the shortest."""

from django.urls import path

from mangnon.notices.views import chains, dead, inbox, preferences, sent

app_name = "notices"
urlpatterns = [
    path("", inbox.Inbox.as_view(), name="inbox"),
    path("dem", inbox.Badge.as_view(), name="badge"),
    path("doc-het", inbox.ReadAll.as_view(), name="read_all"),
    path("cach-nhan", preferences.Ways.as_view(), name="ways"),
    path("vang-mat", preferences.Absence.as_view(), name="absence"),
    path("da-gui", sent.SentList.as_view(), name="sent"),
    path("da-gui/<uuid:pk>", sent.SentPage.as_view(), name="telling"),
    path("viec-khan", chains.ChainList.as_view(), name="chains"),
    path("viec-khan/<uuid:pk>", chains.ChainPage.as_view(), name="chain"),
    path("viec-khan/<uuid:pk>/nhan", chains.Acknowledge.as_view(), name="acknowledge"),
    path("khong-gui-duoc", dead.DeadList.as_view(), name="dead"),
    path("khong-gui-duoc/gui-lai", dead.RetryAll.as_view(), name="retry_all"),
    path("khong-gui-duoc/<uuid:pk>/gui-lai", dead.Retry.as_view(), name="retry"),
    path("<str:code>/da-doc", inbox.Read.as_view(), name="read"),
    path("<str:code>", inbox.Open.as_view(), name="open"),
]
