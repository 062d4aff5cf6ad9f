from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.core.database_copy import CopyFailed
from archive.core.saving import NotABackup, restore


class Command(BaseCommand):
    help = "Bring everything back from a backup into an empty ARCHIVE_DATA and database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            count = restore(file, self.stdout.write)
        except (NotABackup, CopyFailed, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} files restored and checked.")
        call_command("prepare", stdout=self.stdout)
        self.stdout.write("The search index is built at the next start.")
