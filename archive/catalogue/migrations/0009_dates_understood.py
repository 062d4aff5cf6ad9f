"""What the dates of the records mean, read from their words; words that are not understood are kept."""

from django.db import migrations, models

from archive.catalogue.dates import NotUnderstood, understand


def read_dates(apps, schema_editor):
    RecordPage = apps.get_model("catalogue", "RecordPage")
    changed = []
    for record in RecordPage.objects.filter(locale__language_code="fr").iterator():
        try:
            written = understand(record.date_as_written)
        except NotUnderstood:
            continue
        record.date_edtf, record.date_inferred = written.edtf, written.inferred
        record.date_earliest, record.date_latest = written.earliest, written.latest
        changed.append(record)
    fields = ["date_edtf", "date_earliest", "date_latest", "date_inferred"]
    RecordPage.objects.bulk_update(changed, fields, batch_size=200)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0008_periods"),
    ]

    operations = [
        migrations.AddField(
            model_name="recordpage",
            name="date_earliest",
            field=models.DateField(db_index=True, editable=False, null=True, verbose_name="earliest day"),
        ),
        migrations.AddField(
            model_name="recordpage",
            name="date_edtf",
            field=models.CharField(blank=True, editable=False, max_length=255, verbose_name="EDTF"),
        ),
        migrations.AddField(
            model_name="recordpage",
            name="date_inferred",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="date supplied by the archive"
            ),
        ),
        migrations.AddField(
            model_name="recordpage",
            name="date_latest",
            field=models.DateField(db_index=True, editable=False, null=True, verbose_name="latest day"),
        ),
        migrations.AlterField(
            model_name="recordpage",
            name="date_as_written",
            field=models.CharField(
                help_text=(
                    "As people write it: 31/03/2025, mars 1957, vers 1956, entre 1956 et 1958, années 1950, "
                    "avant 2012, [1956] when you supply it, s.d. when there is none."
                ),
                max_length=120,
                verbose_name="date as written",
            ),
        ),
        migrations.RunPython(read_dates, migrations.RunPython.noop),
    ]
