"""Policies in the form that leaves lists their index, and an ordered index for each of a sample's two places."""

from django.db import migrations, models

from mangnon.access.rowsecurity import remake_by_place


class Migration(migrations.Migration):
    dependencies = [("testing", "0004_receipts")]
    operations = [
        remake_by_place("testing_sample", other="other_place_id"),
        remake_by_place("testing_samplefact"),
        migrations.RemoveIndex(model_name="sample", name="sample_place_sort"),
        migrations.AddIndex(
            model_name="sample",
            index=models.Index(fields=["place", "sort_key", "id"], include=["other_place"], name="sample_place_sort"),
        ),
        migrations.AddIndex(
            model_name="sample",
            index=models.Index(
                fields=["other_place", "sort_key", "id"],
                include=["place"],
                condition=models.Q(other_place__isnull=False),
                name="sample_other_sort",
            ),
        ),
    ]
