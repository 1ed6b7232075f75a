"""The index of the search spells each name once, whoever bears it: half the work of a roster lay there."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
FORWARD = (HERE / "0013_index_in_sets.sql").read_text(encoding="utf-8")
FIRST = (HERE / "0003_search.sql").read_text(encoding="utf-8")
FIGURES = (HERE / "0011_figures.sql").read_text(encoding="utf-8")
PARTS = (
    ("create function registry_index_names(", "create function registry_reindex("),
    ("create function registry_child_indexed(", "-- Parts of a child: other names"),
)
BACKWARD = (
    "".join(FIRST[FIRST.index(start) : FIRST.index(end)] for start, end in PARTS).replace(
        "create function", "create or replace function"
    )
    + FIGURES[FIGURES.index("create function registry_frozen(") : FIGURES.index("comment on function registry_frozen")].replace(
        "create function", "create or replace function"
    )
    + "drop function registry_measured(integer);"
    " alter function registry_index_names(uuid[]) reset work_mem;"
    " alter function registry_index_kin(uuid[], text) reset work_mem;"
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_accident_setting"), ("audit", "0003_net_in_sets")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
