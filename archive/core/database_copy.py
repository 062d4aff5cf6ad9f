"""The copy of the database that a backup takes and a restore brings back, each kind with its own tool."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.db.backends.postgresql.client import DatabaseClient


class CopyFailed(RuntimeError):
    """The tool of the database is missing or gave up; the message says what it said."""


class SQLiteCopy:
    name = "archive.sqlite3"

    def is_empty(self) -> bool:
        return not (Path(settings.ARCHIVE_DATA) / self.name).exists()

    def take(self, target: Path) -> None:
        """A snapshot, however much is being written."""
        if connection.in_atomic_block:
            raise RuntimeError("a backup waits for ever for the transaction it is made in")
        connection.ensure_connection()
        with sqlite3.connect(target) as copy:
            connection.connection.backup(copy)
        copy.close()

    def bring_back(self, copy: Path) -> None:
        connections.close_all()
        os.replace(copy, Path(settings.ARCHIVE_DATA) / self.name)


class PostgreSQLCopy:
    name = "archive.pgdump"

    def is_empty(self) -> bool:
        return not connection.introspection.table_names()

    def take(self, target: Path) -> None:
        """A snapshot, however much is being written; roles and rights are the server's, not the archive's."""
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")

    def bring_back(self, copy: Path) -> None:
        """All of it or nothing."""
        connections.close_all()
        self._run("pg_restore", "--single-transaction", "--no-owner", "--no-privileges", copy=copy)

    def _run(self, tool: str, *options: str, copy: Path | None = None) -> None:
        """pg_dump connects with the options of psql; pg_restore reads `copy` into that database."""
        psql, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, options)
        command = [tool, *psql[1:]]
        if copy is not None:
            command[-1:] = [f"--dbname={psql[-1]}", str(copy)]
        try:
            done = subprocess.run(
                command, env=os.environ | (environment or {}), capture_output=True, text=True, check=False
            )
        except FileNotFoundError as error:
            raise CopyFailed(
                f"{tool} is not on this machine: install PostgreSQL’s client, as new as the server"
            ) from error
        if done.returncode:
            raise CopyFailed(f"{tool}: {done.stderr.strip()}")


KINDS: dict[str, type[SQLiteCopy | PostgreSQLCopy]] = {"sqlite": SQLiteCopy, "postgresql": PostgreSQLCopy}


def database_copy() -> SQLiteCopy | PostgreSQLCopy:
    return KINDS[connection.vendor]()
