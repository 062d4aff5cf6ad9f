"""A backup brought back elsewhere answers every public address as before; a damaged one is refused."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from archive.core.database_copy import KINDS, CopyFailed, PostgreSQLCopy, database_copy
from archive.core.saving import FORMAT, MANIFEST, NotABackup, back_up, restore

SCRIPT = """
import hashlib, json, re, sys
from django.test import Client
from tests import factories
from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import Restriction
from django.core.management import call_command

if sys.argv[-1] == "furnish":
    call_command("load_vocabularies", verbosity=0)  # as every start does, and a restore
    series = factories.series()
    factories.publish_face(factories.record_with_canvas(title="Levage", text="grue et panneau", under=series))
    closed = factories.record(title="Fermée", under=series)
    restrict(closed, Restriction(record=closed, state="notice", reason="privacy"))
    withdraw(factories.record(title="Retirée", under=series), "Versée deux fois")
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
call_command("rebuild_search", verbosity=0)
client = Client(headers={"host": "localhost"})
known = re.findall("<loc>https?://[^/]*([^<]*)</loc>", client.get("/sitemap.xml").content.decode())
# Of the terms that come with the software a few of each vocabulary stand for all; the map names every one.
terms = [address for address in known if address.count("/") == 5 and re.match("/(fr/vocabulaires|en/vocabularies)/", address)]
known = [address for address in known if address not in terms[::1]] + terms[::12]
known += ["/sitemap.xml", "/fr/news.atom", "/en/news.atom", "/fr/recherche/?q=grue", "/en/search/?q=panneau"]
known += [f"/{l}/r/CH-D-000{n}" for l in ("fr", "en") for n in (1, 2, 3, 4)]
known += ["/images/CH-D-0001/1/240.webp", "/files/CH-D-0001/1/"]
if sys.argv[-1].endswith(".json"):  # the addresses that another archive was asked for
    known = json.load(open(sys.argv[-1]))
def answer(address):
    got = client.get(address)
    body = b"".join(got) if got.streaming else got.content
    body = re.sub(rb'name="seal" value="[^"]+"', b"", body)  # dated: another at each asking
    return [got.status_code, got.headers.get("Location"), hashlib.sha256(body).hexdigest()]
print(json.dumps({address: answer(address) for address in known}))
"""


def run(own_data: dict[str, str], *command: str, code: Path = settings.BASE_DIR) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=code,
        env={name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE_")}
        | {"DJANGO_SETTINGS_MODULE": "archive.settings.dev"}
        | own_data,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def look(own_data: dict[str, str], *arguments: str, code: Path = settings.BASE_DIR) -> dict[str, list]:
    """Each public address with its status, where it leads and a digest, as that state of the code sees it."""
    start = "import django; django.setup(); from tests.test_saving import SCRIPT; exec(SCRIPT)"
    return json.loads(run(own_data, "-c", start, *arguments, code=code).strip().splitlines()[-1])


@pytest.mark.slow
@pytest.mark.either
def test_every_public_address_answers_after_a_restore_as_before(tmp_path, database):
    there = database.beside(tmp_path / "before")
    before = look(there, "furnish")
    statuses = [status for status, _location, _digest in before.values()]
    assert len(before) >= 20 and {200, 302, 404, 410} <= set(statuses)

    saved = tmp_path / "saved.tar"
    run(there, "manage.py", "backup", str(saved))
    with tarfile.open(saved) as tar:
        assert not [name for name in tar.getnames() if "secret" in name or name.startswith(("/", ".."))]
    elsewhere = database.beside(tmp_path / "after", empty=True)
    run(elsewhere, "manage.py", "restore", str(saved))
    assert look(elsewhere) == before
    original = next(path for path in (tmp_path / "after" / "originals").rglob("*") if path.is_file())
    assert original.stat().st_mode & 0o777 == 0o444


@pytest.fixture
def saved(transactional_db, settings, tmp_path, monkeypatch) -> Path:
    """A backup, and an empty archive to bring it back into."""
    from tests import factories

    factories.record_with_canvas()
    target = tmp_path / "saved.tar"
    assert back_up(target, print) >= 2
    settings.ARCHIVE_DATA = tmp_path / "new"
    monkeypatch.setattr(type(database_copy()), "is_empty", lambda copy: True)
    return target


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b"WEBP") + 30] ^= 1
    path.write_bytes(content)


def not_a_tar(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7")


def climbing(path: Path) -> None:
    with tarfile.open(path, "w") as tar:
        tar.addfile(tarfile.TarInfo("../outside"))


def slip_in(path: Path) -> None:
    with tarfile.open(path, "a") as tar:
        tar.addfile(tarfile.TarInfo("originals/ab/abcd.pdf"))


def of_another_kind(path: Path) -> None:
    name = next(name for kind, copy in KINDS.items() if kind != connection.vendor for name in [copy.name])
    manifest = json.dumps({"format": FORMAT, "sha256": {name: hashlib.sha256(b"").hexdigest()}}).encode()
    with tarfile.open(path, "w") as tar:
        tar.addfile(tarfile.TarInfo(name))
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(manifest)
        tar.addfile(info, io.BytesIO(manifest))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (cut, "cannot be read|no manifest"),
        (change, "missing or damaged"),
        (not_a_tar, "cannot be read"),
        (climbing, "cannot be read"),
        (slip_in, "not in its manifest"),
        (of_another_kind, "of another kind"),
    ],
)
def test_a_damaged_backup_is_refused_and_nothing_is_put_in_place(damage, said, saved, settings):
    damage(saved)
    with pytest.raises(NotABackup, match=said):
        restore(saved, print)
    assert list(settings.ARCHIVE_DATA.iterdir()) == []
    assert not (settings.ARCHIVE_DATA.parent / "outside").exists()


def test_a_backup_is_never_restored_over_an_archive(saved, settings):
    restore_into = settings.ARCHIVE_DATA / "originals"
    restore_into.mkdir(parents=True)
    with pytest.raises(NotABackup, match="not empty"):
        restore(saved, print)


def test_a_database_that_holds_something_is_never_restored_into(saved, settings, monkeypatch):
    monkeypatch.undo()
    settings.ARCHIVE_DATA.mkdir()
    (settings.ARCHIVE_DATA / "archive.sqlite3").touch()
    with pytest.raises(NotABackup, match="database is not empty"):
        restore(saved, print)


def test_without_the_tool_of_the_database_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CopyFailed, match="pg_dump is not on this machine"):
        PostgreSQLCopy().take(tmp_path / "archive.pgdump")


def test_a_backup_that_fails_leaves_nothing_behind(transactional_db, settings, tmp_path, monkeypatch):
    from archive.core import saving

    folder = tmp_path / "full"
    folder.mkdir()
    monkeypatch.setattr(saving, "_files", lambda: iter([settings.ARCHIVE_DATA / "vanished"]))
    with pytest.raises(OSError):
        back_up(folder / "saved.tar", print)
    assert list(folder.iterdir()) == []
