"""An archive made by the code before the last migration is brought up to date and answers as it did."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from .test_saving import look, run

pytestmark = pytest.mark.slow


def git(*arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(["git", "-C", str(settings.BASE_DIR), *arguments], capture_output=True, **options)


@pytest.fixture
def before(tmp_path) -> Path:
    """The code as it stood just before the last commit that brought a migration."""
    apps = [f"{place}/migrations/*.py" for place in ("archive/*", "home", "search")]
    last = git("log", "-1", "--diff-filter=A", "--format=%H", "--", *apps, text=True).stdout.strip()
    packed = git("archive", f"{last}^")
    if not last or packed.returncode:
        pytest.skip("there is no git history here that reaches back before the last migration")
    folder = tmp_path / "before"
    folder.mkdir()
    subprocess.run(["tar", "-x", "-C", folder], input=packed.stdout, check=True)
    (folder / "node_modules").symlink_to(settings.BASE_DIR / "node_modules")
    if (
        connection.vendor != "sqlite"
        and "DATABASE_URL" not in (folder / "archive/settings/base.py").read_text()
    ):
        pytest.skip("the code before knew SQLite only")
    return folder


def test_every_public_address_answers_after_an_upgrade_as_before(tmp_path, database, before):
    archive = database.beside(tmp_path / "data", empty=True)
    run(archive, "manage.py", "prepare", code=before)
    old = look(archive, "furnish", code=before)
    assert len(old) >= 20

    assert "migrations" in run(archive, "manage.py", "prepare")
    asked = tmp_path / "asked.json"
    asked.write_text(json.dumps(list(old)))
    new = look(archive, str(asked))
    for address, (status, location, digest) in old.items():
        assert new[address][:2] == [status, location], address
        if address.startswith(("/files/", "/images/")):
            assert new[address][2] == digest, address
