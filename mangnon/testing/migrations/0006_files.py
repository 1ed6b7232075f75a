"""Files of samples are seen with their sample."""

from django.db import migrations

from mangnon.files.protecting import files_of


class Migration(migrations.Migration):
    dependencies = [("testing", "0005_quick_lists"), ("files", "0002_protect")]
    operations = [files_of("testing.sample", "testing_sample")]
