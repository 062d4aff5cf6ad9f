from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.core.database_copy import CopyFailed
from archive.core.saving import back_up


class Command(BaseCommand):
    help = "Save everything the archive holds into one file, while the site goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a .tar that does not exist yet")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if file.exists():
            raise CommandError(f"{file} exists already; it is left as it is.")
        if not file.parent.is_dir():
            raise CommandError(f"{file.parent} is not a folder.")
        try:
            count = back_up(file, self.stdout.write)
        except (CopyFailed, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file}: {count} files, {file.stat().st_size / 1_000_000:.1f} MB.")
