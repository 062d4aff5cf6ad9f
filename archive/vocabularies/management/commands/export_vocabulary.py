from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.vocabularies.models import ConceptScheme
from archive.vocabularies.skos import BY_EXTENSION


class Command(BaseCommand):
    help = "Write vocabularies as SKOS; nothing is lost when they are imported again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("keys", nargs="*", help="of vocabularies; all when none is named")
        parser.add_argument("--format", default="ttl", choices=sorted(BY_EXTENSION))

    def handle(self, *args: Any, keys: list[str], format: str, **options: Any) -> None:
        from archive.vocabularies.skos.writing import graph_of, write

        schemes = ConceptScheme.objects.filter(key__in=keys) if keys else ConceptScheme.objects.all()
        unknown = set(keys) - set(schemes.values_list("key", flat=True))
        if unknown:
            raise CommandError(f"There is no vocabulary {', '.join(sorted(unknown))}.")
        self.stdout.write(write(graph_of(schemes), BY_EXTENSION[format]).decode())
