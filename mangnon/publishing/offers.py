"""What publishing gives to the frame and to other rooms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoShare
from mangnon.access.consenting import Use, UsesConsent, Whom
from mangnon.audit.slots import Hears
from mangnon.files.slots import FileOwner
from mangnon.lib.dates import format_datetime
from mangnon.lib.names import fold
from mangnon.notices.slots import Opens
from mangnon.operate.backups.slots import By, Scrub, emptied, kept
from mangnon.operate.health.slots import Group, Level, Watchpoint
from mangnon.operate.health.slots import State as Health
from mangnon.publishing import demo, doors, jobs
from mangnon.publishing.actions.pictures import OWNER, PURPOSE
from mangnon.publishing.commands import COMMANDS
from mangnon.publishing.dues import ACT, ask
from mangnon.publishing.models import Manifest, Patrol, PictureChild, Publication
from mangnon.publishing.queries import editing
from mangnon.publishing.rights import APPROVE, SEE, WATCH
from mangnon.publishing.slots import changed_pages
from mangnon.publishing.words import ARTICLES, state_words
from mangnon.publishing.words import WATCH as WATCHED
from mangnon.registry.slots import Follows
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import Hit, SearchSource, When, Work, WorkSource

WRITING = frozenset({"add", "article", "edit", "send", "withdraw", "return", "picture", "clear", "compare"})
MOST = 5
"""Lines of the worklist; the list has them all."""
SILENT = timedelta(hours=1)
"""After this time without a round the administrator is told that nobody watches."""


def _find(actor: Actor, words: str, most: int) -> list[Hit]:
    if not actor.can(SEE) or not fold(words):
        return []
    found = editing.search_articles(words, editing.articles(actor)).order_by("-changed_at")[:most]
    return [Hit(one.title, state_words(one), _article_url(str(one.pk)), icon="file") for one in found]


def _article_url(thing: str) -> str:
    return reverse("publishing:article", args=[thing])


def _work(actor: Actor, at: datetime) -> list[Work]:
    """What others sent and this person may let out."""
    if not actor.can(APPROVE):
        return []
    return [Work(When.TODAY, one.sent_at, _row(one)) for one in editing.waiting(actor)[:MOST]]


def _row(asked: Publication) -> WorkRow:
    return WorkRow(
        status=Status(State.WAITING, _("Chờ duyệt đăng")),
        name=asked.article.title,
        url=_article_url(str(asked.article_id)),
        about=_("{who} gửi lúc {when}").format(who=asked.sent_by_name, when=format_datetime(asked.sent_at)),
        act=_("Đọc, rồi duyệt hoặc trả lại"),
    )


def _uses(actor: Actor, purpose: str, subject: Whom) -> Sequence[Use]:
    """Public pictures in which a child can be recognised: to be taken down when the consent ends."""
    if purpose != PURPOSE or subject.kind != "registry.Child":
        return []
    rows = PictureChild.objects.filter(
        child_id=subject.id, picture__removed_at__isnull=True, picture__article__live_number__isnull=False
    ).select_related("picture__article")
    return [Use(one.picture.article.title, _article_url(str(one.picture.article_id))) for one in rows]


def _changed(act: str, subject: Model | None, at: datetime) -> None:
    """An act of another room changed what public pages say: they are signed anew within a minute."""
    if pages := changed_pages(act, subject):
        ask([(page, False) for page in pages], at=at, why=ACT + act)


def _patrolled(at: datetime) -> Health:
    link = reverse("publishing:watch")
    last = Patrol.objects.order_by("-began_at").first()
    if last is None:
        return Health(Level.OK, _("Chưa có trang công khai nào được ký."), 0, link)
    when = format_datetime(last.began_at)
    if last.findings:
        said = _("Tuần tra lúc {when}: có trang công khai không đúng bản đã ký.").format(when=when)
        return Health(
            Level.BAD, said, len(last.findings), link, last.began_at, _("Mở mục “Trang đã ký”, tìm ai đã sửa.")
        )
    if at - last.began_at > SILENT and Manifest.objects.exists():
        said = _("Không ai tuần tra các trang công khai từ {when}.").format(when=when)
        return Health(Level.NOTICE, said, 0, link, last.began_at, _("Xem tiến trình làm việc nền có chạy không."))
    return Health(Level.OK, _("Mọi trang công khai đúng bản đã ký lúc {when}.").format(when=when), 0, link)


OFFERS: tuple[Any, ...] = (
    RailEntry(ARTICLES, "publishing:articles", "file", order=80, action=SEE, yearly=True,
              covers=WRITING),
    RailEntry(gettext_lazy("Tên miền"), "publishing:domains", "link", order=81, action=WATCH, yearly=True,
              covers=frozenset({"domain", "ask_domain"})),
    RailEntry(WATCHED, "publishing:watch", "shield", order=82, action=WATCH, yearly=True, covers=frozenset({"watch"})),
    SearchSource("publishing", ARTICLES, order=80, find=_find),
    WorkSource("publishing.waiting", _work),
    FileOwner(OWNER, gettext_lazy("tin bài"), look=doors.look, add=doors.add, open=doors.look),
    Opens("publishing.Article", _article_url),
    Opens("publishing.Patrol", lambda _thing: reverse("publishing:watch")),
    Follows("publishing.pictures", gettext_lazy("Ảnh đã đăng"), PictureChild),
    UsesConsent("publishing.pictures", _uses, jobs.consent_ended),
    Hears("publishing.pages", ("directory.", "statutes.documents.", "places."), _changed),
    Watchpoint("publishing.patrol", gettext_lazy("Trang công khai"), _patrolled, 60, Group.BOOK),
    DemoShare("publishing", gettext_lazy("tin bài trên cổng thông tin"), 40, demo.make),
    *kept("public.publishing_live", "public.publishing_seen", "public.publishing_word", "public.publishing_manifest",
          "public.publishing_due"),
    *emptied("public.publishing_picturechild", "public.publishing_patrol"),
    Scrub("public.publishing_article", {"changed_by_name": By.EMPTY}),
    Scrub("public.publishing_version", {"by_name": By.EMPTY}),
    Scrub("public.publishing_publication", {"sent_by_name": By.EMPTY, "decided_by_name": By.EMPTY, "note": By.EMPTY}),
    Scrub("public.publishing_picture", {"added_by_name": By.EMPTY}),
    Scrub("public.publishing_linkdomain",
          {"asked_by_name": By.EMPTY, "confirmed_by_name": By.EMPTY, "ended_by_name": By.EMPTY}),
    Scrub("public.publishing_release", {"first_by_name": By.EMPTY, "second_by_name": By.EMPTY}),
    Scrub("public.publishing_line", {"by": By.EMPTY, "by_name": By.EMPTY, "reason": By.EMPTY}),
    *COMMANDS,
)  # fmt: skip
