"""From what an editor wrote to what a visitor gets: cleaned text, a subset of Markdown, an allowlist, known links.

Nothing here trusts the layer before it: the text is cleaned when saved and again when shown; raw HTML is off in the
parser; the sanitiser lets through nothing but a list; every address is judged at the end, on what is left.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from mangnon.publishing.hosts import host_of, is_internal

TAGS = frozenset({"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "hr", "table", "thead",
                  "tbody", "tr", "th", "td"})  # fmt: skip
ATTRIBUTES = {"a": {"href"}}
RULES = ["heading", "list", "emphasis", "link", "blockquote", "hr", "table", "newline", "escape", "entity",
         "paragraph"]  # fmt: skip
LEAST_LEVEL, MOST_LEVEL = 2, 3
LONGEST = 60_000
"""Characters of a body."""

_INVISIBLE = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\ufeff\uffa0\ufffc")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_WORD_MARKS = re.compile(r"^[ \t]*[•·▪◦‣●○■□–—][ \t]+", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|<!--.*?-->|<![^<>]{0,500}>|<\?[^<>]{0,500}>", re.DOTALL)
_PARAGRAPH_END = re.compile(r"</(?:p|div|h[1-6]|li|tr|table|ul|ol)\s*>|<br\s*/?>", re.IGNORECASE)
_DROPPED = re.compile(r"<(style|script|head|title|xml|iframe|object|svg|math)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)


def clean_text(text: str) -> str:
    """Text in NFC without signs that deceive the eye: direction marks, zero width, private use, controls.

    Line ends become ``\\n``; several spaces one. Safe to run on its own result.
    """
    told = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join(_kept(sign) for sign in told)
    return unicodedata.normalize("NFC", kept)


def _kept(sign: str) -> str:
    if sign in "\n\t":
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Cf", "Co", "Cs", "Cn") or sign in _INVISIBLE or "\ufe00" <= sign <= "\ufe0f":
        return ""
    return " " if kind == "Zs" else sign


def clean_line(text: str) -> str:
    """The same for a title or a summary, on one line."""
    return " ".join(clean_text(text).split())


def clean_body(text: str) -> str:
    """What is stored of a body: Markdown, whatever was pasted. Markup of word processors leaves its words behind."""
    told = clean_text(text)
    if _TAG.search(told):
        told = _DROPPED.sub(" ", told)
        told = _PARAGRAPH_END.sub("\n\n", told)
        told = html.unescape(_TAG.sub("", told))
        told = clean_text(_TAG.sub("", told))
    told = _WORD_MARKS.sub("- ", told)
    lines = (
        _SPACES.sub(" ", line).rstrip() if not line.startswith(" ") else line.rstrip() for line in told.split("\n")
    )
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as a visitor gets it, the addresses that were taken out, and its bare words."""

    html: Markup
    refused: tuple[str, ...]
    text: str


def render(body: str, domains: Collection[str]) -> Rendered:
    """Render Markdown. ``domains``: hosts that may be linked to; other links leave their words without the address."""
    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(clean_text(body)[:LONGEST], env)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):  # the page's title is the only first level
            token.tag = f"h{min(max(int(token.tag[1:]), LEAST_LEVEL), MOST_LEVEL)}"
    made = parser.renderer.render(tokens, parser.options, env)
    judge = _Judge(frozenset(domains))
    judge.feed(_sanitised(made))
    judge.close()
    checked = _sanitised("".join(judge.out))
    return Rendered(Markup(checked), tuple(judge.refused), " ".join("".join(judge.words).split()))  # noqa: S704 - nh3


def links_refused(body: str, domains: Collection[str]) -> tuple[str, ...]:
    """Addresses in a body that lead to no page of ours and to no confirmed domain."""
    return render(body, domains).refused


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False}).enable(RULES)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # all are judged below, in one place
    return parser


def _sanitised(text: str) -> str:
    return nh3.clean(
        text, tags=set(TAGS), attributes=ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto", "tel"},
        clean_content_tags={"script", "style"}, strip_comments=True,
    )  # fmt: skip


class _Judge(HTMLParser):
    """Writes sanitised HTML anew: addresses that aren't known lose their link, headings begin at the second level."""

    def __init__(self, domains: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.domains = domains
        self.out: list[str] = []
        self.words: list[str] = []
        self.refused: list[str] = []
        self.linked: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an opening tag."""
        if tag == "a":
            self._open_link(dict(attrs).get("href") or "")
        elif tag in TAGS:
            self.out.append(f"<{tag}>")
        self.words.append("" if tag in ("strong", "em", "a") else " ")

    def _open_link(self, address: str) -> None:
        said = clean_text(address).strip()
        known = is_internal(said) or host_of(said) in self.domains
        self.linked.append(known)
        if known:
            self.out.append(f'<a href="{html.escape(said, quote=True)}">')
        else:
            self.refused.append(address)

    def handle_endtag(self, tag: str) -> None:
        """Write a closing tag."""
        if tag == "a":
            if self.linked and self.linked.pop():
                self.out.append("</a>")
        elif tag in TAGS and tag not in ("br", "hr"):
            self.out.append(f"</{tag}>")
        self.words.append("" if tag in ("strong", "em", "a") else " ")

    def handle_data(self, data: str) -> None:
        """Write words."""
        self.out.append(html.escape(data, quote=False))
        self.words.append(data)
