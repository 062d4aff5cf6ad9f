"""The parts of the building: a tree with stable keys, in which nothing that is used is deleted."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from archive.authorities.models import Element
from archive.catalogue.notice import read_notice
from tests import factories

pytestmark = pytest.mark.django_db


def tree() -> dict[str, Element]:
    building = factories.element("Bâtiment")
    stair = factories.element("Escalier", building, position=20)
    facade = factories.element("Façade", building, position=10)
    panel = factories.element("Panneau", facade)
    return {row.label_fr: Element.objects.get(pk=row.pk) for row in (building, stair, facade, panel)}


def test_the_tree_is_read_in_its_order_whatever_the_order_of_birth():
    tree()
    assert [str(row) for row in Element.objects.all()] == ["Bâtiment", "Façade", "Panneau", "Escalier"]
    assert [row.depth for row in Element.objects.all()] == [0, 1, 2, 1]


def test_a_part_moves_with_all_it_is_made_of_and_keeps_its_key():
    parts = tree()
    parts["Façade"].parent = parts["Escalier"]
    parts["Façade"].save()
    assert [str(row) for row in Element.objects.all()] == ["Bâtiment", "Escalier", "Façade", "Panneau"]
    below = Element.objects.below(Element.objects.get(slug="escalier"))
    assert {row.slug for row in below} == {"escalier", "facade", "panneau"}
    parts["Façade"].label_fr = "Façade sud"
    parts["Façade"].save()
    assert parts["Façade"].slug == "facade"


def test_nothing_is_part_of_its_own_part():
    parts = tree()
    parts["Bâtiment"].parent = parts["Panneau"]
    with pytest.raises(ValidationError, match="Panneau"):
        parts["Bâtiment"].full_clean()


def test_a_part_that_a_record_names_is_not_deleted():
    parts = tree()
    record = factories.record(elements=[parts["Panneau"]])
    (named,) = read_notice(record).elements
    assert named.key == "panneau"
    assert named.places == ("001", "001.001", "001.001.001")
    with pytest.raises(ProtectedError):
        parts["Panneau"].delete()


def test_a_part_is_typed_in_the_editor_and_seen_on_the_page(client, user_with_role):
    parts = tree()
    record = factories.record(elements=[parts["Façade"]])
    factories.publish_face(record)
    for language, heading in (("fr", "Partie du bâtiment"), ("en", "Part of the building")):
        shown = client.get(record.url_in(language)).content.decode()
        assert heading in shown and "Façade" in shown
    client.force_login(user_with_role("archivist"))
    editor = client.get(f"/admin/pages/{record.pk}/edit/").content.decode()
    assert 'value="Façade"' in editor and 'find="/admin/elements/find/"' in editor
    listed = client.get("/admin/elements/").content.decode()
    assert listed.index("Façade") < listed.index("Escalier")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_part_finds_the_records_of_all_it_is_made_of(client, language):
    from search import index

    parts = tree()
    panel = factories.record(elements=[parts["Panneau"]], title="Le panneau levé")
    factories.record(under=panel.get_parent().specific, elements=[parts["Escalier"]], title="La volée posée")
    index.rebuild()
    search = "recherche" if language == "fr" else "search"
    for address in (
        f"/{language}/archive/?element=facade",
        f"/{language}/{search}/?q=lev%C3%A9&element=facade",
    ):
        shown = client.get(address).content.decode()
        assert panel.mark in shown and "La volée posée" not in shown
        assert 'value="facade" checked' in shown
    assert "La volée posée" in client.get(f"/{language}/archive/?element=batiment").content.decode()
