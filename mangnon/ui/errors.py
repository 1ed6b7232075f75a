"""Pages for refusals and for what went wrong: a sentence, a reference, no name and no stack."""

from __future__ import annotations

import logging
import sys

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mangnon.access.actor import stranger
from mangnon.access.policy import PUBLIC, declare
from mangnon.lib import tracing
from mangnon.lib.ids import new_reference
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.ui.faults import CALL, Fault, fault_of, on_full_disk

logger = logging.getLogger("mangnon.errors")


def wants_json(request: HttpRequest) -> bool:
    """True for scripts and machines that asked for JSON."""
    return "application/json" in request.headers.get("Accept", "")


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page (or JSON) that shows an anticipated refusal with its status."""
    note_refusal(refusal)
    if wants_json(request):
        return JsonResponse(refusal.as_json(), status=refusal.status)
    context = {"status": refusal.status, "said": refusal.said, "mend": refusal.mend, "reference": ""}
    return HttpResponse(render_to_string("ui/refusal.html", context, request), status=refusal.status)


def note_refusal(refusal: Refusal) -> None:
    """Let the request's log line say what was refused, and the right that was missing."""
    tracing.tell(refused=refusal.code, **({"denied": refusal.action} if isinstance(refusal, Forbidden) else {}))


def _plain(request: HttpRequest, status: int, said: str, mend: str, reference: str = "") -> HttpResponse:
    if wants_json(request):
        told = {"code": str(status), "sentence": said, "remedy": mend}
        return JsonResponse({**told, "reference": reference} if reference else told, status=status)
    context = {"status": status, "said": said, "mend": mend, "reference": reference}
    return HttpResponse(render_to_string("ui/refusal.html", context, request), status=status)


@declare(PUBLIC)
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 for addresses nobody made."""
    return refusal_page(request, NotFound())


@declare(PUBLIC)
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for requests no form of ours sends."""
    return _plain(request, 400, _("Yêu cầu gửi đến không đọc được."), _("Quay lại trang trước và thử lần nữa."))


@declare(PUBLIC)
def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 for a trouble that passes: nothing was acknowledged; the log tells it under the same reference."""
    reference = tracing.reference() or new_reference()
    error = sys.exc_info()[1]
    fault = on_full_disk(fault_of(error))
    if fault is not None:
        logger.error("unavailable: %s, reference %s", fault.code, reference, exc_info=error)
        return _unavailable(request, fault, reference)
    logger.error("unexpected error, reference %s", reference, exc_info=error)
    said = _("Có lỗi ở phía hệ thống; việc vừa rồi chưa được lưu.")
    mend = _("Thử lại sau ít phút. Nếu trẻ đang nguy hiểm, gọi ngay 111.")
    return _plain(request, 500, said, mend, reference)


def _unavailable(request: HttpRequest, fault: Fault, reference: str) -> HttpResponse:
    """Drawn without the database: the rail, which counts, is left out."""
    tracing.tell(refused=fault.code)
    request.actor = stranger()  # type: ignore[attr-defined]
    response = _plain(request, 503, str(fault.said), f"{fault.mend} {CALL}", reference)
    response.headers["Retry-After"] = str(fault.retry_after)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent without its token: an old page, or another site tried."""
    tracing.tell(refused="csrf")
    said = _("Trang này đã mở quá lâu nên chưa gửi được.")
    return _plain(request, 403, said, _("Tải lại trang rồi gửi lại; chữ đã lưu nháp vẫn còn."))


def undeclared_page(request: HttpRequest) -> HttpResponse:
    """A view without a policy: refused, and told to ourselves. The start-up check forbids it anyway."""
    match = request.resolver_match
    logger.critical("a view without a policy was asked for: %s", match.route if match else "")
    return server_error(request)
