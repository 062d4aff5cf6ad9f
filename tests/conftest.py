"""What every test has: a migrated database, files of its own; browsers are the machine's own."""

from __future__ import annotations

import os
import shutil

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs beside the test database

DATABASE = pytest.StashKey()
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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Before those are taken out that were not asked for."""
    asking = {"db", "transactional_db", "live_server", "database"}
    for item in items:
        if item.get_closest_marker("django_db") or asking & set(item.fixturenames):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    from archive.core.messages import compile_messages
    from tests.databases import Database

    compile_messages()
    request.config.stash[DATABASE] = database = Database(django_db_blocker)
    yield
    database.end()


@pytest.fixture(scope="session")
def database(request, django_db_setup):
    return request.config.stash[DATABASE]


def pytest_runtest_setup(item):
    """Tests that commit pour for themselves, in `_poured_again`."""
    database = item.config.stash.get(DATABASE, None)
    if database is not None and database.emptied:
        database.pour()
        database.emptied = False


@pytest.fixture(autouse=True)
def _poured_again(request):
    if {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        database = request.getfixturevalue("database")
        database.pour()
        database.emptied = True


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


@pytest.fixture(autouse=True)
def _in_french(settings):
    """No test speaks the language of the last page that another has read."""
    from django.utils import translation

    with translation.override(settings.LANGUAGE_CODE):
        yield


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
