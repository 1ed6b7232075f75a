"""Team, people, notes, what is sealed, moves, police and procuracy, files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.access.roles import Role
from mangnon.accounts.queries import officers_of
from mangnon.cases.actions import keeping, moving, teaming
from mangnon.cases.forms import acts as typed
from mangnon.cases.models import CaseMove, CasePerson
from mangnon.cases.views.forming import CaseAct, CaseForm
from mangnon.intake.forms.acts import AttachForm
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound, Text
from mangnon.places.rules import in_line
from mangnon.registry.views.forming import RegistryForm
from mangnon.ui.parts import Link, PageHead


class AcceptCase(CaseAct):
    """Take a case on."""

    policy = Policy("cases.accept")

    def act(self, **kwargs: Any) -> HttpResponse:
        """From now on this person leads it."""
        teaming.accept_case(**self.about)
        return self.back(_("Bạn phụ trách hồ sơ này"))


class Choosing(CaseForm):
    """One person who works where the case is."""

    roles: tuple[Role, ...] = (Role.COMMUNE_OFFICER,)
    made: type[typed.ChooseForm] = typed.ChooseForm

    def build(self, data: QueryDict | None) -> forms.Form:
        """Those who work there."""
        places = {self.case.place_id, self.case.incident_place_id or self.case.place_id}
        people = {one.pk: one for place in places for one in officers_of(place, local_day(self.at), self.roles)}
        return self.made(data, people=[(str(pk), one.full_name) for pk, one in people.items()])


class AssignCase(Choosing):
    """Give it to an officer."""

    policy = Policy("cases.assign")
    title = gettext_lazy("Giao hồ sơ")
    button = gettext_lazy("Giao")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One holder."""
        teaming.assign_case(**self.about, person_id=UUID(cleaned["person"]))
        return self.done(_("Đã giao hồ sơ"))


class AddToTeam(Choosing):
    """Somebody works on it too."""

    policy = Policy("cases.team.add")
    roles = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
    made = typed.TeamForm
    title = gettext_lazy("Thêm người vào nhóm")
    button = gettext_lazy("Thêm vào nhóm")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One member."""
        teaming.add_to_team(**self.about, person_id=UUID(cleaned["person"]), part=cleaned["part"])
        return self.done(_("Đã thêm vào nhóm"))


class TakeOut(CaseForm):
    """Asked once more before somebody is taken out."""

    form_class = forms.Form
    keeps_draft = False
    said: str
    over: Text = ""
    """What is said afterwards."""

    def head(self) -> PageHead:
        """Who."""
        return replace(super().head(), title=self.said)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One less."""
        self.take_out()
        return self.done(self.over)

    def take_out(self) -> None:
        """What is asked."""
        raise NotImplementedError


class RemoveFromTeam(TakeOut):
    """Somebody doesn't work on it any more."""

    policy = Policy("cases.team.remove")
    button = gettext_lazy("Cho ra khỏi nhóm")
    over = gettext_lazy("Đã cho ra khỏi nhóm")

    def guard(self) -> None:
        """A member of now. Raises NotFound."""
        super().guard()
        row = self.case.team.filter(person=self.kwargs["person"], until__isnull=True).first()
        if row is None:
            raise NotFound
        self.said = _("Cho {name} ra khỏi nhóm").format(name=row.name)
        self.note = _("Từ lúc này người ấy không mở được hồ sơ nữa. Việc đã ghi vẫn còn nguyên; có thể thêm lại sau.")

    def take_out(self) -> None:
        """One member less."""
        teaming.remove_from_team(**self.about, person_id=self.kwargs["person"])


class SealCase(CaseForm):
    """Only the team knows that it exists."""

    policy = Policy("cases.seal")
    form_class = typed.ReasonForm
    title = gettext_lazy("Niêm kín hồ sơ")
    button = gettext_lazy("Niêm kín")
    note = gettext_lazy("Từ nay chỉ nhóm của hồ sơ biết có hồ sơ này. Dùng khi liên quan đến gia đình cán bộ.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Closed."""
        teaming.seal_case(**self.about, **cleaned)
        return self.done(_("Đã niêm kín"))


class UnsealCase(CaseForm):
    """The reason to hide it is gone."""

    policy = Policy("cases.unseal")
    form_class = typed.ReasonForm
    title = gettext_lazy("Bỏ niêm kín hồ sơ")
    button = gettext_lazy("Bỏ niêm kín")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """As other cases."""
        teaming.unseal_case(**self.about, **cleaned)
        return self.done(_("Đã bỏ niêm kín"))


class ReviewGlass(CaseForm):
    """Judge whether somebody had to be let in."""

    policy = Policy("cases.glass.review")
    form_class = typed.VerdictForm
    title = gettext_lazy("Xem xét lần mở hồ sơ ngoài nhóm")
    button = gettext_lazy("Ghi nhận xét")

    def guard(self) -> None:
        """It waits for a verdict. Raises NotFound."""
        super().guard()
        found = self.case.openings.filter(pk=self.kwargs["opening"]).first()
        if found is None:
            raise NotFound
        self.note = _("{name} mở hồ sơ: {why}").format(name=found.name, why=found.reason)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One verdict."""
        teaming.review_glass(**self.about, opening_id=self.kwargs["opening"], **cleaned)
        return self.done(_("Đã ghi nhận xét"))


class AddPerson(CaseForm):
    """Somebody round the case."""

    policy = Policy("cases.people.add")
    form_class = typed.PersonForm
    title = gettext_lazy("Người quanh vụ việc")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One person."""
        row_id = cleaned.pop("row_id")
        keeping.add_person(**self.about, row_id=row_id, told=keeping.PersonTold(**cleaned))
        return self.done(_("Đã ghi"))


class RemovePerson(TakeOut):
    """Written down by mistake."""

    policy = Policy("cases.people.remove")
    button = gettext_lazy("Bỏ khỏi hồ sơ")
    over = gettext_lazy("Đã bỏ")

    def guard(self) -> None:
        """Somebody who stands there now, and is no member of staff. Raises NotFound."""
        super().guard()
        rows = self.case.people.filter(pk=self.kwargs["row"], removed_at__isnull=True, staff__isnull=True)
        row = rows.first()
        if row is None:
            raise NotFound
        name = row.name or str(CasePerson.Part(row.part).label)
        self.said = _("Bỏ {name} khỏi hồ sơ").format(name=name)
        self.note = _("Chỉ dùng khi ghi nhầm. Người này không hiện trên trang hồ sơ nữa; nhật ký vẫn giữ việc đã ghi.")

    def take_out(self) -> None:
        """One person less."""
        keeping.remove_person(**self.about, row_id=self.kwargs["row"])


class AddNote(CaseForm):
    """A note inside the team."""

    policy = Policy("cases.notes.add")
    title = gettext_lazy("Ghi chú trong nhóm")

    def build(self, data: QueryDict | None) -> forms.Form:
        """With the members who can be told."""
        rows = self.case.team.filter(until__isnull=True).exclude(person=self.actor.me)
        return typed.NoteForm(data, initial=self.initial(), members=[(str(one.person), one.name) for one in rows])

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One note."""
        mentioned = tuple(UUID(one) for one in cleaned.get("mentioned", ()))
        keeping.add_note(
            **self.about, note_id=cleaned["row_id"], text=cleaned["text"], above_only=cleaned["above_only"],
            mentioned=mentioned,
        )  # fmt: skip
        return self.done(_("Đã ghi chú"))


class WriteSealed(CaseForm):
    """What only its own right opens."""

    policy = Policy("cases.sealed.write")
    form_class = typed.SealedForm
    title = gettext_lazy("Điều phải giữ kín")
    button = gettext_lazy("Niêm kín và lưu")
    keeps_draft = False

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One fact."""
        keeping.write_sealed(**self.about, fact_id=cleaned["row_id"], about=cleaned["about"], text=cleaned["text"])
        return self.done(_("Đã niêm kín"))


class NotifyPolice(CaseForm):
    """Police or procuracy were told, or a court was asked."""

    policy = Policy("cases.police.notify")
    form_class = typed.NoticeForm
    title = gettext_lazy("Báo công an, viện kiểm sát, Tòa án")
    note = gettext_lazy(
        "Tòa án: đề nghị hạn chế quyền của cha, mẹ, người chăm sóc hoặc tách trẻ em khỏi họ"
        " (Luật Trẻ em, khoản 3 Điều 52)."
    )

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One paper."""
        told = keeping.NoticeTold(
            cleaned["to"], cleaned["office_name"], cleaned["what"], cleaned["number"], cleaned["receiver"]
        )
        keeping.notify_police(**self.about, notice_id=cleaned["row_id"], told=told, done_at=cleaned["done_at"])
        return self.done(_("Đã ghi"))


class PoliceReply(CaseForm):
    """What came back."""

    policy = Policy("cases.police.reply")
    form_class = typed.ReplyForm
    title = gettext_lazy("Kết quả trả lời")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One answer."""
        keeping.record_reply(**self.about, notice_id=self.kwargs["notice"], **cleaned)
        return self.done(_("Đã ghi kết quả"))


class AttachFile(CaseForm):
    """Put a file to the case."""

    policy = Policy("cases.files.attach")
    title = gettext_lazy("Gửi tệp vào hồ sơ")
    button = gettext_lazy("Gửi tệp")
    keeps_draft = False

    def build(self, data: QueryDict | None) -> forms.Form:
        """With what was sent."""
        return AttachForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One file."""
        keeping.attach_file(**self.about, upload=cleaned["file"], sensitive=cleaned["sensitive"])
        return self.done(_("Đã gửi tệp"))


class AskMove(CaseForm):
    """Ask another commune to take the case over."""

    policy = Policy("cases.moves.ask")
    form_class = typed.MoveForm
    title = gettext_lazy("Chuyển hồ sơ đến xã khác")
    button = gettext_lazy("Gửi đề nghị")
    note = gettext_lazy("Cho đến khi nơi nhận tiếp nhận, xã này vẫn phụ trách và mọi hạn vẫn chạy.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One request."""
        moving.ask_move(
            **self.about, move_id=cleaned["row_id"], to_place=cleaned["place"], hand_over=cleaned["hand_over"]
        )
        return self.done(_("Đã gửi đề nghị"))


class WithdrawMove(CaseForm):
    """Take the request back."""

    policy = Policy("cases.moves.withdraw")
    form_class = typed.ReasonForm
    title = gettext_lazy("Rút đề nghị chuyển hồ sơ")
    button = gettext_lazy("Rút đề nghị")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Back to before."""
        row = self.case.moves.filter(state=CaseMove.State.ASKED).first()
        if row is None:
            raise NotFound
        moving.withdraw_move(actor=self.actor, at=self.at, move_id=row.pk, reason=cleaned["reason"])
        return self.done(_("Đã rút đề nghị"))


class AnswerMove(RegistryForm):
    """Whoever was asked reads the hand-over and answers."""

    policy = Policy("cases.moves.accept")
    form_class = typed.AnswerForm
    help_page = "cases/acts"
    title = gettext_lazy("Hồ sơ chuyển đến")
    button = gettext_lazy("Trả lời")
    row: CaseMove

    def guard(self) -> None:
        """It waits, here. Raises NotFound."""
        rows = CaseMove.objects.select_related("case", "from_place").filter(
            pk=self.kwargs["pk"], state=CaseMove.State.ASKED
        )
        found = next((one for one in rows if one.to_place_id in self.actor.reach("cases.moves.accept")), None)
        if found is None:
            raise NotFound
        self.row = found
        self.saw([found.case])

    def head(self) -> PageHead:
        """Which case, from where."""
        line = _("Từ {place}: {text}").format(place=in_line(self.row.from_place.name), text=self.row.hand_over)
        crumbs = (Link(gettext_lazy("Hồ sơ vụ việc"), reverse("cases:cases")),)
        return PageHead(title=f"{self.row.case.code}, {self.row.case.called}", crumbs=crumbs, line=line)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Yes or no."""
        if cleaned["yes"] == "1":
            case = moving.accept_move(actor=self.actor, at=self.at, move_id=self.row.pk)
            return self.after(reverse("cases:case", args=[case.pk]), _("Đã tiếp nhận hồ sơ"))
        moving.decline_move(actor=self.actor, at=self.at, move_id=self.row.pk, answer=cleaned["reason"])
        return self.after(reverse("cases:cases"), _("Đã trả lời"))
