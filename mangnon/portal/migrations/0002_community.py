"""What the portal's role may read of programmes: recognised communes, published answers to children, public praise.

Of each table only the columns that a page shows; of praise never a child, whatever consent there is.
"""

from django.db import migrations

READ = {
    "programmes_round": ("id, year, kind", "kind = 'assessment'"),
    "programmes_dossier": (
        "id, place_id, round_id, state, definition, checked_total, decided_number, decided_on", "state = 'recognised'",
    ),
    "programmes_forum": ("id, place_id, title, starts_on, state", "state = 'held'"),
    "programmes_forumanswer": ('id, question_id, text, by, "on", done, published_on', "published_on is not null"),
    "programmes_forumquestion": (
        "id, forum_id, number, kind, topic, text",
        "exists (select 1 from programmes_forumanswer a where a.question_id = programmes_forumquestion.id)",
    ),
    "programmes_nomination": (
        "id, place_id, whom, name, about, deed, form, stage, publishable, decided_number, decided_on",
        "stage = 'decided' and publishable and whom <> 'child'",
    ),
}  # fmt: skip
"""Columns and condition by table."""
FORWARD = "".join(
    f"grant select ({columns}) on {table} to mangnon_portal;"
    f"create policy published on {table} for select to mangnon_portal using ({condition});"
    for table, (columns, condition) in READ.items()
)
BACKWARD = "".join(
    f"drop policy published on {table}; revoke select ({columns}) on {table} from mangnon_portal;"
    for table, (columns, _condition) in READ.items()
)


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_reads"), ("programmes", "0012_protect_examples_praise")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
