"""Root addresses: health, sign-in, and each room's own."""

from django.apps import apps
from django.urls import include, path

from config import health
from mangnon.operate.health.metrics import metrics

urlpatterns = [
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("", include("mangnon.desk.urls")),
    path("", include("mangnon.accounts.urls")),
    path("", include("mangnon.accounts.entrance")),
    path("giao-dien/", include("mangnon.ui.urls")),
    path("tep/", include("mangnon.files.urls")),
    path("dia-ban/", include("mangnon.places.urls")),
    path("van-ban/", include("mangnon.statutes.urls")),
    path("giay-to/", include("mangnon.papers.urls")),
    path("thong-bao/", include("mangnon.notices.urls")),
    path("tre-em/", include("mangnon.registry.urls")),
    path("dich-vu/", include("mangnon.directory.urls")),
    path("tin-bao/", include("mangnon.intake.urls")),
    path("ho-so/", include("mangnon.cases.urls")),
    path("may-chu/", include("mangnon.operate.urls")),
    path("chuong-trinh/", include("mangnon.programmes.urls")),
    path("tin-bai/", include("mangnon.publishing.urls")),
    path("nhat-ky/", include("mangnon.oversight.urls")),
    path("", include("mangnon.portal.urls")),
]

handler400 = "mangnon.ui.errors.bad_request"
handler404 = "mangnon.ui.errors.not_found"
handler500 = "mangnon.ui.errors.server_error"

if apps.is_installed("mangnon.testing"):
    urlpatterns.append(path("mau-thu/", include("mangnon.testing.urls")))
