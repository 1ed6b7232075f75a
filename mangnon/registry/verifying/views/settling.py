"""One difference: what the sheet says, what the register says, and what becomes of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound
from mangnon.registry.models import Recheck, RecheckAnswer
from mangnon.registry.queries.children import children
from mangnon.registry.verifying.comparing import ERRORS
from mangnon.registry.verifying.fields import MET, rules_on
from mangnon.registry.verifying.forms import SettleForm
from mangnon.registry.verifying.held import held_values
from mangnon.registry.verifying.queries import SETTLE
from mangnon.registry.verifying.settling import APPLY, KEEP, MENDED, mended, settle_difference
from mangnon.registry.verifying.views.rounds import HELP, crumbs
from mangnon.registry.verifying.wording import AnswerWords
from mangnon.registry.views.forming import RegistryForm
from mangnon.ui.parts import Fact, Link, PageHead

VIEWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "mother": ("parent", ("mother",)),
    "father": ("parent", ("father",)),
    "mother_state": ("state", ("mother",)),
    "father_state": ("state", ("father",)),
    "hamlet": ("move", ()),
    "residence_status": ("move", ()),
    "schooling": ("schooling", ()),
    "grade": ("schooling", ()),
    "disability": ("disability", ()),
    "insurance": ("insurance", ()),
    "circumstance": ("groups", ()),
}
"""Field → the form of the record in which it is put right; the others in "Sửa thông tin"."""


class SettleDifference(RegistryForm):
    """Put the register right, say that it was, or keep it with a reason."""

    policy = Policy(SETTLE)
    template = "registry/verifying/settle.html"
    help_page = HELP
    title = gettext_lazy("Xử lý điều khác")
    button = gettext_lazy("Ghi cách xử lý")

    def guard(self) -> None:
        """A difference that is open. Raises NotFound, Forbidden."""
        self.row = see(Recheck, self.kwargs["pk"], self.actor, SETTLE)
        rows = RecheckAnswer.objects.filter(recheck=self.row, field=self.kwargs["field"], result__in=ERRORS)
        answer = rows.first()
        if answer is None:
            raise NotFound
        self.answer = answer
        self.child = children(self.actor).select_related("household").filter(pk=self.row.child_id).first()
        self.saw([self.child] if self.child is not None else [])

    @cached_property
    def _now(self) -> str:
        """What the register holds today."""
        if self.child is None or self.answer.field == MET:
            return ""
        return held_values(self.child, local_day(self.at)).get(self.answer.field, "")

    def build(self, data: QueryDict | None) -> forms.Form:
        """The ways that are open for this field."""
        rules = rules_on(self.row.round.rules_since)
        asked = rules.field(self.answer.field)
        applies = asked is not None and asked.apply and self.child is not None and self._now == self.answer.held
        done = mended(self.row, self.answer, self.child, self.at)
        ways = [APPLY] if applies and not done else []
        version = self.child.version if self.child is not None else 0
        initial = {"version": version, "way": MENDED if done else ""}
        return SettleForm(data, initial=initial, ways=[*ways, MENDED, KEEP])

    def besides(self) -> dict[str, Any]:
        """Both words, and the ways into the record."""
        words = AnswerWords(self.words, rules_on(self.row.round.rules_since))
        now = RecheckAnswer(field=self.answer.field, said=self._now)
        words.know([self.answer, now])
        code = self.answer.field
        told = [
            Fact(_("Phiếu phúc tra"), words.value(code, self.answer.said)),
            Fact(_("Sổ, lúc gửi phiếu"), words.value(code, self.answer.held) or _("chưa ghi")),
        ]
        if code != MET and self._now != self.answer.held:
            told.append(Fact(_("Sổ hôm nay"), words.value(code, self._now) or _("chưa ghi")))
        if self.row.note:
            told.append(Fact(_("Ghi chú của người đi"), self.row.note))
        return {"asked": words.label(code), "told": tuple(told), "ways": self._ways()}

    def _ways(self) -> tuple[Link, ...]:
        """Where the record is put right by hand."""
        if self.child is None:
            return ()
        pk, code = self.child.pk, self.answer.field
        if code == MET:
            leave = Link(_("Thôi quản lý"), reverse("registry:leave_register", args=[pk]))
            ask = Link(_("Chuyển đi xã, phường khác"), reverse("registry:ask_transfer", args=[pk]))
            return (ask, leave) if self.answer.said == Recheck.Outcome.MOVED else (leave,)
        if code == "household_class":
            house = self.child.household_id
            return (Link(_("Phân loại hộ"), reverse("registry:classify_household", args=[house])),) if house else ()
        view, more = VIEWS.get(code, ("correct", ()))
        return (Link(_("Sửa trong hồ sơ của trẻ"), reverse(f"registry:{view}", args=[pk, *more])),)

    def head(self) -> PageHead:
        """Below the sheet."""
        sheet = Link(_("Phiếu phúc tra"), reverse("registry:recheck", args=[self.row.pk]))
        return PageHead(title=self.title, crumbs=(*crumbs(self.row.round), sheet))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Settle it."""
        settle_difference(
            actor=self.actor, at=self.at, recheck_id=self.row.pk, field=self.answer.field, way=cleaned["way"],
            reason=cleaned["reason"], version=cleaned["version"],
        )  # fmt: skip
        return self.after(reverse("registry:recheck", args=[self.row.pk]), _("Đã ghi cách xử lý"))
