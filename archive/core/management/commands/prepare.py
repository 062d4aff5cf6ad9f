"""Brings database, messages and static files to the state of the code; does nothing when they are."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from archive.core.messages import compile_messages
from archive.core.signals import all_prepared, prepared


class Command(BaseCommand):
    help = "Migrate, load vocabularies, compile messages and collect static files, each only when needed."

    def handle(self, *args: Any, **options: Any) -> None:
        settings.ARCHIVE_DATA.mkdir(parents=True, exist_ok=True)
        if compile_messages():
            self.stdout.write("French messages compiled.")
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            self.stdout.write(f"Database: {len(plan)} migrations (some ten seconds the first time)…")
            call_command("migrate", verbosity=0, interactive=False)
            self.stdout.write("Database ready.")
        for signal in (prepared, all_prepared):
            signal.send(sender=type(self), say=self.stdout.write)
        if not settings.DEBUG:
            self._collect()

    def _collect(self) -> None:
        digest = hashlib.sha256()
        for finder in finders.get_finders():
            for name, storage in finder.list([]):
                stat = Path(storage.path(name)).stat()
                digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
        stamp = Path(settings.STATIC_ROOT) / ".stamp"
        if stamp.exists() and stamp.read_text() == digest.hexdigest():
            return
        self.stdout.write("Static files…")
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(digest.hexdigest())
