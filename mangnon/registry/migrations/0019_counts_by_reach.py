from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0018_child_photo'),
    ]

    operations = [
        migrations.RunSQL(
            (HERE / '0019_counts_by_reach.sql').read_text(encoding='utf-8'),
            (HERE / '0019_counts_by_reach_undo.sql').read_text(encoding='utf-8'),
        ),
    ]
