from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from archive.core.queue import take_back_running
from archive.demo.accounts import make_accounts
from archive.demo.furnish import furnish, furnish_translations
from archive.holdings.models import ArchiveDocument
from archive.ingest.models import Unfolding


class Command(BaseCommand):
    help = "Furnish the site with the demonstration; a second time changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        made = furnish(self._say)
        unread = Unfolding.objects.exclude(state__in=[Unfolding.State.READY, Unfolding.State.FAILED])
        if made or unread.exists():
            pages = ArchiveDocument.objects.count()
            self._say(f"Reading {pages} sample files and indexing (some minutes)…")
            take_back_running()
            call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
            self._say(f"{Unfolding.objects.filter(state=Unfolding.State.READY).count()} files read.")
        accounts = make_accounts()
        furnish_translations()
        for name, password in accounts.items():
            self._say(f"  account {name:14} password {password}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
