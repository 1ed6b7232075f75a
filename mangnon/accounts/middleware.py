"""Builds the Actor once per request and keeps everybody out who may not open the page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from mangnon.access import scope
from mangnon.access.actor import Actor, Door, stranger
from mangnon.access.policy import Policy, policy_of
from mangnon.accounts.models import Person, Session
from mangnon.accounts.sessions import METHODS_GIVEN, SignedIn
from mangnon.audit.book import book_denial
from mangnon.lib import tracing
from mangnon.lib.ids import new_reference
from mangnon.lib.refusal import Forbidden, ProofNeeded, Refusal
from mangnon.ui import drafts
from mangnon.ui.errors import refusal_page, undeclared_page

logger = logging.getLogger("mangnon.accounts")

METHODS = ("GET", "HEAD", "POST")
TOUCH_AFTER = timedelta(seconds=60)
"""How stale "last seen" may get before it is written again."""


class ActorMiddleware:
    """Sets ``request.actor``, ``request.at``, ``request.user``; refuses before the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "HEAD":
            request.method = "GET"  # answered as a page; the server leaves its body out
        request.at = timezone.now()  # type: ignore[attr-defined]
        signed_in = self._signed_in(request)
        actor = _actor(request, signed_in)
        request.actor = actor  # type: ignore[attr-defined]
        request.signed_in = signed_in  # type: ignore[attr-defined]
        request.user = signed_in.person if signed_in else AnonymousUser()
        with translation.override(_language(request, signed_in)), scope.acting(actor):
            response = self.get_response(request)
            # a page whose form carries its own language has said it already
            response.headers.setdefault("Content-Language", translation.get_language() or "vi")
        if signed_in:
            _touch(request, signed_in)
        return response

    def _signed_in(self, request: HttpRequest) -> SignedIn | None:
        request.session.client = {  # type: ignore[attr-defined]
            "address": request.META.get("REMOTE_ADDR") or None,
            "agent": request.headers.get("User-Agent", "")[:200],
        }
        if not request.session.session_key:
            return None
        told = request.session.get("_auth_user_hash", "")
        signed_in: SignedIn | None = request.session.signed_in  # type: ignore[attr-defined]
        if signed_in is None or not signed_in.person.is_active:
            return None
        if not constant_time_compare(told, signed_in.person.get_session_auth_hash()):
            return None  # the password was changed elsewhere
        return signed_in

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_args: Any) -> HttpResponse | None:
        """Refuse or redirect before the view is entered."""
        policy = policy_of(view)
        if policy is None:
            return undeclared_page(request)
        if not _takes(view, request.method or ""):
            return HttpResponseNotAllowed(METHODS)
        if policy.public:
            return None
        answer = _gate(request, policy)
        if answer is not None and request.method == "POST":
            _keep_typed(request, view)
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show a Refusal as a page, lead to a proof; the request's transaction has been undone by now."""
        if isinstance(error, ProofNeeded):
            _keep_typed(request, request.resolver_match.func)  # type: ignore[union-attr]
            return _ask_proof(request)
        if not isinstance(error, Refusal):
            return None
        if isinstance(error, Forbidden):
            book_denial(actor=request.actor, denied=error, at=request.at)  # type: ignore[attr-defined]
        return refusal_page(request, error)


def _takes(view: Callable[..., Any], method: str) -> bool:
    """Only GET and POST exist here (a HEAD has become a GET), and of these only what the view has (trust V4.1.4)."""
    view_class = getattr(view, "view_class", None)
    if method not in METHODS:
        return False
    return view_class is None or hasattr(view_class, method.lower())


def _actor(request: HttpRequest, signed_in: SignedIn | None) -> Actor:
    if signed_in is None:
        return stranger()
    return Actor(
        name=signed_in.person.full_name,
        door=Door.WEB,
        person_id=signed_in.person.pk,
        grants=signed_in.grants,
        second_factor=bool(request.session.get("second_factor")),
        proved=proved_lately(request),
        session_id=signed_in.session_id,
        request_id=tracing.reference() or new_reference(),
    )


def _gate(request: HttpRequest, policy: Policy) -> HttpResponse | None:
    signed_in: SignedIn | None = request.signed_in  # type: ignore[attr-defined]
    if signed_in is None:
        return _ask_to_sign_in(request)
    if not policy.locked and is_locked(signed_in, request):
        return _send_to("accounts:unlock", request)
    proved = request.actor.second_factor or not settings.SECOND_FACTOR_REQUIRED  # type: ignore[attr-defined]
    if not policy.unproven and not policy.locked and not proved:
        return _send_to("accounts:second_factor", request)
    if policy.action and not request.actor.can(policy.action):  # type: ignore[attr-defined]
        denied = Forbidden(action=policy.action)
        book_denial(actor=request.actor, denied=denied, at=request.at)  # type: ignore[attr-defined]
        return refusal_page(request, denied)
    if policy.action and request.actor.must_prove(policy.action):  # type: ignore[attr-defined]
        return _ask_proof(request)
    return None


def _ask_proof(request: HttpRequest) -> HttpResponse:
    """To the password or code, and back; whoever pressed a button is told to press it again."""
    if request.method == "POST":
        messages.info(request, _("Việc này cần xác nhận lại bạn là ai. Xác nhận xong thì bấm lại, chữ đã gõ vẫn còn."))
    return _send_to("accounts:prove", request)


def proved_lately(request: HttpRequest) -> bool:
    """Whether the password, a code or a passkey was given in the last minutes of this session."""
    given = [one["at"] for one in request.session.get(METHODS_GIVEN, ())]
    return bool(given) and request.at.timestamp() - max(given) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT  # type: ignore[attr-defined]


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the entrance; whoever came with a session that is over reads so there."""
    answer = _send_to("accounts:sign_in", request)
    came = settings.SESSION_COOKIE_NAME in request.COOKIES
    over = request.session.session_key is None or request.session.signed_in is not None  # type: ignore[attr-defined]
    if came and over and answer.status_code == 302:
        messages.info(request, _("Phiên làm việc đã kết thúc. Đăng nhập lại để làm tiếp."))
    return answer


def is_locked(signed_in: SignedIn, request: HttpRequest) -> bool:
    """Whether the session stood idle too long (trust A-14) or was locked by hand."""
    idle = request.at - signed_in.last_seen_at  # type: ignore[attr-defined]
    return signed_in.locked_at is not None or idle > timedelta(seconds=settings.IDLE_LOCK_SECONDS)


def _send_to(name: str, request: HttpRequest) -> HttpResponse:
    """To another page and back afterwards; scripts get a 401 and stay where they are, with what was typed."""
    view_class = getattr(request.resolver_match.func, "view_class", None) if request.resolver_match else None
    again = request.method == "GET" or hasattr(view_class, "get")
    target = reverse(name) + "?" + urlencode({"next": request.get_full_path() if again else "/"})
    if request.headers.get("X-Requested-With") == "fetch" or request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"X-Sign-In": target})
    return HttpResponseRedirect(target)


def _keep_typed(request: HttpRequest, view: Callable[..., Any]) -> None:
    """What was typed into a form that met a locked session waits for its return; passwords and codes never do."""
    person_id = request.actor.person_id  # type: ignore[attr-defined]
    if person_id is None or not getattr(getattr(view, "view_class", None), "keeps_draft", False):
        return
    try:
        with transaction.atomic():
            typed = dict(request.POST.lists())
            drafts.keep(person_id=person_id, form_key=request.path, data=typed, at=request.at)  # type: ignore[attr-defined]
    except drafts.DraftTooLong:
        logger.warning("a form of more than %s signs met a locked session and was not kept", drafts.LARGEST)


def _touch(request: HttpRequest, signed_in: SignedIn) -> None:
    """Note activity, at most once a minute; a locked session stays as idle as it was."""
    now = request.at  # type: ignore[attr-defined]
    if now - signed_in.last_seen_at < TOUCH_AFTER or is_locked(signed_in, request):
        return
    Session.objects.filter(pk=signed_in.session_id).update(last_seen_at=now)
    Person.objects.filter(pk=signed_in.person.pk).update(last_active_at=now)


def _language(request: HttpRequest, signed_in: SignedIn | None) -> str:
    known = dict(settings.LANGUAGES)
    told = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if told in known:
        return told
    return signed_in.person.language if signed_in and signed_in.person.language in known else "vi"
