"""One furnished archive and one server for all tests of this folder: they look and change nothing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.watched import open_watched

from .house import furnish
from .places import Place


@pytest.fixture(scope="package")
def house(database, tmp_path_factory):
    from search.index import _open

    data = tmp_path_factory.mktemp("house")
    changed = {
        "ARCHIVE_DATA": data,
        "MEDIA_ROOT": data / "media",
        "ARCHIVE_PAGE_SIZE": 6,
        "ARCHIVE_PACE": dict.fromkeys(django_settings.ARCHIVE_PACE, 1_000_000),
    }
    with database.blocker.unblock(), override_settings(**changed):
        database.pour()
        database.emptied = False
        storages._storages.clear()
        _open.cache_clear()
        cache.clear()
        yield furnish()
        database.emptied = True


@pytest.fixture(autouse=True)
def _own_folders(house):
    """The house's, in place of one for each test."""


@pytest.fixture(autouse=True)
def _poured_again(house):
    """Never within this folder."""


@pytest.fixture(scope="package")
def server(house):
    running = LiveServer("localhost")
    yield running
    running.stop()


@pytest.fixture
def show(browser, server, house):
    """`show(width…)` gives a page of the browser; `go(place, language)` fills it, all that folds open."""
    contexts = []

    def make(width: int = 1280, **kind):
        context = browser.new_context(viewport={"width": width, "height": 900}, base_url=server.url, **kind)
        contexts.append(context)
        page = open_watched(context, server.url)
        return lambda place, language="fr": _go(page, server, house, place, language)

    yield make
    for context in contexts:
        context.close()


def _go(page, server, house: SimpleNamespace, place: Place, language: str):
    client = Client()
    page.context.clear_cookies()
    if place.role:
        from archive.accounts.models import User

        client.force_login(User.objects.get(username=place.role))
        page.context.add_cookies(
            [
                {"name": name, "value": cookie.value, "url": server.url}
                for name, cookie in client.cookies.items()
            ]
        )
    page.unroute_all()
    address = place.at(house, language)
    if place.posted or place.made:
        answer = place.answer(house, language, client)
        body, kind = answer.content, answer.headers["Content-Type"]
        page.route(
            server.url + address,
            lambda route: route.fulfill(status=place.status, body=body, content_type=kind),
        )
    shown = page.goto(address)
    assert shown.status == place.status, (place.name, language, shown.status)
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    return page
