"""Nominations that somebody may see; one of them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.praise import queries as reads
from mangnon.programmes.praise.actions import OWNER, may_step
from mangnon.programmes.praise.models import Deciding, Nomination, Stage, Whom
from mangnon.programmes.praise.rules import Step
from mangnon.programmes.praise.words import FORMS_OURS, PRAISE, form_of, forms, stage_of
from mangnon.ui.parts import Act, Cell, EmptyState, Fact, Hint, Kind, Link, PageHead
from mangnon.ui.screens import Filter, Listed, ListScreen, Screen


def nomination_url(one: Nomination) -> str:
    """Its page."""
    return reverse("programmes:nomination", args=[one.pk])


def praise_crumb() -> Link:
    """The way back to the list."""
    return Link(PRAISE, reverse("programmes:praise"))


def paper(one: Nomination) -> str:
    """Number and date of the decision."""
    return f"{one.decided_number}, {format_date(one.decided_on)}" if one.decided_number and one.decided_on else ""


class PraiseList(ListScreen):
    """Nominations of one's own places, and what was decided and may be made public anywhere."""

    policy = Policy(rights.SEE)
    template = "programmes/praise.html"
    help_page = "programmes/praise"
    title = PRAISE
    noun = gettext_lazy("đề nghị khen")
    order = ("-changed_at", "-id")
    exports = False
    columns = (
        Listed("name", gettext_lazy("Ai"), lambda n: Cell(n.name, note=n.about), lambda n: n.name, Kind.NAME),
        Listed("place", gettext_lazy("Nơi"), lambda n: Cell(old_name(n.place)), lambda n: n.place.name),
        Listed("form", gettext_lazy("Hình thức"), lambda n: Cell(form_of(n), note=n.get_level_display()), form_of),
        Listed("stage", gettext_lazy("Tình trạng"), lambda n: Cell(status=stage_of(n)),
               lambda n: str(Stage(n.stage).label), Kind.STATUS),
        Listed("paper", gettext_lazy("Quyết định"), lambda n: Cell(paper(n)), paper, soft=True),
    )  # fmt: skip
    filters = (
        Filter("tt", gettext_lazy("Tình trạng"), gettext_lazy(" {choice}"), lambda: Stage.choices,
               lambda rows, value: rows.filter(stage=value)),
        Filter("ai", gettext_lazy("Khen ai"), gettext_lazy(" cho {choice}"), lambda: Whom.choices,
               lambda rows, value: rows.filter(whom=value)),
        Filter("cap", gettext_lazy("Cấp khen"), gettext_lazy(", {choice}"), lambda: Deciding.choices,
               lambda rows, value: rows.filter(level=value)),
        Filter("hinh-thuc", gettext_lazy("Hình thức"), gettext_lazy(", {choice}"), forms,
               lambda rows, value: rows.filter(form=value)),
    )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """What this person may see."""
        return reads.seen_by(self.actor)

    def row_url(self, row: Any) -> str:
        """Its page."""
        return nomination_url(row)

    def main_act(self) -> Act | None:
        """Drafting one."""
        if not self.actor.can(rights.DRAFT_PRAISE):
            return None
        return Act(_("Soạn đề nghị"), url=reverse("programmes:draft_nomination"), icon="plus", key="N")

    def empty(self) -> EmptyState:
        """What one is."""
        return EmptyState(
            fact=_("Chưa thấy đề nghị nào."),
            text=_("Soạn đề nghị cho người, tập thể làm tốt việc bảo vệ trẻ em; một người khác ghi quyết định."),
        )


class NominationPage(Screen):
    """One nomination."""

    policy = Policy(rights.SEE)
    template = "programmes/nomination.html"
    help_page = "programmes/praise"
    one: Nomination

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.one = one = reads.nomination_seen(self.actor, pk)
        self.saw([one])
        inside = self.actor.reach(rights.SEE)
        own = inside.everywhere or one.place_id in inside
        context: dict[str, Any] = {
            "head": self._head(),
            "hints": self._hints(own=own),
            "one": one,
            "facts": self._facts(own=own),
            "own": own,
            "files": shelf(self.actor, OwnerRef(OWNER, one.pk)) if own else [],
            "attach": Link(_("Gửi tệp"), self._url("attach_nomination")) if self._may(Step.ATTACH) else None,
        }
        return self.page(context)

    def _may(self, step: Step) -> bool:
        return may_step(self.actor, step, self.one)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.one.pk])

    def _head(self) -> PageHead:
        one = self.one
        label = _("Thôi công khai") if one.publishable else _("Cho công khai")
        every = (
            (Step.PROPOSE, Act(_("Gửi đề nghị khen"), url=self._url("propose_nomination"), icon="forward")),
            (Step.DECIDE, Act(_("Ghi quyết định khen"), url=self._url("decide_nomination"), icon="circle-check")),
            (Step.PUT, Act(_("Trình lên"), url=self._url("put_nomination"), icon="forward")),
            (Step.CORRECT, Act(_("Sửa"), url=self._url("correct_nomination"), icon="edit", key="E")),
            (Step.DECLINE, Act(_("Không khen"), url=self._url("decline_nomination"), icon="ban")),
            (Step.PUBLISH, Act(label, url=self._url("publish_nomination"), icon="eye")),
        )
        acts = [act for step, act in every if self._may(step)]
        leads = acts[:1] if any(map(self._may, (Step.PROPOSE, Step.DECIDE, Step.PUT))) else []
        return PageHead(
            title=one.name, status=stage_of(one), crumbs=(praise_crumb(),), main=leads[0] if leads else None,
            facts=(old_name(one.place), form_of(one)), acts=tuple(acts[len(leads):]),
        )  # fmt: skip

    def _hints(self, *, own: bool) -> list[Hint]:
        one, hints = self.one, []
        if one.stage == Stage.DECLINED:
            hints.append(Hint(_("Không khen: {why}").format(why=one.decided_why)))
        if one.stage == Stage.PUT and own and self.actor.person_id == one.proposed_by:
            hints.append(Hint(_("Bạn gửi đề nghị này; người khác có quyền sẽ ghi quyết định.")))
        if one.stage in (Stage.DRAFT, Stage.PROPOSED, Stage.PUT) and own:
            hints.append(Hint(FORMS_OURS))
        return hints

    def _facts(self, *, own: bool) -> tuple[Fact, ...]:
        one = self.one
        found = [
            Fact(_("Khen ai"), one.get_whom_display()), Fact(_("Chức vụ, nơi làm việc hoặc nơi ở"), one.about),
            Fact(_("Cấp khen"), one.get_level_display()), Fact(_("Nơi, người đề nghị"), one.proposer),
        ]  # fmt: skip
        if own and one.whom == Whom.CHILD:
            found.append(Fact(_("Cha mẹ, người giám hộ đồng ý"), one.parent_consent))
            found.append(Fact(_("Trẻ em đồng ý"), one.child_consent))
        if one.proposed_on:
            found.append(
                Fact(_("Gửi đề nghị khen"), f"{format_date(one.proposed_on)}, {one.proposed_by_name}".rstrip(", "))
            )
        if one.put_on:
            told = ", ".join(filter(None, (one.body, format_date(one.put_on), one.put_number)))
            found.append(Fact(_("Trình lên"), told))
        if paper(one):
            found.append(Fact(_("Quyết định"), f"{paper(one)}, {one.signer}"))
        if one.stage == Stage.DECIDED:
            told = one.publish_consent if own else ""
            words = _("được công khai") if one.publishable else _("không công khai")
            found.append(Fact(_("Công khai"), f"{words}; {told}" if told else words))
        return tuple(found)
