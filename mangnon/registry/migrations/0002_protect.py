"""The register under forced row security: roots by their place, parts by their root."""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_place, protect_by_root

OF_CHILD = (
    "othername", "correction", "parent", "parentstate", "carer", "householdstay", "residence", "circumstance",
    "entitlement", "aid", "visit", "schooling", "insurance", "dose", "checkup", "disability", "transfer", "departure",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_children"), ("audit", "0002_book_functions")]
    operations = [
        protect_by_place("registry_child", other="other_place_id"),
        protect_by_place("registry_household"),
        protect_by_place("registry_accident"),
        protect_by_place("registry_riskspot"),
        *(protect_by_root(f"registry_{part}", root="registry_child", key="child_id") for part in OF_CHILD),
        protect_by_root("registry_member", root="registry_household", key="household_id"),
        protect_by_root("registry_householdclass", root="registry_household", key="household_id"),
        protect_by_root("registry_spotcheck", root="registry_riskspot", key="spot_id"),
    ]
