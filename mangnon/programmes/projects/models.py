"""Partners, their projects, and of each project: who gives, money by place, what was paid, results, reports due.

All of it tells of organisations and figures, of no child; everybody who works here reads it. Partners are kept by the
province, a project by the place that owns it; a commune in it writes its own payments and results. Money is in đồng
(whole); what was pledged keeps its own currency with the rate and its day.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mangnon.lib.ids import new_id
from mangnon.places.models import Unit


class Partner(models.Model):
    """An organisation, business, group or person that gives or works along."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=24)
    """Code of ``data/projects.yaml``."""
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, unique=True)
    """Folded: the same name once."""
    country = models.CharField(max_length=80, default="")
    contact = models.CharField(max_length=400, default="")
    """Office, post, telephone, in words."""
    licence = models.CharField(max_length=120, default="")
    """Number of its licence to work here, as printed."""
    licence_until = models.DateField(null=True)
    notes = models.CharField(max_length=1_000, default="")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    identified = False

    def __str__(self) -> str:
        return self.name


class Project(models.Model):
    """A project of a place with one partner or more."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """Which place owns and reports it today; shares, payments and results keep the place of their time."""
    title = models.CharField(max_length=240)
    search_key = models.CharField(max_length=240)
    goal = models.TextField()
    partners = models.ManyToManyField(Partner, through="ProjectPartner", related_name="projects")
    agreement = models.CharField(max_length=160, default="")
    """Number of the agreement or of the approving decision, as printed."""
    agreement_on = models.DateField(null=True)
    approved_by = models.CharField(max_length=160, default="")
    starts_on = models.DateField()
    ends_on = models.DateField()
    pledged = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    currency = models.CharField(max_length=3, default="VND")
    rate = models.DecimalField(max_digits=14, decimal_places=4, default=1)
    """Đồng for one of the currency."""
    rate_on = models.DateField(null=True)
    """Whose day the rate is."""
    pledged_dong = models.BigIntegerField(default=0)
    counterpart = models.BigIntegerField(default=0)
    """Own money that goes with it, đồng."""
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(name="project_days", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="project_money",
                condition=Q(pledged__gte=0) & Q(rate__gt=0) & Q(pledged_dong__gte=0) & Q(counterpart__gte=0),
            ),
            models.CheckConstraint(name="project_rate", condition=Q(currency="VND") | Q(rate_on__isnull=False)),
        )

    identified = False
    place_field = "place_id"

    def __str__(self) -> str:
        return self.title


class ProjectPartner(models.Model):
    """Who gives or works along in a project."""

    id = models.BigAutoField(primary_key=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="namings", db_index=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="namings")
    gone = models.BooleanField(default=False)
    """No more named in it."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["project", "partner"], name="project_partner_once"),)


class ProjectShare(models.Model):
    """Money that a project plans for a place, đồng; 0: the place is no more in it."""

    id = models.BigAutoField(primary_key=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="shares", db_index=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    planned = models.BigIntegerField()
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["project", "place"], name="project_share_once"),
            models.CheckConstraint(name="project_share_money", condition=Q(planned__gte=0)),
        )


class Disbursement(models.Model):
    """Money paid in a place, đồng; one written by mistake is struck with the reason and stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="disbursements")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()
    amount = models.BigIntegerField()
    what = models.CharField(max_length=300)
    proof = models.CharField(max_length=200, default="")
    """Number of the voucher, as printed."""
    struck_why = models.CharField(max_length=500, default="")
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.CheckConstraint(name="disbursement_money", condition=Q(amount__gt=0)),)

    identified = False
    place_field = "place_id"


class ProjectResult(models.Model):
    """What a project planned and reached in a place and a year, by an indicator in words."""

    id = models.BigAutoField(primary_key=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="results", db_index=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=200)
    indicator_key = models.CharField(max_length=200)
    unit = models.CharField(max_length=24)
    planned = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    reached = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["project", "place", "year", "indicator_key"], name="project_result_once"),
        )


class ProjectReport(models.Model):
    """A report that somebody is owed by a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="reports")
    to_whom = models.CharField(max_length=200)
    about = models.CharField(max_length=200)
    due_on = models.DateField()
    sent_on = models.DateField(null=True)
    sent_as = models.CharField(max_length=160, default="")
    """Number of the report, as printed."""
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["project", "to_whom", "about", "due_on"], name="project_report_once"),
        )
