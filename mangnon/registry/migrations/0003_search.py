"""The index of the search of children: tables, the triggers that keep it, the one function that reads it."""

from pathlib import Path
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


FUNCTIONS = (Path(__file__).parent / "0003_search.sql").read_text(encoding="utf-8")
UNDO = (Path(__file__).parent / "0003_search_undo.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_protect'),
    ]

    operations = [
        migrations.CreateModel(
            name='Syllable',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('syllable', models.CharField(db_collation='C', db_index=True, max_length=240)),
            ],
        ),
        migrations.CreateModel(
            name='Kin',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('child_id', models.UUIDField()),
                ('part', models.CharField(max_length=6)),
                ('role', models.CharField(max_length=6)),
                ('name', models.CharField(max_length=120)),
                ('folded', models.CharField(db_collation='C', max_length=240)),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('numbers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=15), size=None)),
            ],
            options={
                'indexes': [models.Index(fields=['child_id'], name='kin_child'), django.contrib.postgres.indexes.GinIndex(fields=['keys'], gin_pending_list_limit=256, name='kin_keys')],
            },
        ),
        migrations.CreateModel(
            name='Needle',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('child_id', models.UUIDField()),
                ('own', models.BooleanField()),
                ('place_id', models.BigIntegerField()),
                ('other_place_id', models.BigIntegerField(null=True)),
                ('hamlet_id', models.BigIntegerField(null=True)),
                ('name', models.CharField(max_length=120)),
                ('folded', models.CharField(db_collation='C', max_length=240)),
                ('skeleton', models.CharField(db_collation='C', max_length=240)),
                ('born_year', models.SmallIntegerField()),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('numbers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None)),
            ],
            options={
                'indexes': [models.Index(fields=['child_id'], name='needle_child'), models.Index(fields=['skeleton', 'born_year'], name='needle_skeleton'), models.Index(fields=['place_id', 'born_year'], name='needle_place'), models.Index(condition=models.Q(('other_place_id__isnull', False)), fields=['other_place_id'], name='needle_other'), django.contrib.postgres.indexes.GinIndex(fields=['keys'], gin_pending_list_limit=256, name='needle_keys')],
            },
        ),
        migrations.RunSQL(FUNCTIONS, UNDO),
    ]
