from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.core.forking import fork
from archive.core.messages import compile_messages
from archive.ingest import ocr


class Command(BaseCommand):
    help = "Prepare, furnish and serve the site: what `make run` does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="an empty site")

    def handle(self, *args: Any, no_demo: bool, **options: Any) -> None:
        compile_messages()  # here, because addresses are words too, and the server is forked from here
        self._prepare(furnished=not no_demo)
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

    def _prepare(self, furnished: bool) -> None:
        """In a process of its own, so that the site is served from one that has opened nothing."""
        preparing = fork(_prepare, furnished)
        try:
            preparing.join()
        except KeyboardInterrupt:
            preparing.terminate()
            preparing.join()
            raise CommandError("Stopped. The next start goes on from here.") from None
        if preparing.exitcode:
            raise CommandError("The site could not be prepared.")


def _prepare(furnished: bool) -> None:
    try:
        call_command("prepare")
        if furnished:
            call_command("seed_demo")
    except CommandError as error:
        sys.exit(str(error))
