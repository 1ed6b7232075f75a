"""The index of the search spells each name once, whoever bears it: half the work of a roster lay there."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
FORWARD = (HERE / "0013_index_in_sets.sql").read_text(encoding="utf-8")
FIRST = (HERE / "0003_search.sql").read_text(encoding="utf-8")
START, END = "create function registry_index_names(", "create function registry_reindex("
BACKWARD = (
    FIRST[FIRST.index(START) : FIRST.index(END)].replace("create function", "create or replace function")
    + "alter function registry_index_names(uuid[]) reset work_mem;"
    " alter function registry_index_kin(uuid[], text) reset work_mem;"
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_accident_setting"), ("audit", "0003_net_in_sets")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
