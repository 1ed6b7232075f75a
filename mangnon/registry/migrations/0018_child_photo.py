"""The photo of a child under the child's row security, and its file under that of the photo."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from mangnon.access.rowsecurity import protect_by_root
from mangnon.files.protecting import files_of


class Migration(migrations.Migration):
    dependencies = [("registry", "0017_list_release"), ("files", "0002_protect")]
    operations = [
        migrations.CreateModel(
            name="ChildPhoto",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=300)),
                ("added_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("added_by", models.TextField()),
                ("added_by_name", models.TextField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_by_name", models.TextField(blank=True, default="")),
                ("removed_why", models.CharField(blank=True, default="", max_length=300)),
                ("child", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="photos", to="registry.child")),
            ],
            options={
                "indexes": [models.Index(fields=["child", "-added_at"], name="photo_child")],
                "constraints": [models.UniqueConstraint(condition=models.Q(("removed_at__isnull", True)), fields=("child",), name="photo_one_at_a_time")],
            },
        ),
        protect_by_root("registry_childphoto", root="registry_child", key="child_id"),
        files_of("registry.photo", "registry_childphoto"),
    ]
