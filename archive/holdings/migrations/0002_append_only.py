"""The database itself refuses to change a line of the log."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER holdings_event_append_only BEFORE UPDATE ON holdings_event
BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END
"""
POSTGRESQL = """
CREATE FUNCTION holdings_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log is only ever added to'; END $$;
CREATE TRIGGER holdings_event_append_only BEFORE UPDATE ON holdings_event
FOR EACH ROW EXECUTE FUNCTION holdings_event_refuse();
"""


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor in ("sqlite", "postgresql"):
        schema_editor.execute(SQLITE if vendor == "sqlite" else POSTGRESQL)


class Migration(migrations.Migration):
    dependencies = [("holdings", "0001_initial")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
