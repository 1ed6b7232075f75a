"""How old a child was at its accident, and whether it happened at home, at school or elsewhere."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0011_figures")]
    operations = [
        migrations.AddField("accident", "child_age", models.SmallIntegerField(null=True)),
        migrations.AddField(
            "accident", "setting", models.CharField(max_length=12, default="", db_default="", blank=True), preserve_default=True
        ),
    ]
