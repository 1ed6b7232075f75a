"""Recognition under forced row security: everybody who works here reads it, a place writes its own dossier.

Rounds and classes are the province's alone.
"""

from django.db import migrations

from mangnon.files.protecting import files_of
from mangnon.programmes.protecting import NOBODY, own, part_of, read_by_all

WRITERS = {
    "programmes_round": NOBODY,
    "programmes_placeclass": NOBODY,
    "programmes_dossier": own(),
    "programmes_score": part_of("programmes_dossier", "dossier_id"),
}


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_recognition")]
    operations = [
        *(read_by_all(table, written=written) for table, written in WRITERS.items()),
        files_of("programmes.dossier", "programmes_dossier"),
    ]
