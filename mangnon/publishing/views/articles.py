"""Articles for those who write: the list, writing, preview, comparing versions."""

from __future__ import annotations

import difflib
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound, Refusal, StaleVersion
from mangnon.publishing.actions import Text, add_article, save_article
from mangnon.publishing.forms import ArticleForm
from mangnon.publishing.models import Article, ArticleKind, Language, Section, State, Version
from mangnon.publishing.queries import editing
from mangnon.publishing.refusals import NothingWritten
from mangnon.publishing.rendering import Rendered, render
from mangnon.publishing.rights import ADD, SAVE, SEE
from mangnon.publishing.words import ARTICLES, LABELS, state_words
from mangnon.ui.parts import Act, Cell, Change, EmptyState, Kind, Link, PageHead
from mangnon.ui.screens import Filter, FormScreen, Listed, ListScreen, Screen

TOLD = ("title", "summary", "body", "author")


def article_url(article: Article) -> str:
    """Its page for those who work here."""
    return reverse("publishing:article", args=[article.pk])


def list_crumb() -> Link:
    """The way back to the list."""
    return Link(ARTICLES, reverse("publishing:articles"))


def _by_state(rows: QuerySet[Article], value: str) -> QuerySet[Article]:
    if value == "nhap":
        return rows.filter(state="")
    return rows.filter(live_number__isnull=False) if value == State.LIVE else rows.filter(state=value)


STATES = (
    ("nhap", gettext_lazy("bản nháp")), (State.WAITING.value, State.WAITING.label), (State.SET.value, State.SET.label),
    (State.LIVE.value, State.LIVE.label), (State.RETURNED.value, State.RETURNED.label),
    (State.WITHDRAWN.value, State.WITHDRAWN.label),
)  # fmt: skip


def _changed(row: Article) -> str:
    return format_date(local_day(row.changed_at))


class ArticleList(ListScreen):
    """Articles, those last worked on first."""

    policy = Policy(SEE)
    template = "publishing/list.html"
    help_page = "publishing/articles"
    title = ARTICLES
    noun = gettext_lazy("bài")
    order = ("-changed_at", "-id")
    columns = (
        Listed("title", LABELS["title"], lambda a: Cell(a.title), lambda a: a.title, Kind.NAME),
        Listed("state", gettext_lazy("Đang ở đâu"), lambda a: Cell(state_words(a)), lambda a: str(state_words(a))),
        Listed("section", gettext_lazy("Chuyên mục"), lambda a: Cell(a.get_section_display()),
               lambda a: a.get_section_display(), soft=True),
        Listed("by", gettext_lazy("Người sửa"), lambda a: Cell(a.changed_by_name),
               lambda a: a.changed_by_name, soft=True),
        Listed("changed", gettext_lazy("Sửa lần cuối"), lambda a: Cell(_changed(a)), _changed,
               Kind.DATE),
    )  # fmt: skip
    filters = (
        Filter("o", gettext_lazy("Đang ở đâu"), gettext_lazy(", {choice}"), lambda: STATES, _by_state),
        Filter("loai", gettext_lazy("Loại"), gettext_lazy(", loại {choice}"), lambda: ArticleKind.choices,
               lambda rows, value: rows.filter(kind=value)),
        Filter("muc", gettext_lazy("Chuyên mục"), gettext_lazy(", mục {choice}"), lambda: Section.choices,
               lambda rows, value: rows.filter(section=value)),
        Filter("tieng", gettext_lazy("Viết bằng"), gettext_lazy(", {choice}"), lambda: Language.choices,
               lambda rows, value: rows.filter(language=value)),
    )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """Those that hold the words of the box."""
        return editing.search_articles(self.request.GET.get("q", "")[:120], editing.articles(self.actor))

    def row_url(self, row: Any) -> str:
        """Its page."""
        return article_url(row)

    def main_act(self) -> Act | None:
        """Writing, for those who may."""
        if not self.actor.can(ADD):
            return None
        return Act(_("Viết bài"), url=reverse("publishing:add"), icon="plus", key="N")

    def empty(self) -> EmptyState:
        """What to try."""
        return EmptyState(
            fact=_("Không có bài nào khớp."), text=_("Thử một hai chữ trong tiêu đề, hoặc bỏ bớt điều kiện.")
        )

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> HttpResponse:
        """With the search box."""
        kept = [(name, value) for name, value in self.request.GET.items() if name in {f.name for f in self.filters}]
        told = {"typed": self.request.GET.get("q", ""), "kept": kept, "seek_label": _("Tìm bài: chữ trong tiêu đề")}
        return super().page({**told, **context}, status=status, template=template)


class WritingScreen(FormScreen):
    """A form with an article's text: kept as a draft while one types, shown as the public will see it."""

    template = "publishing/write.html"
    help_page = "publishing/articles"
    shown: Rendered | None = None
    differences: tuple[Change, ...] = ()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show what was typed, or save it."""
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.guard()
        form = self.form(request.POST)
        form.is_valid()
        self.shown = render(str(request.POST.get("body", "")), editing.confirmed_hosts())
        return self._show(form)

    def extra(self) -> dict[str, Any]:
        """The preview, and what somebody else has saved meanwhile."""
        return {"shown": self.shown, "differences": self.differences}

    def field_of(self, refusal: Refusal, form: forms.Form) -> str | None:
        """A missing title stands beside the title."""
        if isinstance(refusal, NothingWritten):
            return "body"
        return super().field_of(refusal, form)


class AddArticle(WritingScreen):
    """A new article."""

    policy = Policy(ADD)
    title = gettext_lazy("Viết bài")
    button = gettext_lazy("Lưu bản nháp")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty, in Vietnamese."""
        return ArticleForm(data, initial={"uid": new_id(), "language": "vi", "kind": "news"})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Begin it."""
        made = add_article(
            actor=self.actor, at=self.at, text=text_of(cleaned), kind=cleaned["kind"], section=cleaned["section"],
            language=cleaned["language"], uid=cleaned["uid"],
        )  # fmt: skip
        return self.after(article_url(made), _("Đã lưu bản nháp"))

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(list_crumb(),))


def text_of(cleaned: dict[str, Any]) -> Text:
    """What was typed, for an action."""
    return Text(**{name: cleaned[name] for name in TOLD})


class EditArticle(WritingScreen):
    """The text as it stands, to be changed. When somebody saved meanwhile, both stand side by side."""

    policy = Policy(SAVE)
    title = gettext_lazy("Sửa bài")
    button = gettext_lazy("Lưu bản mới")
    article: Article

    def guard(self) -> None:
        """Look at the article first. Raises NotFound, Forbidden."""
        self.article = editing.article_seen(self.actor, self.kwargs["pk"])

    @cached_property
    def now(self) -> Version:
        """The newest text."""
        return editing.latest(self.article)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands; after a conflict by the version that stands there now."""
        if data is not None and self.differences:
            data = data.copy()
            data["version"] = str(self.article.latest)
        known = {name: getattr(self.now, name) for name in TOLD}
        filed = {"kind": self.article.kind, "section": self.article.section, "version": self.article.latest}
        return ArticleForm(data, initial=known | filed, begun=True)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Somebody else may have saved since the form was opened: then both texts are shown."""
        self.guard()
        form = self.form(request.POST)
        if "preview" not in request.POST and form.is_valid() and form.cleaned_data["version"] != self.article.latest:
            return self._beside_each_other(form.cleaned_data)
        return super().post(request, *args, **kwargs)

    def _beside_each_other(self, cleaned: dict[str, Any]) -> HttpResponse:
        self.differences = tuple(
            Change(LABELS[name], getattr(self.now, name), cleaned[name])
            for name in TOLD
            if getattr(self.now, name) != cleaned[name]
        ) or (Change(LABELS["title"], self.now.title, cleaned["title"]),)
        form = self.form(self.request.POST)
        form.is_valid()
        form.add_error(None, str(StaleVersion()))
        return self._show(form, status=StaleVersion.status)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Save it."""
        save_article(
            actor=self.actor, at=self.at, article_id=self.article.pk, version=cleaned["version"], text=text_of(cleaned),
            kind=cleaned["kind"], section=cleaned["section"],
        )  # fmt: skip
        return self.after(article_url(self.article), _("Đã lưu thành bản {n}").format(n=self.article.latest + 1))

    def head(self) -> PageHead:
        """Under the article."""
        crumbs = (list_crumb(), Link(self.article.title, article_url(self.article)))
        return PageHead(title=self.title, crumbs=crumbs)


class CompareVersions(Screen):
    """Two versions, line by line."""

    policy = Policy(SEE)
    template = "publishing/compare.html"
    help_page = "publishing/articles"

    def get(self, request: HttpRequest, pk: Any, old: int, new: int) -> HttpResponseBase:
        """The page. Raises NotFound, Forbidden."""
        article = editing.article_seen(self.actor, pk)
        before, after = editing.version_of(article, old), editing.version_of(article, new)
        if old >= new:
            raise NotFound
        title = _("Bản {old} và bản {new}").format(old=old, new=new)
        crumbs = (list_crumb(), Link(article.title, article_url(article)))
        facts = tuple(
            Change(LABELS[name], getattr(before, name), getattr(after, name))
            for name in ("title", "summary", "author")
            if getattr(before, name) != getattr(after, name)
        )
        by = [f"{one.by_name}, {format_datetime(one.at)}" for one in (before, after)]
        return self.page(
            {"head": PageHead(title=title, crumbs=crumbs), "changes": facts, "by": by, "lines": compared(before, after)}
        )


def compared(before: Version, after: Version) -> list[tuple[str, str]]:
    """Lines of both bodies: ``kept``, ``old`` or ``new``, and the text; long stretches that stayed are left out."""
    old, new = before.body.split("\n"), after.body.split("\n")
    lines: list[tuple[str, str]] = []
    for group in difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(3):
        lines += [("gap", "…")] if lines else []
        for kind, a, b, c, d in group:
            if kind == "equal":
                lines += [("kept", line) for line in old[a:b]]
            else:
                lines += [("old", line) for line in old[a:b]] + [("new", line) for line in new[c:d]]
    return lines
