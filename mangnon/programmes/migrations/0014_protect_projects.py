"""Partners and projects are read by everybody who works here.

Partners are the province's. A project is written by its place; payments and results by the place where they are, too.
"""

from django.db import migrations

from mangnon.files.protecting import files_of
from mangnon.programmes.protecting import NOBODY, own, part_of, read_by_all

OF_PROJECT = part_of("programmes_project", "project_id")
WRITERS = {
    "programmes_partner": NOBODY,
    "programmes_project": own(),
    "programmes_projectpartner": OF_PROJECT,
    "programmes_projectshare": OF_PROJECT,
    "programmes_disbursement": f"({own()} or {OF_PROJECT})",
    "programmes_projectresult": f"({own()} or {OF_PROJECT})",
    "programmes_projectreport": OF_PROJECT,
}


class Migration(migrations.Migration):
    dependencies = [("programmes", "0013_projects")]
    operations = [
        *(read_by_all(table, written=written) for table, written in WRITERS.items()),
        files_of("programmes.project", "programmes_project"),
        files_of("programmes.disbursement", "programmes_disbursement"),
    ]
