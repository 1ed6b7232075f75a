"""Models are read by everybody who works here and written by their place.

Nominations are read and written where they stand and by the province; what was decided and may be made public is read
by everybody who works here.
"""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from mangnon.access.rowsecurity import protect_by_place
from mangnon.files.protecting import files_of
from mangnon.programmes.protecting import own, part_of, read_by_all

SHARED = "stage = 'decided' and publishable"


class Migration(migrations.Migration):
    dependencies = [("programmes", "0011_examples_praise")]
    operations = [
        read_by_all("programmes_example", written=own()),
        read_by_all("programmes_exampleyear", written=part_of("programmes_example", "example_id")),
        protect_by_place("programmes_nomination"),
        RunSQL(
            f"create policy shared on programmes_nomination for select to mangnon_app using ({SHARED});"
            " revoke delete on programmes_nomination from mangnon_app, mangnon_wide;",
            "grant delete on programmes_nomination to mangnon_app, mangnon_wide;"
            " drop policy shared on programmes_nomination;",
        ),
        files_of("programmes.example", "programmes_example"),
        files_of("programmes.nomination", "programmes_nomination"),
    ]
