"""Everything the archive holds, in one file, and back: a tar of the database, the files and a manifest.

The index and page images that were being made are left out: both are made again. The manifest holds the
SHA-256 of every member, so that a copy can be checked years later with common tools.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages

from .database_copy import KINDS, database_copy

MANIFEST = "manifest.json"
FOLDERS = ("originals", "images", "media")
FORMAT = 1


class NotABackup(ValueError):
    """The file is not a whole backup of an archive; the message says why."""


def back_up(target: Path, say: Callable[[str], None]) -> int:
    """Writes `target` whole or not at all, while the site goes on. Returns the number of files in it."""
    database = database_copy()
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    os.close(handle)
    digests: dict[str, str] = {}
    try:
        with tarfile.open(aside, "w") as tar, tempfile.TemporaryDirectory(dir=target.parent) as folder:
            copy = Path(folder) / database.name
            database.take(copy)
            # The database first: files are written before their rows, so none that it names is missed.
            digests[database.name] = _add(tar, copy, database.name)
            for path in _files():
                name = path.relative_to(settings.ARCHIVE_DATA).as_posix()
                digests[name] = _add(tar, path, name)
                if len(digests) % 500 == 0:
                    say(f"{len(digests)} files…")
            text = json.dumps({"format": FORMAT, "sha256": digests}, indent=1, sort_keys=True).encode()
            info = tarfile.TarInfo(MANIFEST)
            info.size = len(text)
            tar.addfile(info, io.BytesIO(text))
        with open(aside, "rb") as written:
            os.fsync(written.fileno())
        os.replace(aside, target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    return len(digests)


def restore(source: Path, say: Callable[[str], None]) -> int:
    """Into an empty ARCHIVE_DATA and database, checked before anything is put in place.

    Returns the number of files. Raises NotABackup.
    """
    data = Path(settings.ARCHIVE_DATA)
    data.mkdir(parents=True, exist_ok=True)
    database = database_copy()
    if any((data / name).exists() for name in FOLDERS):
        raise NotABackup(f"{data} is not empty: a backup is restored into an empty folder only")
    if not database.is_empty():
        raise NotABackup("the database is not empty: a backup is restored into an empty one only")
    with tempfile.TemporaryDirectory(dir=data, prefix=".restoring-") as folder:
        aside = Path(folder)
        try:
            with tarfile.open(source) as tar:
                tar.extractall(aside, filter="data")
        except (tarfile.TarError, OSError, EOFError) as error:
            raise NotABackup(f"{source.name} cannot be read: {error}") from error
        count = _check(aside, say)
        if not (aside / database.name).exists():
            kinds = ", ".join(kind for kind, copy in KINDS.items() if (aside / copy.name).exists())
            raise NotABackup(f"its database is of another kind than this site’s: {kinds or 'unknown'}")
        for original in (aside / "originals").rglob("*"):
            if original.is_file():
                original.chmod(0o444)
        database.bring_back(aside / database.name)
        for name in FOLDERS:
            if (aside / name).exists():
                os.replace(aside / name, data / name)
        storages["originals"].brought_back()
    return count


def _files() -> Iterator[Path]:
    originals = storages["originals"]
    for name in originals.names():
        yield Path(originals.path(name))
    for name in FOLDERS[1:]:
        for path in sorted((Path(settings.ARCHIVE_DATA) / name).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path


def _add(tar: tarfile.TarFile, path: Path, name: str) -> str:
    tar.add(path, arcname=name, recursive=False)
    return _digest(path)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check(folder: Path, say: Callable[[str], None]) -> int:
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        expected: dict[str, str] = manifest["sha256"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotABackup("there is no manifest in it: this is no backup, or its end is missing") from error
    if manifest.get("format") != FORMAT:
        raise NotABackup(f"it has format {manifest.get('format')}; this site reads format {FORMAT}")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if more := sorted(there - expected.keys() - {MANIFEST}):
        raise NotABackup(f"{more[0]} is in it and not in its manifest")
    for number, (name, digest) in enumerate(expected.items(), start=1):
        path = folder / name
        if not path.is_file() or _digest(path) != digest:
            raise NotABackup(f"{name} is missing or damaged in it")
        if number % 500 == 0:
            say(f"{number} files checked…")
    return len(expected)
