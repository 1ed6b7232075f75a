"""Files and papers of children under the row security of the child."""

from django.db import migrations

from mangnon.files.protecting import files_of
from mangnon.papers.protecting import papers_of


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_alike_protect"),
        ("files", "0002_protect"),
        ("papers", "0002_protect"),
    ]
    operations = [
        files_of("registry.child", "registry_child"),
        papers_of("registry.child", "registry_child"),
    ]
