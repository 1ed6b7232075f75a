"""Addresses of oversight."""

from django.urls import include, path

from mangnon.oversight.incidents.urls import URLS as INCIDENTS
from mangnon.oversight.requests.urls import URLS as REQUESTS
from mangnon.oversight.views import alerts, book, chain, entry, readers, reviewing, reviews

app_name = "oversight"
urlpatterns = [
    path("", book.ReadingRoom.as_view(), name="book"),
    path("muc/<int:pk>", entry.EntryPage.as_view(), name="entry"),
    path("tinh-trang", chain.ChainPage.as_view(), name="chain"),
    path("tinh-trang/kiem-tra", chain.Verify.as_view(), name="verify"),
    path("ai-da-xem/<str:kind>/<uuid:pk>", readers.Readers.as_view(), name="readers"),
    path("nguoi/<uuid:pk>", readers.LookedAt.as_view(), name="looked_at"),
    path("canh-bao", alerts.AlertList.as_view(), name="alerts"),
    path("canh-bao/quy-tac", alerts.RulesPage.as_view(), name="rules"),
    path("canh-bao/<uuid:pk>", alerts.AlertPage.as_view(), name="alert"),
    path("canh-bao/<uuid:pk>/ket-luan", alerts.Settle.as_view(), name="settle"),
    path("soat-quyen", reviews.ReviewList.as_view(), name="reviews"),
    path("soat-quyen/mo", reviewing.Open.as_view(), name="open_review"),
    path("soat-quyen/chua-ai-xac-nhan", reviews.Unconfirmed.as_view(), name="unconfirmed"),
    path("soat-quyen/<uuid:pk>", reviews.ReviewPage.as_view(), name="review"),
    path("soat-quyen/<uuid:pk>/ky", reviewing.Sign.as_view(), name="sign_review"),
    path("soat-quyen/nguoi/<int:pk>/con-can", reviewing.Confirm.as_view(), name="confirm_line"),
    path("soat-quyen/nguoi/<int:pk>/ket-thuc", reviewing.EndLine.as_view(), name="end_line"),
    *REQUESTS,
    *INCIDENTS,
    path("", include("mangnon.oversight.consents.urls")),
    path("", include("mangnon.oversight.retention.urls")),
]
