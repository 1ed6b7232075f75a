"""Papers of samples are seen with their sample."""

from django.db import migrations

from mangnon.papers.protecting import papers_of


class Migration(migrations.Migration):
    dependencies = [("testing", "0006_files"), ("papers", "0002_protect")]
    operations = [papers_of("testing.sample", "testing_sample")]
