"""What is written about a campaign: begun, copied, corrected, prepared, summed up, reported, dropped."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden
from mangnon.places.models import Unit
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.campaigns import actions
from mangnon.programmes.campaigns.actions.beginning import above
from mangnon.programmes.campaigns.forms import (
    CampaignForm,
    CopyForm,
    LearntForm,
    PreparationForm,
    ReportForm,
    campaign_of,
    preparation_of,
)
from mangnon.programmes.campaigns.models import Campaign, Dip, Preparation
from mangnon.programmes.campaigns.occasions import Occasion, occasions
from mangnon.programmes.campaigns.queries import campaigns as reads
from mangnon.programmes.campaigns.views.years import campaign_url
from mangnon.programmes.campaigns.words import CAMPAIGNS, days_words, first_title, moon_words
from mangnon.programmes.plans.actions.keeping import keeps, must_keep
from mangnon.programmes.plans.forms import ReasonForm
from mangnon.programmes.plans.queries.grounds import OLDEST, Ground, home_unit
from mangnon.programmes.plans.views.asked import LATEST, year_url
from mangnon.statutes.queries.documents import of_number
from mangnon.ui.bound import field_values
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen
from mangnon.ui.screens.base import AskedWrongly


class TalkingForm(FormScreen):
    """A form that says some lines before its fields, and may group them."""

    template = "programmes/campaign_form.html"
    built: forms.Form

    def extra(self) -> dict[str, Any]:
        """The lines; all fields in one group without a heading."""
        return {"fields": field_values(self.built), "groups": (), "intro": [one for one in self.intro() if one]}

    def intro(self) -> list[str]:
        """Lines above the form."""
        return []


def year_asked(text: str, usual: int) -> int:
    """The year of an address. Raises AskedWrongly."""
    if not text:
        return usual
    if not text.isdecimal() or not OLDEST <= int(text) <= LATEST:
        raise AskedWrongly(what=f"nam={text[:10]}")
    return int(text)


class BeginCampaign(TalkingForm):
    """A campaign of the place one works for: the days, the theme of the province and the checklist are there."""

    policy = Policy(rights.BEGIN_CAMPAIGN)
    help_page = "programmes/campaigns"
    title = gettext_lazy("Lập đợt")
    button = gettext_lazy("Lập đợt")

    @cached_property
    def place(self) -> Unit:
        """Whose it will be."""
        return home_unit(self.actor)

    @cached_property
    def year(self) -> int:
        """Of the address, else this one. Raises AskedWrongly."""
        return year_asked(self.request.GET.get("nam", ""), local_day(self.at).year)

    @cached_property
    def code(self) -> str:
        """Which occasion. Raises AskedWrongly."""
        code = self.request.GET.get("dip", Dip.OTHER)
        if code not in Dip.values:
            raise AskedWrongly(what=f"dip={code[:20]}")
        return code

    @cached_property
    def law(self) -> Occasion | None:
        """What the year says of it."""
        return occasions().get(self.code)

    @cached_property
    def top(self) -> Campaign | None:
        """That of the province."""
        return above(self.place, self.year, self.code)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Filled with what is known, so that one press is enough."""
        first, last = self.law.days(self.year) if self.law else (None, None)
        known: dict[str, Any] = {"uid": new_id(), "title": first_title(self.code, self.year)}
        known |= {"first_on": first, "last_on": last}
        if self.law and self.law.document and of_number(self.law.document):
            known["document"] = self.law.document
        if self.top is not None:
            names = ("theme", "message", "audience", "order")
            known |= {name: getattr(self.top, name) for name in names}
        self.built = CampaignForm(data, initial=known)
        return self.built

    def intro(self) -> list[str]:
        """What will be there at once."""
        found = []
        if self.law and self.law.prepare:
            n = len(self.law.prepare)
            told = ngettext("Có sẵn {n} việc phải chuẩn bị, mỗi việc một hạn.",
                            "Có sẵn {n} việc phải chuẩn bị, mỗi việc một hạn.", n)  # fmt: skip
            found.append(told.format(n=n) + " " + _("Lập xong vẫn sửa, thêm được."))
        if self.law and self.law.lunar:
            days = days_words(*self.law.days(self.year))
            found.append(_("{moon} năm {year} là ngày {day}.").format(
                moon=moon_words(self.law), year=self.year, day=days))  # fmt: skip
        if self.top is not None:
            found.append(_("Chủ đề, thông điệp lấy từ đợt của {place}.").format(place=self.top.place.name))
        return found

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Begin it."""
        made = actions.begin_campaign(
            actor=self.actor, at=self.at, place=self.place, year=self.year, occasion=self.code,
            told=campaign_of(cleaned), uid=cleaned["uid"],
        )  # fmt: skip
        return self.after(campaign_url(made), _("Đã lập đợt. Xem lại ai làm việc nào."))

    def head(self) -> PageHead:
        """Under the year."""
        crumbs = (Link(str(CAMPAIGNS), year_url("programmes:campaigns", None, self.year)),)
        title = f"{self.title}: {Dip(self.code).label}"
        return PageHead(title=title, crumbs=crumbs, line=f"{old_name(self.place)}, {self.year}")


class CampaignForms(TalkingForm):
    """A form about one campaign of the own place."""

    help_page = "programmes/campaign"
    campaign: Campaign

    def guard(self) -> None:
        """The campaign. Raises NotFound, Forbidden."""
        self.campaign = reads.campaign_seen(self.kwargs["pk"])
        self.must_keep()

    def must_keep(self) -> None:
        """Raises Forbidden where it is another place's."""
        must_keep(self.actor, self.policy.action or "", self.campaign.place)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Filled with ``initial``."""
        self.built = super().form(data)
        return self.built

    @property
    def whom(self) -> dict[str, Any]:
        """What every act is told."""
        return {"actor": self.actor, "at": self.at}

    @property
    def about(self) -> dict[str, Any]:
        """What every act on the campaign is told."""
        return {**self.whom, "campaign_id": self.campaign.pk}

    def head(self) -> PageHead:
        """Under the campaign."""
        return PageHead(title=self.title, crumbs=(Link(self.campaign.title, campaign_url(self.campaign)),))

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(campaign_url(self.campaign), said)


class CorrectCampaign(CampaignForms):
    """Title, theme, message, days, order."""

    policy = Policy(rights.CORRECT_CAMPAIGN)
    form_class = CampaignForm
    title = gettext_lazy("Sửa đợt")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        names = ("version", "title", "theme", "message", "audience", "first_on", "last_on", "order")
        known = {name: getattr(self.campaign, name) for name in names}
        return known | {"document": self.campaign.document.number if self.campaign.document else ""}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        actions.correct_campaign(**self.about, version=cleaned["version"] or 0, told=campaign_of(cleaned))
        return self.done(_("Đã lưu"))


class CopyCampaign(CampaignForms):
    """Into another year, at the place one works for."""

    policy = Policy(rights.COPY_CAMPAIGN)
    form_class = CopyForm
    title = gettext_lazy("Chép đợt sang năm khác")
    button = gettext_lazy("Chép đợt")

    @cached_property
    def place(self) -> Unit:
        """Where it is copied to."""
        place = self.campaign.place
        return place if keeps(self.actor, rights.COPY_CAMPAIGN, place) and not place.valid_to else home_unit(self.actor)

    def must_keep(self) -> None:
        """Raises Forbidden where it belongs to nobody whose ground is one's own today."""
        if self.campaign.place_id not in Ground(self.place).ids:
            raise Forbidden(action=rights.COPY_CAMPAIGN, place_id=self.campaign.place_id)

    def initial(self) -> dict[str, Any]:
        """The year of the address, else the next that has not come yet."""
        old = self.campaign
        year = year_asked(self.request.GET.get("nam", ""), max(old.year + 1, local_day(self.at).year))
        return {"year": year, "title": old.title.replace(str(old.year), str(year))}

    def intro(self) -> list[str]:
        """What goes along, and what was learnt."""
        what = _("Chép việc chuẩn bị và hoạt động, dời theo ngày của dịp trong năm mới; chủ đề thì ghi lại.")
        learnt = self.campaign.learnt
        return [what, _("Điều rút ra lần trước: {what}").format(what=learnt) if learnt else ""]

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Copy it."""
        made = actions.copy_campaign(**self.about, place=self.place, **cleaned)
        return self.after(campaign_url(made), _("Đã chép. Xem lại ngày và người làm."))


class FinishCampaign(CampaignForms):
    """Sum it up."""

    policy = Policy(rights.FINISH_CAMPAIGN)
    form_class = LearntForm
    title = gettext_lazy("Tổng kết đợt")
    button = gettext_lazy("Tổng kết")

    def initial(self) -> dict[str, Any]:
        """What was learnt so far."""
        return {"version": self.campaign.version, "learnt": self.campaign.learnt}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Sum it up."""
        actions.finish_campaign(**self.about, **cleaned)
        return self.done(_("Đã tổng kết"))


class ReopenCampaign(CampaignForms):
    """Something was forgotten."""

    policy = Policy(rights.REOPEN_CAMPAIGN)
    form_class = ReasonForm
    title = gettext_lazy("Mở lại đợt")
    button = gettext_lazy("Mở lại")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Open it."""
        actions.reopen_campaign(**self.about, **cleaned)
        return self.done(_("Đã mở lại"))


class DropCampaign(CampaignForms):
    """It won't take place."""

    policy = Policy(rights.DROP_CAMPAIGN)
    form_class = ReasonForm
    title = gettext_lazy("Thôi không làm đợt này")
    button = gettext_lazy("Thôi không làm")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Drop it."""
        actions.drop_campaign(**self.about, **cleaned)
        return self.done(_("Đã ghi thôi không làm"))


class ReportCampaign(CampaignForms):
    """Its report was sent."""

    policy = Policy(rights.REPORT_CAMPAIGN)
    form_class = ReportForm
    title = gettext_lazy("Ghi báo cáo đã gửi")
    button = gettext_lazy("Ghi đã gửi")

    def initial(self) -> dict[str, Any]:
        """As it stands; today."""
        campaign = self.campaign
        sent = campaign.report_sent_on or local_day(self.at)
        return {"version": campaign.version, "sent_on": sent, "number": campaign.report_number}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.report_campaign(**self.about, **cleaned)
        return self.done(_("Đã ghi báo cáo"))


class AddPreparation(CampaignForms):
    """One more thing to prepare."""

    policy = Policy(rights.ADD_PREPARATION)
    form_class = PreparationForm
    title = gettext_lazy("Thêm việc chuẩn bị")
    button = gettext_lazy("Thêm việc")

    def initial(self) -> dict[str, Any]:
        """Due on the first day."""
        return {"uid": new_id(), "due_on": self.campaign.first_on}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        actions.add_preparation(**self.about, **cleaned)
        return self.done(_("Đã thêm việc"))


class PreparationForms(CampaignForms):
    """A form about something to prepare."""

    preparation: Preparation

    def guard(self) -> None:
        """The preparation's campaign. Raises NotFound, Forbidden."""
        self.preparation = reads.preparation_seen(self.kwargs["pk"])
        self.campaign = self.preparation.campaign
        self.must_keep()


class DoPreparation(PreparationForms):
    """It is done: one press; back to where it was pressed."""

    policy = Policy(rights.DO_PREPARATION)
    form_class = forms.Form
    title = gettext_lazy("Ghi việc chuẩn bị đã xong")
    button = gettext_lazy("Đã xong")
    keeps_draft = False

    def intro(self) -> list[str]:
        """What is done."""
        return [self.preparation.title]

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.do_preparation(**self.whom, preparation_id=self.preparation.pk)
        said = _("Đã ghi xong: {title}").format(title=self.preparation.title)
        if self.request.GET.get("ve") == "lich":
            year = year_url("programmes:campaigns", self.campaign.place, self.campaign.year)
            return self.after(year, said)
        return self.done(said)


class TellPreparation(PreparationForms):
    """Who does it by when, and how it stands."""

    policy = Policy(rights.TELL_PREPARATION)
    title = gettext_lazy("Việc chuẩn bị")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        names = ("version", "title", "who", "due_on", "done_on", "skipped_why")
        known = {name: getattr(self.preparation, name) for name in names}
        self.built = PreparationForm(data, initial=known, begun=True)
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.tell_preparation(
            **self.whom, preparation_id=self.preparation.pk, version=cleaned["version"] or 0,
            told=preparation_of(cleaned),
        )  # fmt: skip
        return self.done(_("Đã lưu"))
