"""Carers and placements under forced row security by their communes, parts by their root."""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_place, protect_by_root


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_caring"), ("audit", "0002_book_functions")]
    operations = [
        protect_by_place("cases_carer"),
        protect_by_place("cases_carerlist"),
        protect_by_place("cases_placement", other="other_place_id"),
        protect_by_root("cases_carercheck", root="cases_carer", key="carer_id"),
        protect_by_root("cases_caremeeting", root="cases_placement", key="placement_id"),
        protect_by_root("cases_carefollow", root="cases_placement", key="placement_id"),
    ]
