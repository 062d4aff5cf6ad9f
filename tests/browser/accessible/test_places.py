"""The table of places is whole: every page and component of the site is met on one of them."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.test.signals import template_rendered

from archive.accounts.models import User

from .places import PLACES

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_page_and_component_is_shown_somewhere(house):
    met = set()

    def keep(template, **kwargs):
        met.add(template.name)

    template_rendered.connect(keep)
    for place in PLACES:
        client = Client()
        if place.role:
            client.force_login(User.objects.get(username=place.role))
        for language in place.languages:
            answer = place.answer(house, language, client)
            assert answer.status_code == place.status, (place.name, place.at(house, language))
    template_rendered.disconnect(keep)
    folder = settings.BASE_DIR / "templates"
    ours = {str(path.relative_to(folder)) for path in folder.rglob("*.html") if _is_of_the_table(path)}
    assert len(ours) > 40
    assert not ours - met, sorted(ours - met)


def _is_of_the_table(path) -> bool:
    """Whole pages, and the pieces that pages for the public are made of."""
    text = path.read_text()
    return "{% extends" in text or "<!doctype" in text or path.parent.name in ("components", "blocks")
