"""Deposit files from the command line: one record for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.catalogue.models import FAMILIES, Mark, RecordPage, SeriesPage
from archive.catalogue.registration import register, unsorted_series
from archive.catalogue.vocabulary import DocumentLanguage
from archive.core.pages import NotReady
from archive.holdings.receive import Refused, receive
from archive.ingest import pipeline
from archive.ingest.models import Unfolding

BAR = 20


class Command(BaseCommand):
    help = "Take files into the archive, describe each by a draft record, and read their text."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--series", metavar="MARK", help="mark of the series (default: the first)")
        parser.add_argument("--family", choices=list(FAMILIES), default="historical_document")
        parser.add_argument("--language", choices=DocumentLanguage.values, default="fr")
        parser.add_argument("--publish", action="store_true", help="publish each record once it is read")

    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        series = self._series(options["series"])
        failed = 0
        for name in files:
            try:
                line = self._deposit(Path(name), series, options)
            except (Refused, OSError) as trouble:
                failed += 1
                line = f"✗ {name}: {trouble}"
            else:
                failed += line.startswith("✗")
            self.stdout.write(("\r" if self.stdout.isatty() else "") + line)
        call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
        if failed:
            raise CommandError(f"{failed}/{len(files)}", returncode=1)

    def _series(self, mark: str | None) -> SeriesPage:
        if not mark:
            return unsorted_series()
        key = Mark.objects.filter(code=mark.upper()).values_list("key", flat=True).first()
        series = SeriesPage.objects.filter(translation_key=key, locale__language_code="fr").first()
        if series is None:
            raise CommandError(f"No series bears the mark {mark}.")
        return series

    def _deposit(self, path: Path, series: SeriesPage, options: dict[str, Any]) -> str:
        with path.open("rb") as stream:
            receipt = receive(stream, path.name, agent="deposit")
        document = receipt.document
        record = RecordPage.objects.filter(files__document=document).first()
        if record is not None:
            return f"= {path.name}: {record.specific.mark}"
        record = register(
            options["family"],
            series,
            document.title,
            documents=[document],
            document_language=options["language"],
            date_as_written="[sans date]",
            rights="CNE",
        )
        reading = self._read(document, path.name)
        if reading.state == Unfolding.State.FAILED:
            return f"✗ {path.name}: {record.mark}: {reading.sentence}"
        if options["publish"]:
            try:
                record.get_latest_revision().publish()
            except NotReady as trouble:
                return f"✗ {path.name}: {' '.join(trouble.messages)}"
        note = f" ({reading.sentence})" if reading.sentence else ""
        return f"✓ {path.name}: {record.mark}, {document.page_count} p.{note}"

    def _read(self, document: Any, name: str) -> Unfolding:
        reading = pipeline.begin(document, queued=False)
        while pipeline.advance(reading):
            pages = reading.document.page_count
            if self.stdout.isatty() and pages:
                full = BAR * min(reading.done, pages) // pages
                bar = "█" * full + "░" * (BAR - full)
                self.stdout.write(f"\r{bar} {reading.get_state_display()} {name}", ending="")
                self.stdout.flush()
        document.refresh_from_db(fields=["page_count"])
        return reading
