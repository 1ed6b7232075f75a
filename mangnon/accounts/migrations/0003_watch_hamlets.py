"""Which hamlets somebody answers for decides what they see, so that these rows belong under the net too."""

from django.db import migrations

from mangnon.access.rowsecurity import watch


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_watch_and_throttle")]
    operations = [watch("accounts_assignmenthamlet")]
