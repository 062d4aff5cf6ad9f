from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from archive.ingest import ocr


class Command(BaseCommand):
    help = "Prepare, furnish and serve the site in one process: what `make run` does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="an empty site")

    def handle(self, *args: Any, no_demo: bool, **options: Any) -> None:
        call_command("prepare", stdout=self.stdout)
        if not no_demo:
            call_command("seed_demo", stdout=self.stdout)
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
