"""Carers and placements under forced row security by their communes, parts by their root."""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_place, protect_by_root
from mangnon.papers.protecting import papers_of


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_caring"), ("audit", "0002_book_functions"), ("papers", "0002_protect")]
    operations = [
        protect_by_place("cases_carer"),
        protect_by_place("cases_carerlist"),
        protect_by_place("cases_placement", other="other_place_id"),
        protect_by_root("cases_carercheck", root="cases_carer", key="carer_id"),
        protect_by_root("cases_caremeeting", root="cases_placement", key="placement_id"),
        protect_by_root("cases_carefollow", root="cases_placement", key="placement_id"),
        papers_of("cases.carer", "cases_carer"),
        papers_of("cases.placement", "cases_placement"),
    ]
