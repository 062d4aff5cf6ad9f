"""What the dates of the series mean, read from their words; words that are not understood are kept."""

from django.db import migrations, models

from archive.catalogue.dates import NotUnderstood, understand


def read_dates(apps, schema_editor):
    SeriesPage = apps.get_model("catalogue", "SeriesPage")
    changed = []
    for series in SeriesPage.objects.filter(locale__language_code="fr").exclude(date_as_written=""):
        try:
            written = understand(series.date_as_written)
        except NotUnderstood:
            continue
        series.date_edtf, series.date_inferred = written.edtf, written.inferred
        series.date_earliest, series.date_latest = written.earliest, written.latest
        changed.append(series)
    fields = ["date_edtf", "date_earliest", "date_latest", "date_inferred"]
    SeriesPage.objects.bulk_update(changed, fields, batch_size=200)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0011_findings_and_plans"),
    ]

    operations = [
        migrations.AddField(
            model_name="seriespage",
            name="date_earliest",
            field=models.DateField(db_index=True, editable=False, null=True, verbose_name="earliest day"),
        ),
        migrations.AddField(
            model_name="seriespage",
            name="date_edtf",
            field=models.CharField(blank=True, editable=False, max_length=255, verbose_name="EDTF"),
        ),
        migrations.AddField(
            model_name="seriespage",
            name="date_inferred",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="date supplied by the archive"
            ),
        ),
        migrations.AddField(
            model_name="seriespage",
            name="date_latest",
            field=models.DateField(db_index=True, editable=False, null=True, verbose_name="latest day"),
        ),
        migrations.AlterField(
            model_name="seriespage",
            name="date_as_written",
            field=models.CharField(
                blank=True,
                help_text="Of what it holds: 1956-1961, années 1950, depuis 2023, s.d. when nothing is known.",
                max_length=120,
                verbose_name="dates",
            ),
        ),
        migrations.RunPython(read_dates, migrations.RunPython.noop),
    ]
