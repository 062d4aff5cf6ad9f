from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.vocabularies.models import ConceptScheme
from archive.vocabularies.skos import FORMATS, format_of


class Command(BaseCommand):
    help = "Take the concepts of a SKOS file (Turtle, RDF/XML, JSON-LD); say what is not kept of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--into", default="", help="key of the vocabulary that takes the concepts")
        parser.add_argument("--untagged", default="fr", choices=["fr", "en"], help="language of bare labels")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, file: Path, into: str, untagged: str, dry_run: bool, **options: Any) -> None:
        from archive.vocabularies.skos.parsing import Unreadable, parse
        from archive.vocabularies.skos.reading import read
        from archive.vocabularies.skos.sentences import lines, losses
        from archive.vocabularies.skos.taking import take

        kind = format_of(file.name)
        if kind is None:
            raise CommandError(f"One of {', '.join(f'.{kind.extension}' for kind in FORMATS)} is taken.")
        scheme = ConceptScheme.objects.filter(key=into).first()
        if into and scheme is None:
            raise CommandError(f"There is no vocabulary {into}.")
        try:
            report = take(read(parse(file.read_bytes(), kind), untagged), scheme, dry_run=dry_run)
        except (OSError, Unreadable) as error:
            raise CommandError(str(error)) from error
        for line in lines(report):
            self.stdout.write(line)
        for lost in losses(report):
            self.stdout.write(f"{lost['sentence']} ({lost['count']})")
            for row in lost["first"]:  # type: ignore[attr-defined]
                self.stdout.write(f"  {row}")
        if dry_run:
            self.stdout.write("Nothing was changed.")
