"""Who asks for a page to be signed anew says so under the key of pages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_protect")]
    operations = [migrations.AddField("due", "seal", models.TextField(default="", db_default=""))]
