"""Walks through the door as a browser without scripts does: reads the form of each page and sends it on."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

TOKEN = re.compile(r'name="t" value="([^"]+)"')
STEP = re.compile(r'name="step" value="([^"]+)"')
CODE = re.compile(r'class="code">([^<]+)<')


class Walker:
    """One visitor from one address; ``page`` is the last answer's text."""

    def __init__(self, address: str = "203.0.113.7") -> None:
        self.client = Client(REMOTE_ADDR=address)
        self.page = ""
        self.status = 0
        self.sent: dict[str, Any] = {}

    def open(self, path: str = "/bao-tin") -> Walker:
        """Open the first screen."""
        return self._took(self.client.get(path))

    def go(self, button: str = "next", **answers: Any) -> Walker:
        """Fill in the screen that is open and press a button."""
        token, step = TOKEN.search(self.page), STEP.search(self.page)
        held = unescape(token.group(1)) if token else self.sent.get("t", "")  # as after "back"
        self.sent = {"t": held, "go": button, **answers}
        if step:
            self.sent["step"] = step.group(1)
        return self.again()

    def again(self) -> Walker:
        """Send the same form once more, as an impatient finger or a bad line does."""
        return self._took(self.client.post("/bao-tin", self.sent))

    def report(self, **answers: Any) -> str:
        """All five screens, check and send; the code."""
        self.open()
        for names in (("danger",), ("what", "ticks"), ("commune", "spot"), ("child", "tie", "person"), ("phone",)):
            self.go(**{name: answers[name] for name in names if name in answers})
            if 'class="found"' in self.page:
                self.go(unit="0", commune=answers["commune"])
        self.go("send")
        return self.code

    @property
    def code(self) -> str:
        """The code on the page."""
        found = CODE.search(self.page)
        assert found, self.page[-1500:]
        return found.group(1)

    @property
    def title(self) -> str:
        """The heading."""
        found = re.search(r"<h1>(.*?)</h1>", self.page, re.DOTALL)
        return unescape(found.group(1)) if found else ""

    def _took(self, answer: Any) -> Walker:
        self.answer, self.status, self.page = answer, answer.status_code, answer.content.decode()
        return self
