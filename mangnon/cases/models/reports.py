"""Which reports of harm led to a case, and which of their children it is about."""

from __future__ import annotations

from django.db import models

from mangnon.cases.models.case import Case
from mangnon.intake.models import HarmReport, ReportedChild


class CaseReport(models.Model):
    """A report belongs to a case: many reports may lead to one, and one report to several."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="reports")
    report = models.ForeignKey(HarmReport, models.PROTECT, related_name="+")
    reported = models.ForeignKey(ReportedChild, models.PROTECT, related_name="+", null=True)
    number = models.CharField(max_length=24)
    """The report's number, for those who don't see the report itself."""
    linked_at = models.DateTimeField()
    linked_by_name = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "report"], name="case_report_once"),)
