"""A migrated database is kept and poured, into the tests' own and into those of processes that tests start.

SQLite keeps a file and pours it into memory; PostgreSQL keeps a template database and copies it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def _state() -> str:
    """Named by everything that makes a migrated database what it is."""
    digest = hashlib.sha256(settings.LANGUAGE_CODE.encode())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(path.read_bytes())
    for name in ("roles.py", "applying.py"):
        digest.update((settings.BASE_DIR / "archive" / "accounts" / name).read_bytes())
    return digest.hexdigest()[:20]


class SQLite:
    def __init__(self) -> None:
        self.kept = settings.ARCHIVE_TEST_CACHE / f"migrated-{_state()}.sqlite3"

    def begin(self) -> None:
        connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
        if not self.kept.exists():
            for old in self.kept.parent.glob("migrated-*.sqlite3"):
                old.unlink()
            call_command("migrate", verbosity=0)
            new = self.kept.with_suffix(".new")
            with sqlite3.connect(new) as file:
                connection.connection.backup(file)
            os.replace(new, self.kept)

    def pour(self) -> None:
        connection.ensure_connection()
        with sqlite3.connect(self.kept) as file:
            file.backup(connection.connection)

    def beside(self, data: Path, *, empty: bool = False) -> dict[str, str]:
        data.mkdir(exist_ok=True)
        if not empty:
            shutil.copy(self.kept, data / "archive.sqlite3")
        return {"ARCHIVE_DATA": str(data)}

    def end(self) -> None:
        pass


class PostgreSQL:
    """Databases are made and dropped through the one that the address names, which stays as it is."""

    def __init__(self) -> None:
        self.home = connection.settings_dict["NAME"]
        self.kept = f"migrated_{_state()}"
        self.own = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
        self.made = [self.own]

    def _run(self, *commands: str) -> list:
        connection.close()
        connection.settings_dict["NAME"] = self.home
        with connection.cursor() as cursor:
            for command in commands:
                cursor.execute(command)
            found = cursor.fetchall() if cursor.description else []
        connection.close()
        connection.settings_dict["NAME"] = self.own
        return found

    def begin(self) -> None:
        if not self._run(f"SELECT 1 FROM pg_database WHERE datname = '{self.kept}'"):
            new = f"{self.kept}_new"
            self._run(f"DROP DATABASE IF EXISTS {new} WITH (FORCE)", f"CREATE DATABASE {new}")
            connection.settings_dict["NAME"] = new
            call_command("migrate", verbosity=0)
            self._run(f"ALTER DATABASE {new} RENAME TO {self.kept}")

    def pour(self) -> None:
        self._run(
            f"DROP DATABASE IF EXISTS {self.own} WITH (FORCE)",
            f"CREATE DATABASE {self.own} TEMPLATE {self.kept}",
        )

    def beside(self, data: Path, *, empty: bool = False) -> dict[str, str]:
        data.mkdir(exist_ok=True)
        name = f"beside_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name}" + ("" if empty else f" TEMPLATE {self.kept}"))
        self.made.append(name)
        address = urlsplit(settings.ARCHIVE_DATABASE_URL)._replace(path=f"/{name}")
        return {"ARCHIVE_DATA": str(data), "ARCHIVE_DATABASE_URL": address.geturl()}

    def end(self) -> None:
        self._run(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in self.made))


class Database:
    """The tests' database. A test that commits empties it: it is poured again before the next test."""

    def __init__(self, blocker) -> None:
        self.blocker = blocker
        self.emptied = False
        settings.ARCHIVE_TEST_CACHE.mkdir(exist_ok=True)
        with blocker.unblock(), open(settings.ARCHIVE_TEST_CACHE / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            connection.close()
            self.kind = SQLite() if connection.vendor == "sqlite" else PostgreSQL()
            self.kind.begin()
            self.pour()

    def pour(self) -> None:
        from django.contrib.contenttypes.models import ContentType
        from django.core.cache import cache

        with self.blocker.unblock():
            self.kind.pour()
        ContentType.objects.clear_cache()
        cache.clear()

    def beside(self, data: Path, *, empty: bool = False) -> dict[str, str]:
        """A database for processes whose files lie in `data`: what their environment must say."""
        with self.blocker.unblock():
            return self.kind.beside(data, empty=empty)

    def end(self) -> None:
        with self.blocker.unblock():
            self.kind.end()
