"""A migrated database is kept in a file and poured into memory; browsers are the machine's own."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs beside the test database

BROWSERS = ("chromium-headless-shell", "chromium")
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _template() -> Path:
    """Named by everything that makes a migrated database what it is."""
    from django.apps import apps
    from django.conf import settings

    digest = hashlib.sha256(settings.LANGUAGE_CODE.encode())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(path.read_bytes())
    for name in ("roles.py", "applying.py"):
        digest.update((settings.BASE_DIR / "archive" / "accounts" / name).read_bytes())
    settings.ARCHIVE_TEST_CACHE.mkdir(exist_ok=True)
    return settings.ARCHIVE_TEST_CACHE / f"migrated-{digest.hexdigest()[:20]}.sqlite3"


def _pour(template: Path) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache
    from django.db import connection

    connection.ensure_connection()
    with sqlite3.connect(template) as kept:
        kept.backup(connection.connection)
    ContentType.objects.clear_cache()
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    from django.core.management import call_command
    from django.db import connection

    from archive.core.messages import compile_messages

    compile_messages()
    template = _template()
    _Database.blocker = django_db_blocker
    with django_db_blocker.unblock(), open(template.parent / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        connection.close()
        connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
        if template.exists():
            _pour(template)
        else:
            for old in template.parent.glob("migrated-*.sqlite3"):
                old.unlink()
            call_command("migrate", verbosity=0)
            new = template.with_suffix(".new")
            with sqlite3.connect(new) as kept:
                connection.connection.backup(kept)
            os.replace(new, template)


class _Database:
    """Emptied by each test that commits: poured again before such a test and before the next of any other."""

    blocker = None
    emptied = False


def pytest_runtest_setup(item):
    """Tests that commit pour for themselves, in `_poured_again`."""
    if _Database.emptied:
        with _Database.blocker.unblock():
            _pour(_template())
        _Database.emptied = False


@pytest.fixture(autouse=True)
def _poured_again(request):
    if {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        _pour(_template())
        _Database.emptied = True


@pytest.fixture(autouse=True, scope="session")
def _leave_nothing_behind():
    from django.conf import settings

    yield
    shutil.rmtree(settings.ARCHIVE_DATA, ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """Each test has files, an index and a cache of its own."""
    from django.core.cache import cache
    from django.core.files.storage import storages

    from search.index import _open

    settings.ARCHIVE_DATA = tmp_path / "archive"
    settings.MEDIA_ROOT = settings.ARCHIVE_DATA / "media"
    storages._storages.clear()
    _open.cache_clear()
    cache.clear()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """`with commit():` runs at its end what waits for the transaction, as living use does."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def user_with_role(db):
    from django.contrib.auth.models import Group

    from archive.accounts.models import User
    from archive.accounts.roles import ROLES

    def make(role: str):
        user = User.objects.filter(username=role).first() or User.objects.create_user(role, password="x")
        user.groups.set([Group.objects.get(name=ROLES[role].name)])
        return user

    return make


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    assert found, f"none of {BROWSERS} is installed"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=BROWSER_ARGUMENTS)
        yield running
        running.close()
