"""The page of a campaign: what is prepared, done, whom it reached, what it cost; the page of an activity."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mangnon.access.policy import Policy
from mangnon.files.queries import ShownFile
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int, format_money
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.campaigns.models import AUDIENCE, Activity, Campaign, Group, Material, Photo, Preparation
from mangnon.programmes.campaigns.occasions import Occasion, occasions
from mangnon.programmes.campaigns.queries import campaigns as reads
from mangnon.programmes.campaigns.queries.campaigns import Reading
from mangnon.programmes.campaigns.rules import Phase
from mangnon.programmes.campaigns.views.years import campaign_url, done_act
from mangnon.programmes.campaigns.words import (
    CAMPAIGNS,
    capital,
    days_words,
    in_language,
    moon_words,
    phase_status,
    prepared_words,
    reach_words,
    ready_status,
    report_status,
)
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.plans.views.asked import year_url
from mangnon.programmes.plans.words import money
from mangnon.ui.parts import (
    Act,
    Answer,
    Cell,
    Column,
    EmptyState,
    Fact,
    Hint,
    Kind,
    Link,
    PageHead,
    Row,
    State,
    Status,
    Table,
)
from mangnon.ui.screens import Screen


def activity_url(activity: Activity) -> str:
    """Its page."""
    return reverse("programmes:activity", args=[activity.pk])


def activity_status(one: Activity) -> Status:
    """Whether it took place."""
    if one.dropped_why:
        return Status(State.PASSED, _("Thôi không làm"))
    return Status(State.DONE, _("Đã làm")) if one.held else Status(State.TODO, _("Chưa ghi kết quả"))


class CampaignPage(Screen):
    """One campaign."""

    policy = Policy(rights.SEE)
    template = "programmes/campaign.html"
    help_page = "programmes/campaign"
    campaign: Campaign

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.campaign = reads.campaign_seen(pk)
        self.on = local_day(self.at)
        self.reading = Reading(self.campaign, self.on)
        files = reads.files_of(self.actor, self.campaign)
        context: dict[str, Any] = {
            "head": self._head(),
            "hints": self._hints(),
            "answers": self._answers(),
            "prepare": self._prepare(),
            "activities": self._activities(),
            "groups": self._groups(),
            "materials": self._materials(files),
            "facts": self._facts(),
            "law": self._law(),
            "links": {name: self._link(name) for name in ("add_preparation", "add_activity", "add_material")},
        }
        return self.page(context)

    @cached_property
    def may(self) -> bool:
        """Whether this person writes about it now."""
        return self.campaign.open and self.keeps

    @cached_property
    def keeps(self) -> bool:
        """Whether it is of the place this person works for."""
        return self.actor.can(rights.BEGIN_CAMPAIGN) and keeps(self.actor, rights.BEGIN_CAMPAIGN, self.campaign.place)

    @cached_property
    def occasion(self) -> Occasion | None:
        """What the year says of it."""
        return occasions().get(self.campaign.occasion)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.campaign.pk])

    def _link(self, name: str) -> Link | None:
        words = {
            "add_preparation": _("Thêm việc"), "add_activity": _("Thêm hoạt động"), "add_material": _("Thêm tài liệu"),
        }  # fmt: skip
        return Link(words[name], self._url(name)) if self.may else None

    def _head(self) -> PageHead:
        campaign = self.campaign
        year = year_url("programmes:campaigns", campaign.place, campaign.year)
        crumbs = (Link(f"{CAMPAIGNS} {campaign.year}", year),)
        acts = self._acts()
        return PageHead(
            title=campaign.title, crumbs=crumbs, status=phase_status(campaign, self.on),
            facts=(old_name(campaign.place), days_words(campaign.first_on, campaign.last_on)),
            main=acts[0] if acts and self.keeps else None, acts=acts[1:] if self.keeps else acts,
        )  # fmt: skip

    def _acts(self) -> tuple[Act, ...]:
        """The first is the main one, for those who write about it."""
        whole = Act(_("In một trang"), url=self._url("print_campaign"), icon="print", new_window=True)
        if not self.keeps:
            return (whole,)
        add = Act(_("Thêm hoạt động"), url=self._url("add_activity"), icon="plus", key="N")
        finish = Act(_("Tổng kết"), url=self._url("finish_campaign"), icon="circle-check")
        copy = Act(_("Chép sang năm sau"), url=self._url("copy_campaign"), icon="copy")
        correct = Act(_("Sửa"), url=self._url("correct_campaign"), icon="edit", key="E")
        drop = Act(_("Thôi không làm"), url=self._url("drop_campaign"), icon="ban")
        found = reads.phase_of(self.campaign, self.on)
        if found is Phase.DONE:
            return copy, whole, Act(_("Mở lại"), url=self._url("reopen_campaign"), icon="undo")
        if found is Phase.DROPPED:
            return (copy,)
        if found is Phase.OVER:
            return finish, add, correct, whole
        first, second = (add, finish) if found is Phase.RUNNING else (add, drop)
        return first, second, correct, whole

    def _hints(self) -> list[Hint]:
        campaign, found = self.campaign, []
        if campaign.dropped_on:
            told = _("Thôi không làm từ {day}: {why}")
            found.append(Hint(told.format(day=format_date(campaign.dropped_on), why=campaign.dropped_why)))
        if campaign.learnt:
            found.append(Hint(_("Điều rút ra: {what}").format(what=campaign.learnt)))
        for one in reads.earlier_of(campaign)[:1] if campaign.follows else ():
            if one.learnt:
                told = _("Điều rút ra lần trước ({year}): {what}")
                found.append(Hint(told.format(year=one.year, what=one.learnt)))
        return found

    def _answers(self) -> tuple[Answer, ...]:
        reading = self.reading
        planned, spent = reading.money
        late = reading.progress.late if self.campaign.open else 0
        held = sum(one.held for one in reading.activities)
        return (
            Answer(
                _("Chuẩn bị đến đâu?"), prepared_words(reading.progress) or _("không có việc nào"),
                _("{n} việc trễ").format(n=late) if late else "", "late" if late else "",
            ),
            Answer(
                _("Đã đến với ai?"), reach_words(reading.reach) or _("chưa có số"),
                _("{n} hoạt động đã làm").format(n=held) if held else "",
            ),
            Answer(
                _("Chi bao nhiêu?"), format_money(spent),
                _("trên {money} dự kiến").format(money=format_money(planned)) if planned else "",
                "late" if planned and spent > planned else "",
            ),
        )  # fmt: skip

    def _prepare(self) -> Table:
        columns = (
            Column(_("Việc phải chuẩn bị"), Kind.NAME), Column(_("Ai làm")), Column(_("Hạn"), Kind.DATE),
            Column(_("Tình trạng"), Kind.STATUS), Column("", Kind.ACT),
        )  # fmt: skip
        rows = tuple(self._one(one) for one in self.reading.preparations)
        empty = EmptyState(_("Chưa có việc chuẩn bị nào."), _("Bấm “Thêm việc” để ghi ai làm gì, trước ngày nào."))
        return Table(_("Việc chuẩn bị"), columns, rows, empty=None if rows else empty)

    def _one(self, one: Preparation) -> Row:
        still = self.may and one.done_on is None and not one.skipped_why
        note = one.skipped_why or (one.done_by_name if one.done_on else "")
        cells = (
            Cell(one.title), Cell(one.who), Cell(format_date(one.due_on)),
            Cell(status=ready_status(one, self.on), note=note), Cell(act=done_act(one)) if still else Cell(""),
        )  # fmt: skip
        return Row(cells, url=reverse("programmes:tell_preparation", args=[one.pk]) if self.may else "")

    def _activities(self) -> Table:
        columns = (
            Column(_("Hoạt động"), Kind.NAME), Column(_("Ngày"), Kind.DATE), Column(_("Ở đâu")),
            Column(_("Tình trạng"), Kind.STATUS), Column(pgettext("counted", "Trẻ em"), Kind.NUMBER),
            Column(_("Người lớn"), Kind.NUMBER), Column(_("Đã chi"), Kind.NUMBER, soft=True),
        )  # fmt: skip
        rows = tuple(self._activity(one) for one in self.reading.activities)
        empty = EmptyState(
            _("Chưa có hoạt động nào."), _("Ghi từng buổi nói chuyện, lượt phát thanh, lần tặng quà: ở đâu, ngày nào.")
        )
        whole = self.reading.reach
        total = Row(
            (Cell(_("Cộng")), Cell(""), Cell(""), Cell(""), Cell(_few(whole.children)), Cell(_few(whole.adults)),
             Cell(money(self.reading.money[1])))
        )  # fmt: skip
        several = len(rows) > 1
        return Table(_("Hoạt động"), columns, rows, total if several else None, empty=None if rows else empty)

    def _activity(self, one: Activity) -> Row:
        people = self.reading.reach_of(one)
        kind = str(one.get_kind_display())
        cells = (
            Cell(one.title, note=kind), Cell(format_date(one.on)), Cell(one.where), Cell(status=activity_status(one)),
            Cell(_few(people.children)), Cell(_few(people.adults)), Cell(money(one.spent)),
        )  # fmt: skip
        return Row(cells, url=activity_url(one))

    def _groups(self) -> tuple[Fact, ...]:
        found = self.reading.reach.groups
        return tuple(Fact(capital(one.label), format_int(found[one])) for one in Group if found.get(one))

    def _materials(self, files: dict[UUID, ShownFile]) -> Table:
        columns = (
            Column(_("Tài liệu"), Kind.NAME), Column(_("Là gì")), Column(_("Bằng tiếng gì")),
            Column(_("Số bản"), Kind.NUMBER), Column(_("Tệp"), soft=True),
        )  # fmt: skip
        rows = tuple(_material(one, files.get(one.file) if one.file else None) for one in self.reading.materials)
        empty = EmptyState(_("Chưa có tài liệu nào."), _("Ghi cả bài phát thanh và tài liệu bằng tiếng dân tộc."))
        return Table(_("Tài liệu"), columns, rows, empty=None if rows else empty)

    def _facts(self) -> tuple[Fact, ...]:
        campaign, report = self.campaign, report_status(self.campaign, self.on)
        audience = ", ".join(str(label) for code, label in AUDIENCE if code in campaign.audience)
        found = [
            Fact(_("Chủ đề"), campaign.theme or _("chưa ghi")),
            Fact(_("Thông điệp"), campaign.message or _("chưa ghi")),
            Fact(_("Cho ai"), audience or _("chưa ghi")),
            Fact(_("Văn bản chỉ đạo"), campaign.order or _("chưa ghi")),
        ]
        if campaign.carried_from:
            found.append(Fact(_("Nơi lập ban đầu"), old_name(campaign.carried_from)))
        if campaign.document:
            link = reverse("statutes:document", args=[campaign.document.pk])
            found.append(Fact(_("Trong danh mục"), campaign.document.number, url=link))
        if campaign.carries_out:
            top = campaign.carries_out
            found.append(Fact(_("Làm theo đợt của"), top.place.name, url=campaign_url(top)))
        if campaign.follows:
            found.append(Fact(_("Chép từ năm"), str(campaign.follows.year), url=campaign_url(campaign.follows)))
        if report is not None:
            change = self._url("report_campaign") if self.keeps and campaign.dropped_on is None else ""
            found.append(Fact(_("Báo cáo"), status=report, change_url=change))
            if campaign.report_number:
                found.append(Fact(_("Số báo cáo"), campaign.report_number))
        told = _("Chi từ: {source}")
        sources = self.reading.sources.items()
        return (*found, *(Fact(told.format(source=source), format_money(spent)) for source, spent in sources))

    def _law(self) -> list[str]:
        """What rules say of the occasion, and what is the house's own reading."""
        occasion, found = self.occasion, []
        if occasion is None:
            return []
        if moon_words(occasion):
            found.append(_("Ngày {moon}, tính theo lịch Việt Nam.").format(moon=moon_words(occasion)))
        if occasion.launch:
            found.append(f"{in_language(occasion.launch.words)} ({occasion.document}).")
        if self.campaign.report_due:
            day, month = occasion.reports[self.campaign.place.level]
            told = _("Gửi báo cáo trước ngày {day}/{month} ({document}).")
            found.append(told.format(day=day, month=month, document=occasion.document))
        if occasion.contents.vi:
            told = _("Nội dung quy định nêu: {list}.")
            found.append(told.format(list=in_language(occasion.contents)))
        return [one for one in (*found, in_language(occasion.note)) if one]


def _few(number: int) -> str:
    return format_int(number) if number else ""


def _material(one: Material, file: ShownFile | None) -> Row:
    cells = (
        Cell(one.title), Cell(str(one.get_kind_display())), Cell(str(one.get_language_display())),
        Cell(_few(one.copies)), Cell(file.name, url=file.url, note=file.said) if file else Cell(""),
    )  # fmt: skip
    return Row(cells)


class ActivityPage(Screen):
    """One activity: what was done, whom it reached, its photos."""

    policy = Policy(rights.SEE)
    template = "programmes/activity.html"
    help_page = "programmes/campaign"
    activity: Activity

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.activity = reads.activity_seen(pk)
        self.campaign = self.activity.campaign
        files = reads.files_of(self.actor, self.campaign)
        photos = reads.photos_of([self.activity])
        context: dict[str, Any] = {
            "head": self._head(),
            "activity": self.activity,
            "facts": self._facts(),
            "numbers": self._numbers(),
            "photos": [(one, files.get(one.file), self._remove(one)) for one in photos],
            "add_photo": Link(_("Gửi ảnh"), self._url("add_photo")) if self.may and self.activity.held else None,
        }
        return self.page(context)

    @cached_property
    def keeps(self) -> bool:
        """Whether it is of the place this person works for."""
        right = rights.TELL_ACTIVITY
        return self.actor.can(right) and keeps(self.actor, right, self.campaign.place)

    @cached_property
    def may(self) -> bool:
        """Whether this person writes about it now."""
        return self.keeps and self.campaign.open and not self.activity.dropped_why

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.activity.pk])

    def _remove(self, photo: Photo) -> str:
        return reverse("programmes:remove_photo", args=[photo.pk]) if self.keeps else ""

    def _head(self) -> PageHead:
        one, main = self.activity, None
        acts: tuple[Act, ...] = ()
        if self.may:
            label = _("Sửa kết quả") if one.held else _("Ghi kết quả hoạt động")
            main = Act(label, url=self._url("tell_activity"), icon="edit", key="E")
            if not one.held:
                acts = (Act(_("Thôi không làm"), url=self._url("drop_activity"), icon="ban"),)
        return PageHead(
            title=one.title, crumbs=(Link(self.campaign.title, campaign_url(self.campaign)),), main=main, acts=acts,
            status=activity_status(one), facts=(format_date(one.on), one.where),
        )  # fmt: skip

    def _facts(self) -> tuple[Fact, ...]:
        one = self.activity
        found = [
            Fact(_("Cách làm"), capital(one.get_kind_display())),
            Fact(_("Về điều gì"), capital(one.get_topic_display())),
            Fact(_("Tiền dự kiến"), format_money(one.planned)), Fact(_("Tiền đã chi"), format_money(one.spent)),
        ]  # fmt: skip
        if one.source:
            found.append(Fact(_("Tiền ở đâu ra"), one.source))
        if one.dropped_why:
            found.append(Fact(_("Vì sao thôi"), one.dropped_why))
        found.append(
            Fact(_("Người ghi"), ", ".join(filter(None, [one.told_by_name, format_date(local_day(one.told_at))])))
        )
        return tuple(found)

    def _numbers(self) -> tuple[Fact, ...]:
        found = reads.numbers_of(self.activity)
        return tuple(Fact(capital(one.label), format_int(found[one])) for one in Group if found.get(one))
