"""A departure remembers which periods it ended, so that a mistake can be taken back whole."""

from django.db import migrations, models
from django.db.models import Value


class Migration(migrations.Migration):
    dependencies = [("registry", "0014_rechecks")]
    operations = [
        migrations.AddField(
            "departure", "ended", models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
        ),
    ]
