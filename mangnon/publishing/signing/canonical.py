"""What a page says, in a form that doesn't hang on spaces: its structure, its words, its links.

Live regions (``data-live``) count as one sign while they hold digits; anything else in one stands there in full.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from mangnon.lib.names import fold

_DIGITS = re.compile(r"[0-9.,\s]*")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}={0,2}")
"""The sealed state of a form (field ``t``): new each time, so it counts as one sign while it looks like one."""
_VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "source", "wbr", "use", "path"})
_AWAY = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.0-9]*[1-9])|font-size\s*:\s*0|"
    r"(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)|text-indent\s*:\s*-|(?:left|top|right|margin[a-z-]*)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_LOADING = {"link": "href", "script": "src", "img": "src", "use": "href"}
LIVE = "data-live"


@dataclass(frozen=True, slots=True)
class Said:
    """A page, told: lines in order, addresses outside this site, text that eyes don't see, all words folded."""

    lines: tuple[str, ...]
    links: tuple[str, ...]
    hidden: tuple[str, ...]
    words: str
    loads: tuple[str, ...] = ()
    """Paths of files of this site that it loads: styles, scripts, its icon, drawings."""

    @property
    def digest(self) -> str:
        """SHA-256 of the lines."""
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()


def said_by(page: bytes) -> Said:
    """Read a page. Bytes that aren't UTF-8 are read with marks in their place, and so never fit a manifest."""
    reader = _Reader()
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    reader.end_line()
    words = fold(" ".join(reader.text))
    return Said(
        tuple(reader.lines), tuple(sorted(reader.links)), tuple(reader.hidden), words, tuple(sorted(reader.loads))
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.links: set[str] = set()
        self.loads: set[str] = set()
        self.hidden: list[str] = []
        self.text: list[str] = []
        self.line: list[str] = []
        self.live: list[str] | None = None
        self.live_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "input" and told.get("name") == "t" and _TOKEN.fullmatch(told.get("value", "")):
            told["value"] = "#"
        if self.live is not None and tag not in _VOID:
            self.live_depth += 1
        self.end_line()
        self.lines.append("<" + " ".join([tag, *(f"{name}={value}" for name, value in sorted(told.items()))]) + ">")
        for name in ("href", "src", "action", "formaction", "data", "srcset", "poster", "content"):
            if "//" in (address := told.get(name, "")):
                self.links.add(address)
        if (file := told.get(_LOADING.get(tag, ""), "").partition("#")[0]).startswith("/"):
            self.loads.add(file)
        if _AWAY.search(told.get("style", "")) or "hidden" in told or tag == "style":
            self.hidden.append(self.lines[-1][:200])
        if LIVE in told:
            self.live, self.live_depth = [], 1

    def handle_endtag(self, tag: str) -> None:
        if self.live is not None:
            self.live_depth -= 1
            if self.live_depth == 0:
                held = "".join(self.live).strip()
                self.live = None
                self.line.append("#" if _DIGITS.fullmatch(held) else f"! {held}")
        self.end_line()
        self.lines.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        (self.line if self.live is None else self.live).append(data)

    def handle_comment(self, data: str) -> None:
        self.lines.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.lines.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.lines.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.lines.append(f"<?{data}>")

    def end_line(self) -> None:
        """Close the words that stand between two tags."""
        if words := " ".join("".join(self.line).split()):
            self.lines.append(words)
        self.line = []


def differing(signed: Said, found: Said) -> str:
    """The first line in which two pages differ, for people."""
    for was, now in zip(signed.lines, found.lines, strict=False):
        if was != now:
            return now[:200]
    longer = found.lines[len(signed.lines) :] or signed.lines[len(found.lines) :]
    return longer[0][:200] if longer else ""
