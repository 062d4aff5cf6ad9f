from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from archive.vocabularies import shipping


class Command(BaseCommand):
    help = "Load the vocabularies that come with the software; what editors have changed stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in shipping.load().lines() or ["Vocabularies: nothing new."]:
            self.stdout.write(line)
