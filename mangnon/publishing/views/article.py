"""The page of an article for those who work here, and every step on its way out and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.files.queries import ShownFile, shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, format_datetime, format_time, local_day
from mangnon.lib.refusal import Text
from mangnon.publishing import rights
from mangnon.publishing.actions import (
    add_picture,
    approve_article,
    clear_picture,
    remove_picture,
    return_article,
    send_article,
    take_back_article,
    withdraw_article,
)
from mangnon.publishing.actions.pictures import OWNER
from mangnon.publishing.forms import ClearForm, PictureForm, ReasonForm, SendForm
from mangnon.publishing.models import Article, Line, Picture, Publication, State, Version
from mangnon.publishing.queries import editing
from mangnon.publishing.refusals import ConsentRefused
from mangnon.publishing.rendering import render
from mangnon.publishing.signing.copies import folder_of, newest
from mangnon.publishing.slots import page_of
from mangnon.publishing.views.articles import article_url, list_crumb
from mangnon.publishing.words import LINE_ICONS, state_tags
from mangnon.ui.parts import Act, Fact, Hint, Link, PageHead, TimelineEntry
from mangnon.ui.screens import ActScreen, FormScreen, Screen


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture on the page, with what can be done about it."""

    row: Picture
    file: ShownFile | None
    open_faces: int
    clear_url: str
    remove_url: str


class ArticlePage(Screen):
    """One article: its text as the public will see it, where it stands, versions, history."""

    policy = Policy(rights.SEE)
    template = "publishing/article.html"
    help_page = "publishing/articles"
    article: Article

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound, Forbidden."""
        self.article = article = editing.article_seen(self.actor, pk)
        text = editing.latest(article)
        return self.page(
            {
                "head": self.head(),
                "text": text,
                "shown": render(text.body, editing.confirmed_hosts()),
                "hints": self._hints(),
                "asked": self.asked,
                "decides": self._decides(),
                "approve_url": reverse("publishing:approve", args=[self.asked.pk]) if self.asked else "",
                "return_url": reverse("publishing:return", args=[self.asked.pk]) if self.asked else "",
                "pictures": self._pictures(),
                "add_picture": self._link("picture", _("Thêm ảnh")) if self._may(rights.PICTURE) else None,
                "facts": self._facts(text),
                "versions": self._versions(),
                "entries": entries(editing.lines(article)),
            }
        )

    @cached_property
    def asked(self) -> Publication | None:
        """The request that is open."""
        return editing.open_publication(self.article)

    def _may(self, right: str) -> bool:
        """Whether the text can be worked on now, by this person."""
        return self.asked is None and self.actor.can(right)

    def _decides(self) -> bool:
        """Whether this person is the second one."""
        asked = self.asked
        if asked is None or asked.state != State.WAITING or not self.actor.can(rights.APPROVE):
            return False
        return self.actor.person_id not in (asked.sent_by, asked.written_by)

    def _url(self, name: str) -> str:
        return reverse(f"publishing:{name}", args=[self.article.pk])

    def _link(self, name: str, label: str) -> Link:
        return Link(label, self._url(name))

    def head(self) -> PageHead:
        """Title, state, and the next step."""
        article, main, acts = self.article, None, []
        if self._may(rights.SAVE):
            acts.append(Act(_("Sửa"), url=self._url("edit"), icon="edit", key="E"))
        if self._may(rights.SEND) and article.live_number != article.latest:
            main = Act(_("Gửi duyệt"), url=self._url("send"), icon="forward")
        if self.asked and self.actor.can(rights.TAKE_BACK):
            acts.append(Act(_("Rút lại"), url=self._url("take_back"), icon="undo", post=True))
        if article.live_number and self.actor.can(rights.WITHDRAW):
            acts.append(Act(_("Gỡ xuống"), url=self._url("withdraw"), icon="ban"))
        if article.live_number and (page := page_of(article.slug, article.language)):
            acts.append(Act(_("Xem trang công khai"), url=page.address, icon="link", new_window=True))
        kind, section = article.get_kind_display(), article.get_section_display()
        return PageHead(
            title=article.title, crumbs=(list_crumb(),), facts=(f"{kind[:1].upper()}{kind[1:]}", section),
            tags=state_tags(article), main=main, acts=tuple(acts),
        )  # fmt: skip

    def _hints(self) -> list[Hint]:
        hints = []
        asked = self.asked
        if asked and asked.start:
            when = format_datetime(asked.start)
            words = _("Đã duyệt, sẽ tự đăng lúc {when}.") if asked.state == State.SET else _("Xin đăng từ {when}.")
            hints.append(Hint(words.format(when=when)))
        if asked and asked.state == State.WAITING and not self._decides() and self.actor.can(rights.APPROVE):
            hints.append(Hint(_("Bạn đã viết hoặc gửi bản này, nên một người khác phải duyệt.")))
        last = self.article.publications.filter(state=State.RETURNED).order_by("-decided_at").first()
        if last and self.article.state == State.RETURNED:
            hints.append(Hint(_("{who} trả lại: {why}").format(who=last.decided_by_name, why=last.note)))
        if self.article.live_number and not self._signed():
            hints.append(Hint(_("Trang công khai của bài chưa được ký. Máy thử lại mỗi phút; xem mục “Trang đã ký”.")))
        return hints

    def _signed(self) -> bool:
        page = page_of(self.article.slug, self.article.language)
        copy = newest(folder_of(page))[0] if page else None
        return copy is not None and not copy.told.gone

    def _pictures(self) -> list[ShownPicture]:
        files = {one.id: one for one in shelf(self.actor, OwnerRef(OWNER, self.article.pk))}
        removes, clears = self._may(rights.REMOVE), self.actor.can(rights.CLEAR)
        return [
            ShownPicture(
                one, files.get(one.file), one.faces - one.cleared,
                reverse("publishing:clear", args=[one.pk]) if clears and one.cleared < one.faces else "",
                reverse("publishing:remove_picture", args=[one.pk]) if removes else "",
            )
            for one in editing.pictures(self.article)
        ]  # fmt: skip

    def _facts(self, text: Version) -> tuple[Fact, ...]:
        page = page_of(self.article.slug, self.article.language)
        pairs: list[tuple[Text, Any]] = [
            (_("Viết bằng"), self.article.get_language_display()),
            (_("Bản mới nhất"), _("bản {n}, {who}").format(n=text.number, who=text.by_name)),
            (_("Lưu lúc"), format_datetime(text.at)),
        ]
        if page:
            pairs.append((_("Địa chỉ công khai"), page.address))
        return tuple(Fact(label, value) for label, value in pairs)

    def _versions(self) -> list[tuple[str, str, str]]:
        """Number, who and when, and the address that compares it with the one before."""
        rows = list(self.article.versions.order_by("-number").values_list("number", "by_name", "at")[:30])
        return [
            (str(number), f"{who}, {format_datetime(at)}",
             reverse("publishing:compare", args=[self.article.pk, number - 1, number]) if number > 1 else "")
            for number, who, at in rows
        ]  # fmt: skip


def entries(lines: list[Line]) -> tuple[TimelineEntry, ...]:
    """The history, for the page."""
    return tuple(
        TimelineEntry(
            day=format_date(local_day(one.at)), time=format_time(one.at), icon=LINE_ICONS[one.act],
            kind=f"{one.get_act_display()} ({_('bản {n}').format(n=one.number)})", text=one.reason,
            sources=(one.by_name,),
        )
        for one in lines
    )  # fmt: skip


class StepScreen(FormScreen):
    """A form about one article."""

    help_page = "publishing/articles"
    article: Article

    def guard(self) -> None:
        """Look at the article first. Raises NotFound, Forbidden."""
        self.article = editing.article_seen(self.actor, self.kwargs["pk"])

    def head(self) -> PageHead:
        """Under the article."""
        return PageHead(title=self.title, crumbs=(list_crumb(), Link(self.article.title, article_url(self.article))))

    def done(self, words: Text) -> HttpResponse:
        """Back to the article."""
        return self.after(article_url(self.article), words)


class SendArticle(StepScreen):
    """To the second person."""

    policy = Policy(rights.SEND)
    title = gettext_lazy("Gửi duyệt")
    button = gettext_lazy("Gửi cho người thứ hai duyệt")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """By the version that was seen."""
        return SendForm(data, initial={"version": self.article.latest})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Send it."""
        send_article(
            actor=self.actor, at=self.at, article_id=self.article.pk, version=cleaned["version"], start=cleaned["start"]
        )
        return self.done(_("Đã gửi duyệt. Bài chưa đăng cho đến khi một người khác đồng ý."))


class WithdrawArticle(StepScreen):
    """Down from the public."""

    policy = Policy(rights.WITHDRAW)
    form_class = ReasonForm
    title = gettext_lazy("Gỡ bài đang đăng")
    button = gettext_lazy("Gỡ xuống")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Take it down."""
        withdraw_article(actor=self.actor, at=self.at, article_id=self.article.pk, reason=cleaned["reason"])
        return self.done(_("Đã gỡ xuống"))


class ReturnArticle(StepScreen):
    """Back to its writer."""

    policy = Policy(rights.RETURN)
    form_class = ReasonForm
    title = gettext_lazy("Trả bài lại để sửa")
    button = gettext_lazy("Trả lại")

    def guard(self) -> None:
        """The article of the request. Raises NotFound, Forbidden."""
        self.article = editing.article_asked(self.actor, self.kwargs["pk"])

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Give it back."""
        return_article(actor=self.actor, at=self.at, publication_id=self.kwargs["pk"], reason=cleaned["reason"])
        return self.done(_("Đã trả lại"))


class ApproveArticle(ActScreen):
    """Out to the public."""

    policy = Policy(rights.APPROVE)

    def act(self, **kwargs: Any) -> HttpResponse:
        """Approve it."""
        found = approve_article(actor=self.actor, at=self.at, publication_id=kwargs["pk"])
        said = _("Đã duyệt, bài đang đăng") if found.state == State.LIVE else _("Đã duyệt, bài sẽ tự đăng khi đến giờ")
        return self.after(article_url(found.article), said)


class TakeBackArticle(ActScreen):
    """Not sent after all."""

    policy = Policy(rights.TAKE_BACK)

    def act(self, **kwargs: Any) -> HttpResponse:
        """Take it back."""
        article = take_back_article(actor=self.actor, at=self.at, article_id=kwargs["pk"])
        return self.after(article_url(article), _("Đã rút lại, có thể sửa tiếp"))


class AddPicture(StepScreen):
    """A picture for the article."""

    policy = Policy(rights.PICTURE)
    title = gettext_lazy("Thêm ảnh")
    button = gettext_lazy("Thêm ảnh")
    keeps_draft: ClassVar[bool] = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return PictureForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Keep it."""
        add_picture(
            actor=self.actor, at=self.at, article_id=self.article.pk, upload=cleaned["file"], alt=cleaned["alt"],
            caption=cleaned["caption"], faces=cleaned["faces"],
        )  # fmt: skip
        return self.done(_("Đã thêm ảnh"))


class ClearPicture(StepScreen):
    """A child's consents made sure of."""

    policy = Policy(rights.CLEAR)
    form_class = ClearForm
    title = gettext_lazy("Xác nhận sự đồng ý cho ảnh")
    button = gettext_lazy("Đã ghi đủ sự đồng ý, xác nhận")
    keeps_draft: ClassVar[bool] = False

    def guard(self) -> None:
        """The article of the picture. Raises NotFound, Forbidden."""
        self.article = editing.article_pictured(self.actor, self.kwargs["pk"])

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Ask the book of consents. Raises ConsentRefused when the address is no child's."""
        told = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", cleaned["consent"].lower())
        if told is None:
            raise ConsentRefused(missing=_("đây không phải địa chỉ trang của một trẻ."))
        clear_picture(actor=self.actor, at=self.at, picture_id=self.kwargs["pk"], child_id=UUID(told[0]))
        return self.done(_("Đã xác nhận"))


class RemovePicture(ActScreen):
    """Out of the article."""

    policy = Policy(rights.REMOVE)

    def act(self, **kwargs: Any) -> HttpResponse:
        """Take it out."""
        found = remove_picture(actor=self.actor, at=self.at, picture_id=kwargs["pk"])
        return self.after(article_url(found.article), _("Đã bỏ ảnh khỏi bài"))
