"""Whoever may not know or change a record cannot do so by a request made by hand.

The classes of Wagtail's advisories of 2026: previews, history, revisions, copies, choosers, bulk actions and
image addresses that asked for one right and gave another. Every address of the desk is posted to.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.core.serializers import serialize
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, WorkflowState
from wagtail_localize.models import StringTranslation

from archive.catalogue.closing import restrict
from archive.catalogue.models import Mark, RecordPage, Restriction
from archive.holdings.models import ArchiveDocument
from tests import factories
from tests.test_canaries import KINDS, bird, hidden_record, routes, sung

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIELDS = {  # what forms of the desk ask for, all at once
    "title": "Changé",
    "slug": "change",
    "new_title": "Copie",
    "new_slug": "copie",
    "date_as_written": "[1999]",
    "level": "item",
    "rights": "CC0",
    "document_language": "fr",
    "value": "Changed",
    "reason": "Par malveillance",
    "state": "open",
    "confirm": "1",
    "action-publish": "action-publish",
    "publish_copies": "1",
    "copy_subpages": "1",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "files-TOTAL_FORMS": "0",
    "files-INITIAL_FORMS": "0",
}


@pytest.fixture
def closed(commit) -> RecordPage:
    with commit():
        record = hidden_record("closed")
        restrict(
            record, Restriction(record=record, state="closed", reason="privacy", note=bird("closed", "note"))
        )
    with commit():
        Page.objects.get(pk=record.pk).specific.save_revision()
    return record


def everything() -> dict[str, str]:
    """The rows that nobody may change, as text."""
    found = {}
    for model in (
        Page,
        RecordPage,
        ArchiveDocument,
        Restriction,
        Mark,
        WorkflowState,
        StringTranslation,
        Revision,
    ):
        rows = model._base_manager.order_by("pk")
        found[model.__name__] = serialize("json", rows)
    return found


def posts(record: RecordPage) -> list[str]:
    """Every address of the desk that takes the number of something, with each number of the hidden record."""
    from django.urls import get_resolver

    pages = Page.objects.filter(translation_key=record.translation_key).values_list("pk", flat=True)
    document = record.files.first().document
    numbers = {str(n) for n in (*pages, document.pk, record.latest_revision_id)}
    resolver = next(one for one in get_resolver().url_patterns if str(one.pattern) == "admin/")
    found: list[str] = []
    for path, _name in routes(resolver.url_patterns, "/admin/"):
        if "<" not in path or "(" in path or "logout" in path:
            continue
        for number in sorted(numbers):
            address = path
            while "<" in address:
                before, rest = address.split("<", 1)
                name, after = rest.split(">", 1)
                name = name.split(":")[-1]
                address = before + KINDS.get(name, (number,))[0] + after
            found += [f"{address}?id={n}" for n in numbers] if "bulk/" in address else [address]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("role", ["translator", "no role", "visitor"])
def test_a_hidden_record_is_neither_told_nor_changed_by_any_post(role, closed, client, user_with_role):
    if role != "visitor":
        user = user_with_role("translator")
        if role == "no role":
            user.groups.clear()
        client.force_login(user)
    client.raise_request_exception = False
    before = everything()
    pages = Page.objects.count()
    addresses = posts(closed)
    assert len(addresses) > 150
    data = FIELDS | {"new_parent_page": str(closed.get_parent().pk), "pages": str(closed.pk)}
    heard, broken, changed = {}, [], []
    for address in addresses:
        answer = client.post(address, data)
        client.cookies.pop("messages", None)
        if answer.status_code >= 500:
            broken.append(address)
        if birds := sung(answer):
            heard[address] = birds
        if Page.objects.count() != pages:
            changed.append(address)
            pages = Page.objects.count()
    after = everything()
    assert not heard, heard
    assert not broken, broken
    assert not changed, changed
    assert {name for name in before if before[name] != after[name]} == set()


def test_those_who_may_do_change_it_by_the_same_requests(closed, client, user_with_role):
    """So that the silence above means something."""
    client.force_login(user_with_role("administrator"))
    before = everything()
    client.raise_request_exception = False
    for address in posts(closed):
        if "/pages/" in address and "delete" not in address:
            answer = client.post(address, FIELDS | {"new_parent_page": str(closed.get_parent().pk)})
            assert answer.status_code < 500, address
    after = everything()
    assert before["Page"] != after["Page"]


def test_the_address_of_a_picture_is_made_for_those_who_may_only(client: Client, user_with_role):
    """Wagtail signs addresses of renditions: an editor's right, and none of a reader's."""
    file = ImageFile(factories.drawing("Affiche"), name="affiche.png")
    image = get_image_model().objects.create(title="Affiche", file=file)
    address = f"/admin/images/{image.pk}/generate_url/fill-100x100/"
    assert client.get(address).status_code == 302
    user = user_with_role("translator")
    user.groups.clear()
    client.force_login(user)
    assert client.get(address).status_code in (302, 403)
    client.force_login(user_with_role("administrator"))
    assert client.get(address).status_code in (200, 404)  # 404: no such addresses are served here


def test_what_is_only_previewed_is_nobody_elses(closed, client, user_with_role):
    """A preview lies in the session of whoever asked for it."""
    client.force_login(user_with_role("administrator"))
    edit = f"/admin/pages/{closed.pk}/edit/preview/"
    told: Any = client.post(edit, FIELDS | {"title": bird("closed", "preview")})
    assert told.status_code == 200
    client.force_login(user_with_role("translator"))
    answer = client.get(edit)
    assert answer.status_code in (302, 403, 404) and not sung(answer)
