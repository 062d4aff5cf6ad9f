from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tasks_db.models import DBTaskResult

from archive.ingest import ocr
from archive.ingest.models import Unfolding

STOPPED = "Stopped. The next start goes on from here."


class Command(BaseCommand):
    help = "Prepare, furnish and serve the site in one process: what `make run` does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="an empty site")

    def handle(self, *args: Any, no_demo: bool, **options: Any) -> None:
        try:
            call_command("prepare", stdout=self.stdout)
            if not no_demo:
                call_command("seed_demo", stdout=self.stdout)
        except KeyboardInterrupt:
            raise CommandError(STOPPED) from None
        if not no_demo and self._reading_broke_off():
            raise CommandError(STOPPED)
        if not ocr.available():
            self.stdout.write("No OCR on this machine: the text of scanned pages will not be read.")
        base = f"http://127.0.0.1:{settings.ARCHIVE_PORT}"
        for name, path in (("français", "/fr/"), ("English", "/en/"), ("administration", "/admin/")):
            self.stdout.write(f"  {name:14} {base}{path}")
        if no_demo:
            self.stdout.write("  first account: .venv/bin/python manage.py createsuperuser")
        self.stdout.write("Ctrl-C stops.")
        self.stdout.flush()
        call_command("serve", stdout=self.stdout, stderr=self.stderr)

    def _reading_broke_off(self) -> bool:
        """Ctrl-C ends the worker that reads the samples, and the worker tells nobody."""
        ended = [Unfolding.State.READY, Unfolding.State.FAILED]
        return Unfolding.objects.exclude(state__in=ended).exists() and DBTaskResult.objects.ready().exists()
