"""The door by which anybody reports harm: five screens, a check, a code. Works without scripts and without cookies.

Every step is a POST of one address: nothing of what is told stands in an address, and nothing stays in the browser
but the page that is open. The database is asked for places and for the drop alone, so that the door opens while much
else is down; when the drop itself fails, the page says so, keeps what was typed and shows whom to call.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views import View

from mangnon.access.actor import visitor
from mangnon.access.scope import acting
from mangnon.intake.actions import Dropped, Sender, drop_report
from mangnon.intake.told import ReportTold
from mangnon.places.queries import resolve, suggest
from mangnon.portal.asking import BY_KEY, STEPS, TRAP, Step, read
from mangnon.portal.carried import Carried, opened
from mangnon.portal.frame import quiet_site
from mangnon.portal.screens import PublicScreen
from mangnon.portal.telling import AS_WRITTEN, has_something, lines, told
from mangnon.portal.words import next_steps

logger = logging.getLogger("mangnon.portal")

FIRST, LAST, CHECK, WHERE = STEPS[0], STEPS[-1], "check", "where"
EXIT_URL = "https://www.google.com/"
"""Where the quick exit leads: a page that stands open on anybody's telephone."""
MOST_CHOICES = 8
LANGUAGES = frozenset({"vi", "en"})
CODE_HERE = "00000-00000-00000"
"""Stands for the code in a page that is kept; no code has a zero in all places."""


def language_of(request: HttpRequest) -> str:
    """The language that the page's own link or form asks for, so that no cookie need stay; else as everywhere."""
    asked = request.GET.get("to", "") or request.POST.get("to", "")
    return asked if asked in LANGUAGES else translation.get_language() or "vi"


@lru_cache(maxsize=256)
def receipt(language: str, after: tuple[str, ...], *, child: bool, calls: bool, same: bool) -> str:
    """The page after sending, with ``CODE_HERE`` where the code stands: when many send at once it is drawn once.

    ``calls``: the numbers to call stand on top. ``same``: the words are those that came first.
    """
    context = {
        "site": quiet_site(), "exit_url": EXIT_URL, "to": language, "code": CODE_HERE, "child": child, "calls": calls,
        "same": same, "after": after,
    }  # fmt: skip
    return render_to_string("portal/report/sent.html", context)


class DoorScreen(PublicScreen):
    """A page of the door: neutral title and icon, quick exit. It owns its transaction, to say when it fails."""

    takes = frozenset({"to"})

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Under the portal's role; what the database can't do now is told, with whom to call."""
        language = language_of(request)
        with translation.override(language):
            answer = self._answered(request, *args, **kwargs)
        answer.headers.setdefault("Content-Language", language)
        return answer

    def _answered(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if set(request.GET) - self.takes:
            return self.page({}, status=404, template="portal/report/not_here.html")
        try:
            if self.goes_alone():
                return View.dispatch(self, request, *args, **kwargs)
            with acting(visitor()), transaction.atomic():
                return View.dispatch(self, request, *args, **kwargs)
        except Exception:  # whatever it is: nobody may stand before a door that says nothing
            logger.exception("the door of the public page could not answer")
            return self.failed()

    def goes_alone(self) -> bool:
        """Whether the request needs no transaction but the one in which its drop goes to the database."""
        return False

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> HttpResponse:
        """In the neutral frame, in the language that the form carries."""
        to = translation.get_language() or "vi"
        whole = {"site": quiet_site(), "exit_url": EXIT_URL, "to": to, **context}
        return HttpResponse(render_to_string(template or self.template, whole), status=status)

    def failed(self) -> HttpResponse:
        """Nothing was kept: send the same form again, or call. No reading of the database."""
        posted = [(name, value) for name, values in self.request.POST.lists() for value in values]
        context = {"posted": posted, "again": self.request.path if posted else ""}
        return self.page(context, status=503, template="portal/report/failed.html")

    @property
    def address(self) -> str:
        """Where the request comes from, for counting alone."""
        return str(self.request.META.get("REMOTE_ADDR") or "")


class Report(DoorScreen):
    """The five screens and the check of answers. ``child`` speaks to a child."""

    template = "portal/report/screen.html"
    child = False

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The first question, with a fresh id and code."""
        carried = Carried(child=self.child, language=translation.get_language() or "vi")
        return self.ask(FIRST, carried)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Take one screen's answers and go where the button says. What isn't ours begins anew, keeping this screen."""
        carried = opened(request.POST.get("t", ""))
        fresh = carried is None
        if carried is None:
            carried = Carried(child=self.child, language=translation.get_language() or "vi")
        go = request.POST.get("go", "next")
        if go.startswith("to-") and go.removeprefix("to-") in LANGUAGES:
            carried.language = go.removeprefix("to-")
        with translation.override(carried.language):
            answer = self._step(carried, go, fresh=fresh)
        answer.headers["Content-Language"] = carried.language
        return answer

    def _step(self, carried: Carried, go: str, *, fresh: bool) -> HttpResponse:
        step = BY_KEY.get(self.request.POST.get("step", ""))
        if self.request.POST.get(TRAP):
            carried.odd = True
        if step is not None:
            self._take(step, carried)
        if fresh:
            return self.ask(
                step or FIRST, carried, note=_("Trang cũ đã hết hạn. Trả lời lại từ đây, chữ vừa gõ còn đó.")
            )
        if go == "send" and step is None:
            return self.send(carried)
        if go.startswith("edit-") and go.removeprefix("edit-") in BY_KEY:
            return self.ask(BY_KEY[go.removeprefix("edit-")], carried)
        if step is None:
            return self.check(carried) if carried.checking else self.ask(FIRST, carried)
        return self._onward(step, carried, go)

    def _onward(self, step: Step, carried: Carried, go: str) -> HttpResponse:
        if go.startswith("to-"):
            return self.ask(step, carried)
        if go == "back":
            return self.ask(STEPS[max(STEPS.index(step) - 1, 0)], carried)
        if step.key == WHERE and (choices := self._communes(carried, find=go == "find")) is not None:
            return self.ask(step, carried, choices=choices)
        if carried.checking or step is LAST:
            return self.check(carried)
        return self.ask(STEPS[STEPS.index(step) + 1], carried)

    def _take(self, step: Step, carried: Carried) -> None:
        """Keep this screen's answers; another name of a commune drops the one that was chosen."""
        posted = dict(self.request.POST.lists())
        found = read(step, posted, child=carried.child)
        if step.key == WHERE:
            changed = found["commune"] != carried.answers.get("commune", "")
            unit = "" if changed else str(posted.get("unit", [carried.answers.get("unit", "")])[-1])[:12]
            if unit != carried.answers.get("unit"):
                carried.answers["unit_name"] = ""
            carried.answers["unit"] = unit
        carried.answers |= found

    def _communes(self, carried: Carried, *, find: bool) -> list[tuple[str, str, str]] | None:
        """Communes to choose from, when it isn't clear yet which; None: go on."""
        text, unit = carried.answers.get("commune", ""), carried.answers.get("unit", "")
        if not text or (unit == AS_WRITTEN and not find):
            return None
        if unit and not find:
            return None if self._named(carried, unit) else self._offered(text)
        exact = resolve(text)
        near = suggest(text, limit=MOST_CHOICES)
        if len(exact) == 1 and len(near) == 1 and not find:
            carried.answers["unit"], carried.answers["unit_name"] = str(exact[0].pk), exact[0].name
            return None
        return self._offered(text) if near or find else None

    def _named(self, carried: Carried, unit: str) -> bool:
        found = resolve("", unit)
        carried.answers["unit_name"] = found[0].name if found else ""
        if not found:
            carried.answers["unit"] = ""
        return bool(found)

    def _offered(self, text: str) -> list[tuple[str, str, str]]:
        return [(str(one.unit.pk), one.title, one.note) for one in suggest(text, limit=MOST_CHOICES)]

    def ask(
        self, step: Step, carried: Carried, *, note: str = "", choices: list[tuple[str, str, str]] | None = None
    ) -> HttpResponse:
        """One screen."""
        danger = carried.answers.get("danger") == "yes"
        return self.page({
            "step": step, "n": STEPS.index(step) + 1, "of": len(STEPS), "first": step is FIRST, "note": note,
            "questions": step.asked(child=carried.child), "answers": carried.answers, "child": carried.child,
            "choices": choices, "as_written": AS_WRITTEN, "trap": TRAP, "danger": danger,
            **self._carried(carried),
        })  # fmt: skip

    def check(self, carried: Carried, *, note: str = "") -> HttpResponse:
        """All answers, before they are sent."""
        carried.checking = True
        at = self.at
        context = {
            "lines": lines(carried),
            "child": carried.child,
            "note": note,
            "after": next_steps(told(carried), at),
        }
        return self.page(context | self._carried(carried), template="portal/report/check.html")

    def goes_alone(self) -> bool:
        """Pressing "send" on the check of answers."""
        posted = self.request.POST
        return posted.get("go") == "send" and "step" not in posted

    def send(self, carried: Carried) -> HttpResponse:
        """Drop it; the code is shown only after the database has it for good."""
        if not has_something(carried.answers):
            step = BY_KEY["what"]
            return self.ask(step, carried, note=_("Viết vài chữ, hoặc cho biết chuyện ở đâu, để có người giúp được."))
        report = told(carried)
        dropped = drop_report(
            at=self.at, drop_id=carried.id, code=carried.code, told=report, sender=Sender(self.address, odd=carried.odd)
        )
        return self._received(carried, report, dropped)

    def _received(self, carried: Carried, report: ReportTold, dropped: Dropped) -> HttpResponse:
        danger = carried.answers.get("danger") == "yes"
        after = tuple(next_steps(report, self.at, held=dropped.held))
        page = receipt(carried.language, after, child=carried.child, calls=danger or dropped.held, same=dropped.same)
        return HttpResponse(page.replace(CODE_HERE, carried.code))

    def _carried(self, carried: Carried) -> dict[str, Any]:
        other = "en" if carried.language == "vi" else "vi"
        return {
            "token": carried.sealed(), "post_to": reverse("portal:report"), "other_language": other,
            "language": carried.language,
        }  # fmt: skip


class ChildReport(Report):
    """The same questions, in the words of a child."""

    child = True
