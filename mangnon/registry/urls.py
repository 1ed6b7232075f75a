"""Addresses of the register."""

from django.urls import URLPattern, path

from mangnon.registry.alike import views as alike
from mangnon.registry.search.views import ChildSearch

app_name = "registry"

urlpatterns: list[URLPattern] = [
    path("tim", ChildSearch.as_view(), name="search"),
    path("giong-nhau", alike.PairList.as_view(), name="alike_pairs"),
    path("giong-nhau/<uuid:pk>", alike.PairPage.as_view(), name="alike_pair"),
    path("giong-nhau/<uuid:pk>/khac-nhau", alike.Dismiss.as_view(), name="alike_dismiss"),
    path("giong-nhau/<uuid:pk>/xem-lai", alike.Reopen.as_view(), name="alike_reopen"),
    path("giong-nhau/<uuid:pk>/gop", alike.MergePair.as_view(), name="alike_merge"),
    path("da-gop", alike.MergeList.as_view(), name="merges"),
    path("da-gop/<uuid:pk>", alike.MergePage.as_view(), name="merge"),
    path("da-gop/<uuid:pk>/tach", alike.Undo.as_view(), name="merge_undo"),
]
