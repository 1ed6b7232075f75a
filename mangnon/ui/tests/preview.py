"""Renders the kit's pages without Django, and serves them under the policy that production sends."""

from __future__ import annotations

import mimetypes
from dataclasses import replace
from functools import lru_cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlparse

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mangnon.ui.headers import CONTENT_POLICY
from mangnon.ui.jinja import drawn
from mangnon.ui.kit import PAGES

UI = Path(__file__).resolve().parents[1]
STATIC = UI / "static"
TEMPLATES = UI / "templates"
TOKEN = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="t">')


@lru_cache
def environment() -> Environment:
    """The options of `mangnon.ui.jinja`, with stand-ins for what Django gives."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_callables(lambda text: text, lambda one, many, n: one, newstyle=True)
    env.globals.update(static=lambda path: f"/static/{path}", url=lambda name, **_: f"/{name}", csrf_input=TOKEN)
    env.globals.update(drawn_icon=lambda name, size="": drawn("/static/ui/icons.svg", name, size))
    env.filters.update(datetime=str, date=str)
    return env


def page(name: str, theme: str = "") -> str:
    """One sample page as html."""
    template, context = PAGES[name]()
    context = {**context, "shell": replace(context["shell"], theme=theme)}
    return environment().get_template(template).render(context)


class Preview(BaseHTTPRequestHandler):
    """Answers /_ui/NAME?theme=… and /static/…"""

    def do_GET(self) -> None:
        """A page or a file."""
        asked = urlparse(self.path)
        if asked.path.startswith("/static/"):
            path = STATIC / asked.path.removeprefix("/static/")
            self._send(path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream")
        elif asked.path.startswith("/_ui"):
            name = asked.path.removeprefix("/_ui").strip("/")
            theme = parse_qs(asked.query).get("theme", [""])[0]
            self._send(page(name, theme).encode(), "text/html; charset=utf-8")
        else:
            self.send_error(404)

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", CONTENT_POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
