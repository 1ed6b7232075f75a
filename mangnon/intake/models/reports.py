"""A report of harm to a child, from the first word until it is settled; and the event that several tell of."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mangnon.access.actor import Actor, Reach
from mangnon.access.managers import GuardedQuerySet, Root
from mangnon.access.roles import ROLES, Net, Role
from mangnon.lib.conditions import one_of
from mangnon.lib.fields import SealedTextField
from mangnon.places.models import Hamlet, Unit


class Channel(models.TextChoices):
    """By which door the first word came in (Decree 56/2017, article 25, and the doors seen in practice)."""

    HOTLINE_111 = "111", _("Tổng đài 111 chuyển đến")
    CENTRE = "18001581", _("Đường dây 18001581")
    PHONE = "phone", _("Gọi điện đến cơ quan")
    WALK_IN = "walk_in", _("Đến gặp trực tiếp")
    COLLABORATOR = "collaborator", _("Cộng tác viên báo")
    SCHOOL = "school", _("Nhà trường báo")
    CLINIC = "clinic", _("Cơ sở y tế báo")
    POLICE = "police", _("Công an chuyển đến")
    WEB = "web", _("Trang báo tin trên mạng")
    LETTER = "letter", _("Thư, báo chí, mạng xã hội")
    MACHINE = "machine", _("Phần mềm khác gửi")


class Danger(models.TextChoices):
    """Whether the child is in danger at this moment."""

    YES = "yes", _("Đang nguy hiểm")
    NO = "no", _("Hiện chưa nguy hiểm")
    UNKNOWN = "unknown", _("Chưa rõ")


class Urgency(models.TextChoices):
    """How soon somebody must act; reckoned by ``rules.triage``, never typed."""

    EMERGENCY = "emergency", _("Khẩn cấp")
    PROMPT = "prompt", _("Cần xem sớm")
    ORDINARY = "ordinary", _("Thông thường")


class State(models.TextChoices):
    """Where a report stands."""

    SENT = "sent", _("Chờ tiếp nhận")
    TAKEN = "taken", pgettext_lazy("report", "Đã tiếp nhận")
    RETURNED = "returned", _("Bị trả lại")
    OUT_ASKED = "out_asked", _("Chờ người thứ hai xác nhận loại")
    SCREENED_OUT = "screened_out", _("Đã loại")
    SETTLED = "settled", _("Đã giải quyết")

    @classmethod
    def open_ones(cls) -> tuple[State, ...]:
        """The states in which somebody still has to act."""
        return (cls.SENT, cls.TAKEN, cls.RETURNED, cls.OUT_ASKED)


class OutReason(models.TextChoices):
    """Why a report isn't followed up. Anonymity is none of them."""

    NO_CHILD = "no_child", _("Người được báo không phải trẻ em")
    NO_HARM = "no_harm", _("Đã xác minh: không có dấu hiệu xâm hại hay nguy cơ")
    FALSE = "false", _("Đã xác minh: sự việc không có thật")
    ELSEWHERE = "elsewhere", _("Ngoài địa bàn tỉnh, đã báo nơi có thẩm quyền")
    ADVICE = "advice", _("Chỉ hỏi, nhờ tư vấn; đã tư vấn")
    DOUBLE = "double", _("Trùng với tin đã có")


class Outcome(models.TextChoices):
    """What a report led to: as much as its sender may be told."""

    CASE = "case", _("Đã mở hồ sơ hỗ trợ, can thiệp")
    JOINED = "joined", _("Đã đưa vào hồ sơ đang có")
    SUPPORT = "support", _("Đã hỗ trợ tại chỗ, không cần mở hồ sơ")
    NOT_FOLLOWED = "not_followed", _("Đã xem xét, không mở hồ sơ")


BY_WEB = Q(channel=Channel.WEB, received_by__isnull=True)
"""What the job took in from the public page."""


class Event(models.Model):
    """One event of which several reports tell, or which harmed several children."""

    id = models.UUIDField(primary_key=True, editable=False)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.TextField()
    """Uuid of a person, or the name of a job."""


class HarmReport(Root):
    """What somebody told of harm to a child, and where it stands.

    ``place`` must act now: the commune where it happened, the province when that isn't known or when the report
    names the commune's own people. ``other_place`` is the commune where the child lives, else the office that
    received it. Whoever received a report goes on seeing it, unless it names them (``sender_sees``).
    """

    other_place_field = "other_place_id"
    identified = True

    id = models.UUIDField(primary_key=True, editable=False)
    """Made by the sender, so that a second send adds nothing."""
    number = models.CharField(max_length=24, unique=True)
    """``TB-20194-26-007``: office that received it, year, number without gaps. Holds nothing of the matter."""
    body_mark = models.CharField(max_length=64)
    """Keyed fingerprint of what was sent first, by which a second send is told from another report."""
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    other_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    channel = models.CharField(max_length=12, choices=Channel)
    reference = models.CharField(max_length=60, default="", blank=True)
    """The number that the report has at its sender, such as the national hotline."""
    what = SealedTextField("intake_story")
    harms = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    """Codes of the list ``hinh_thuc_xam_hai``."""
    signs = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    """Codes of ``rules.SIGNS``: what makes it urgent."""
    danger = models.CharField(max_length=8, choices=Danger, default=Danger.UNKNOWN)
    incident_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    """The unit of today in which it happened; None when it isn't known."""
    incident_hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+", null=True, db_index=False)
    incident_text = models.CharField(max_length=200, default="", blank=True)
    """The place as it was told, perhaps by a name that is no more."""
    happened_at = models.DateTimeField(null=True, blank=True)
    happened_text = models.CharField(max_length=120, default="", blank=True)
    """When it happened, in the words of whoever told: "tối hôm qua"."""
    recorded_at = models.DateTimeField(db_default=Now())
    """The database's clock; a trigger keeps it."""
    first_information_at = models.DateTimeField(db_default=Now())
    """When any receiver first heard of it: the legal clocks start here. Never later than ``recorded_at``."""
    first_information_source = models.CharField(max_length=160, default="", blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency)
    urgency_reasons = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    emergency_due_at = models.DateTimeField(null=True)
    """Twelve clock hours after the first information, for emergencies (Decree 56/2017, articles 26 and 31)."""
    state = models.CharField(max_length=12, choices=State, default=State.SENT)
    accept_by = models.DateTimeField(null=True)
    """When the hand-over that is under way must be accepted; None when somebody has the report."""
    holder = models.UUIDField(null=True)
    """The person who has accepted it."""
    holder_name = models.TextField(default="", blank=True)
    received_by = models.UUIDField(null=True)
    received_by_name = models.TextField(default="", blank=True)
    received_place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    """The office that received it; None for machines and the public page."""
    sender_sees = models.BooleanField(default=True)
    hidden_from = ArrayField(models.UUIDField(), default=list, blank=True)
    """People whom the report names: they never see it."""
    kept_for = ArrayField(models.UUIDField(), default=list, blank=True)
    """When not empty, only these people see it: the alternate, when the province's own people are named."""
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", null=True)
    out_reason = models.CharField(max_length=12, choices=OutReason, default="", blank=True)
    out_note = SealedTextField("intake_story")
    out_asked_by = models.UUIDField(null=True)
    out_asked_by_name = models.TextField(default="", blank=True)
    out_asked_at = models.DateTimeField(null=True)
    settled_as = models.CharField(max_length=12, choices=Outcome, default="", blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.TextField(default="", blank=True)
    completed_at = models.DateTimeField(null=True)
    """When somebody last filled in what was missing at first."""
    held = models.CharField(max_length=5, default="", blank=True, db_default="")
    """Why it waited in the box of the public page before it came in (``web.Held``); empty for nearly all."""
    version = models.IntegerField(default=1)

    class Meta(Root.Meta):
        constraints = (
            models.CheckConstraint(
                name="report_first_information", condition=Q(first_information_at__lte=F("recorded_at"))
            ),
            models.CheckConstraint(
                name="report_settled",
                condition=one_of("state", ["settled", "screened_out"]) & Q(settled_at__isnull=False)
                | (~one_of("state", ["settled", "screened_out"]) & Q(settled_at__isnull=True)),
            ),
            models.CheckConstraint(name="report_holder", condition=~Q(state="taken") | Q(holder__isnull=False)),
            models.CheckConstraint(
                name="report_out_reason",
                condition=~one_of("state", ["out_asked", "screened_out"]) | ~Q(out_reason=""),
            ),
        )
        indexes = (
            models.Index(fields=["place", "-recorded_at", "id"], name="report_place"),
            models.Index(
                fields=["other_place", "-recorded_at", "id"],
                condition=Q(other_place__isnull=False),
                name="report_other",
            ),
            models.Index(fields=["-recorded_at", "id"], name="report_recorded"),
            models.Index(
                fields=["place", "state", "accept_by"],
                condition=Q(state__in=["sent", "taken", "returned", "out_asked"]),
                name="report_open",
            ),
            models.Index(fields=["received_by", "-recorded_at", "id"], name="report_received"),
            models.Index(fields=["accept_by"], condition=Q(accept_by__isnull=False), name="report_accept_by"),
            models.Index(fields=["holder"], condition=Q(state__in=["taken", "out_asked"]), name="report_holder"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in State.open_ones()

    @property
    def is_emergency(self) -> bool:
        """Whether the twelve hours run."""
        return self.urgency == Urgency.EMERGENCY

    @classmethod
    def narrow(cls, rows: GuardedQuerySet[Any], reach: Reach, actor: Actor) -> GuardedQuerySet[Any]:
        """Own receipts beside those of the reach; never what names the actor, or is kept for others."""
        if not actor.is_person:
            return rows
        me = actor.me
        mine = Q(received_by=me, sender_sees=True)
        if Role.HOTLINE in actor.roles:  # nobody received what came by the public page: they do
            mine |= BY_WEB
        if not (reach.everywhere and any(ROLES[role].net is Net.WIDE for role in actor.roles)):
            listed = sorted(actor.row_places if reach.everywhere else reach.places - reach.narrowed)
            here = Q(place__in=listed) | Q(other_place__in=listed) if listed else Q(pk__in=[])
            rows = cls.objects.everything_unchecked().filter(here | mine)
        return rows.exclude(hidden_from__contains=[me]).filter(Q(kept_for=[]) | Q(kept_for__contains=[me]))
