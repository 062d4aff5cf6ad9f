from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0012_dates_of_series"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="observation",
            options={
                "default_permissions": (),
                "ordering": [
                    models.OrderBy(
                        Coalesce("observed_on", "report__date_latest", "report__date_earliest"),
                        nulls_first=True,
                    ),
                    "pk",
                ],
                "verbose_name": "observation",
                "verbose_name_plural": "observations",
            },
        ),
    ]
