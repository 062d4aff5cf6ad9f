"""Pages of a browser, each of its own kind."""

from __future__ import annotations

import pytest
from django.test import Client

from .watched import open_watched


@pytest.fixture
def open_page(browser, live_server):
    """A page of its own kind: width, with or without JavaScript."""
    contexts = []

    def make(width: int = 1280, scripts: bool = True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            base_url=live_server.url,
        )
        contexts.append(context)
        return open_watched(context, live_server.url)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def desk(live_server, browser, user_with_role):
    """A page of an archivist who has logged in."""
    client = Client()
    client.force_login(user_with_role("archivist"))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    yield context.new_page()
    context.close()
