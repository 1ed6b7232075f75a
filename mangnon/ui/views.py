"""What pages ask for beside themselves: drafts, saved filters, language, theme, help, the living style page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from mangnon.access.policy import PUBLIC, SIGNED_IN, declare
from mangnon.lib.asked import asked
from mangnon.lib.dates import format_time
from mangnon.ui import drafts, kit, saved
from mangnon.ui.helping import help_page, help_search
from mangnon.ui.screens import AskedWrongly, Screen

YEAR = 365 * 86400


class DraftScreen(Screen):
    """Takes what was typed so far; answers with the time it was kept."""

    policy = SIGNED_IN
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Keep the posted fields under ``form_key``."""
        form_key = request.POST.get("form_key", "")
        if not form_key.startswith("/") or len(form_key) > 200:
            raise AskedWrongly(what="form_key")
        data = {name: values for name, values in request.POST.lists() if name != "form_key"}
        if self.actor.person_id is None:
            raise AskedWrongly(what="form_key")
        drafts.keep(person_id=self.actor.person_id, form_key=form_key, data=data, at=self.at)
        return JsonResponse({"saved": _("Đã lưu lúc {time}").format(time=format_time(self.at))})


class SavedFilterScreen(Screen):
    """Keeps or drops a named filter of a list."""

    policy = SIGNED_IN
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """``drop`` forgets, otherwise the filter is kept; then back to the list."""
        screen, name = asked(request.POST, "screen")[:80], asked(request.POST, "name").strip()[:60]
        back = safe_next(request, request.POST.get("back", ""))
        if not screen or not name or self.actor.person_id is None:
            raise AskedWrongly(what="name")
        if request.POST.get("drop"):
            saved.drop(person_id=self.actor.person_id, screen=screen, name=name)
            return self.after(back, _("Đã bỏ bộ lọc {name}").format(name=name))
        query = asked(request.POST, "query")[:1000]
        saved.keep(person_id=self.actor.person_id, screen=screen, name=name, query=query, at=self.at)
        return self.after(back, _("Đã lưu bộ lọc {name}").format(name=name))


class HelpScreen(Screen):
    """A help page, for the drawer (a fragment) or alone."""

    policy = SIGNED_IN
    template = "ui/help.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """``page`` names it; ``q`` searches all; without either the contents."""
        context = (
            help_search(request.GET.get("q", "")) if "q" in request.GET else help_page(request.GET.get("page", ""))
        )
        fragment = "X-Fragment" in request.headers
        return self.page(context, template="ui/_help.html" if fragment else "")


@declare(PUBLIC)
@require_GET
def switch_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie and go back."""
    code = request.GET.get("to", "")
    if code not in dict(settings.LANGUAGES):
        raise AskedWrongly(what=code[:10])
    response = HttpResponseRedirect(safe_next(request, request.GET.get("next", "")))
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, samesite="Lax", secure=settings.TLS)
    return response


@declare(PUBLIC)
@require_POST
def switch_theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the system's choice in a cookie and go back."""
    theme = request.POST.get("theme", "")
    response = HttpResponseRedirect(safe_next(request, request.POST.get("next", "")))
    response.status_code = 303
    response.set_cookie(
        "theme", theme if theme in ("light", "dark") else "", max_age=YEAR, samesite="Lax", secure=settings.TLS
    )
    return response


@declare(PUBLIC)
@require_GET
def kit_page(request: HttpRequest, name: str = "") -> HttpResponse:
    """The living style page: every part in every state (development and demo only)."""
    make = kit.PAGES.get(name)
    if make is None:
        raise Http404
    template, context = make()  # without the request: the sample pages bring a frame of their own
    return HttpResponse(render_to_string(template, {"csrf_input": "", "toasts": (), **context}))


def safe_next(request: HttpRequest, told: str) -> str:
    """The address to go back to, if it is ours; else the front page."""
    if told.startswith("/") and url_has_allowed_host_and_scheme(told, {request.get_host()}):
        return told
    return "/"
