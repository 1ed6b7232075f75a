"""Who a report is about, who told it, who is said to have done it; and contacts that were no report."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mangnon.intake.models.reports import Channel, HarmReport
from mangnon.lib.dates import PartialDate
from mangnon.lib.fields import SealedTextField
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.registry.models import Child, Sex


class ReportedChild(models.Model):
    """A child whom a report tells of. Nothing is required: often nobody knows more than "a girl, about six"."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(HarmReport, models.CASCADE, related_name="children")
    full_name = models.CharField(max_length=120, default="", blank=True)
    """Empty while the name isn't known."""
    name_key = models.CharField(max_length=120, default="", blank=True)
    """The folded name, by which look-alikes are found."""
    about = models.CharField(max_length=160, default="", blank=True)
    """What tells the child from others: "con ông Bảy", "mặc áo đỏ"."""
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born = models.CharField(max_length=11, default="", blank=True)
    """``PartialDate.code`` or empty."""
    born_from = models.DateField(null=True)
    born_to = models.DateField(null=True)
    home_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, db_index=False)
    home_text = models.CharField(max_length=200, default="", blank=True)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", null=True)
    """The child of the register, once somebody has found that it is this one."""
    condition = SealedTextField("intake_story")
    """How the child is now: body, mind (form 01, A.2)."""
    fear = SealedTextField("intake_story")
    """What may happen to the child without help (form 01, A.2)."""
    family = SealedTextField("intake_story")
    """The family's circumstances."""
    helped = SealedTextField("intake_story")
    """What was done for the child before the report."""
    father_name = models.CharField(max_length=120, default="", blank=True)
    mother_name = models.CharField(max_length=120, default="", blank=True)
    carer_name = models.CharField(max_length=120, default="", blank=True)
    whereabouts = SealedTextField("intake_story")
    """Where the child is now, when that isn't its home."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="reported_birth_whole",
                condition=Q(born="", born_from__isnull=True, born_to__isnull=True)
                | (~Q(born="") & Q(born_from__isnull=False, born_to__isnull=False)),
            ),
        )
        indexes = (models.Index(fields=["name_key"], condition=~Q(name_key=""), name="reported_name"),)

    @property
    def birth(self) -> PartialDate | None:
        """The date of birth with what is known of it."""
        return PartialDate.parse(self.born) if self.born else None

    def set_birth(self, birth: PartialDate | None) -> None:
        """Keep a date in its three forms, or nothing."""
        self.born = birth.code if birth else ""
        self.born_from = birth.earliest() if birth else None
        self.born_to = birth.latest() if birth else None


class Reporter(models.Model):
    """Who told: a vault. Everything is sealed and opened by its own right, each opening booked (Decree art. 24)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.OneToOneField(HarmReport, models.CASCADE, related_name="reporter")
    anonymous = models.BooleanField(default=False)
    """Gave no name, or wants none to be kept."""
    name = SealedTextField("reporter_identity")
    phone = SealedTextField("reporter_identity")
    address = SealedTextField("reporter_identity")
    relation = SealedTextField("reporter_identity")
    """To the child, in words."""
    safe_contact = SealedTextField("reporter_identity")
    """How and when to reach them without putting them in danger."""
    version = models.IntegerField(default=1)


class Tie(models.TextChoices):
    """What the alleged perpetrator is to the child."""

    FATHER = "father", _("Cha")
    MOTHER = "mother", _("Mẹ")
    STEP = "step", _("Cha dượng, mẹ kế")
    CARER = "carer", _("Người chăm sóc khác")
    RELATIVE = "relative", _("Họ hàng")
    NEIGHBOUR = "neighbour", _("Hàng xóm, người quen")
    TEACHER = "teacher", _("Giáo viên, nhân viên cơ sở")
    PEER = "peer", _("Trẻ em khác")
    STRANGER = "stranger", _("Người lạ")
    UNKNOWN = "unknown", _("Chưa rõ")

    @classmethod
    def carers(cls) -> frozenset[str]:
        """Parents and those who care for the child: harm by them makes an emergency (Decree 56/2017, art. 31)."""
        return frozenset((cls.FATHER, cls.MOTHER, cls.STEP, cls.CARER))


class Suspect(models.Model):
    """Somebody who is said to have done it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(HarmReport, models.CASCADE, related_name="suspects")
    name = SealedTextField("suspect_identity")
    about = SealedTextField("suspect_identity")
    """Age, work, where they live, as far as told."""
    tie = models.CharField(max_length=10, choices=Tie, default=Tie.UNKNOWN)
    near = models.BooleanField(null=True)
    """Whether they can reach the child now; None when nobody knows."""


class ContactKind(models.TextChoices):
    """What a contact was, when it was no report."""

    ADVICE = "advice", _("Hỏi, nhờ tư vấn")
    SILENT = "silent", _("Im lặng, dập máy")
    PRANK = "prank", _("Trêu đùa, quấy rối")
    WRONG = "wrong", _("Nhầm số, việc khác")


class Contact(models.Model):
    """A contact that was no report: counted, nothing else is kept of it."""

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    """The office that was called."""
    channel = models.CharField(max_length=12, choices=Channel)
    kind = models.CharField(max_length=8, choices=ContactKind)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=["place", "recorded_at"], name="contact_place"),)
