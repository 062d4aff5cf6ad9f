"""A description has all areas of ISAD(G), and says what it has to do with others."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from archive.catalogue.closing import restrict
from archive.catalogue.models import RecordPage, RecordRelation, Restriction, SeriesPage
from archive.catalogue.models.description import BEHIND, DESCRIBED, FACTS
from archive.catalogue.models.record_relation import INVERSE
from archive.catalogue.vocabulary import RIGHTS_SENTENCES, RIGHTS_URLS, Rights
from search import index
from tests import factories

pytestmark = pytest.mark.django_db

Kind = RecordRelation.Kind


def relate(page: RecordPage, kind: str, other: RecordPage) -> RecordRelation:
    row = RecordRelation(page=page, kind=kind, other=other)
    row.full_clean()
    row.save()
    return row


def test_every_element_is_shown_and_found_in_both_languages(client):
    names = [name for name in DESCRIBED if name not in FACTS]
    words = {name: f"Mot{n}zut" for n, name in enumerate(names)}
    record = factories.record(title="Plan", **words)
    shown = client.get(record.url).content.decode()
    english = client.get(record.url_in("en")).content.decode()
    for word in words.values():
        assert word in shown and f'<p lang="fr">{word}' in english
    factories.publish_face(record, {word: word.replace("Mot", "Word") for word in words.values()})
    english = client.get(record.url_in("en")).content.decode()
    index.rebuild()
    for n, word in enumerate(words.values()):
        assert f"Word{n}zut" in english and word not in english
        for asked in (word, f"Word{n}zut"):
            assert record.mark in client.get(f"/fr/recherche/?q={asked}").content.decode()


def test_a_document_is_found_by_its_reference_elsewhere_in_both_languages(client):
    record = factories.record(title="Plan", other_references="ANMT 2004 001/123")
    factories.publish_face(record)
    index.rebuild()
    for language, address in (("fr", "/fr/recherche/"), ("en", "/en/search/")):
        assert "ANMT 2004 001/123" in client.get(record.url_in(language)).content.decode()
        assert record.mark in client.get(f"{address}?q=2004+001/123").content.decode()


def test_at_most_twelve_fields_stand_before_the_rest(client, user_with_role):
    client.force_login(user_with_role("archivist"))
    record = factories.record(title="Plan")
    html = client.get(f"/admin/pages/{record.pk}/edit/").content.decode()
    behind = min(html.index(f'name="{name}"') for name in BEHIND)
    upfront = [name for name in RecordPage._meta.fields if f'name="{name.name}"' in html[:behind]]
    assert len(upfront) <= 12, [field.name for field in upfront]


def test_a_series_says_its_level_and_its_parts_are_no_higher(client, user_with_role):
    fonds = factories.series("Fonds de la cité", level="fonds", extent="3 boîtes", acquisition="Don de 2025")
    shown = client.get(fonds.url).content.decode()
    assert '<p class="kind">Fonds</p>' in shown and "3 boîtes" in shown and "Don de 2025" in shown
    client.force_login(user_with_role("archivist"))
    under = factories.series("Chantier", level="series", parent=fonds)
    data = {
        "title": "Sous-fonds",
        "slug": "sous-fonds",
        "level": "sub-fonds",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "agents-TOTAL_FORMS": "0",
        "agents-INITIAL_FORMS": "0",
    }
    for parent, made in ((under, False), (fonds, True)):
        answer = client.post(f"/admin/pages/add/catalogue/seriespage/{parent.pk}/", data)
        assert SeriesPage.objects.child_of(parent).filter(title="Sous-fonds").exists() == made, (
            answer.status_code
        )
        if not made:
            assert "ses parties ne sont pas d’un niveau plus haut" in answer.content.decode()


@pytest.mark.parametrize("kind", Kind)
def test_a_relation_is_read_from_both_ends(kind, client):
    one, other = factories.record(title="Relevé"), factories.record(title="Photographie")
    relate(one, kind, other)
    for page, label, linked in ((one, kind.label, other), (other, INVERSE[kind].label, one)):
        for language in ("fr", "en"):
            html = client.get(page.url_in(language)).content.decode()
            part = html.split('id="related"')[1].split("</dl>")[0]
            assert linked.mark in part
            if language == "fr":
                assert str(label)[1:] in part.replace("&#x27;", "’")
    assert INVERSE[INVERSE[kind]] == kind


def test_a_relation_is_written_once_and_never_to_itself():
    one, other = factories.record(title="Relevé"), factories.record(title="Photographie")
    relate(one, "based_on", other)
    for page, kind, target in ((one, "based_on", other), (other, "basis_of", one), (one, "quotes", one)):
        with pytest.raises(ValidationError):
            relate(page, kind, target)


def test_what_is_closed_is_not_named_by_its_relations(client, user_with_role):
    one, other = factories.record(title="Relevé"), factories.record(title="Secrète")
    relate(one, "quotes", other)
    restrict(other, Restriction(record=other, state="closed", reason="privacy"))
    html = client.get(one.url).content.decode()
    assert other.mark not in html and "Secrète" not in html and 'id="related"' not in html
    client.force_login(user_with_role("archivist"))
    assert other.mark in client.get(one.url).content.decode()


def test_every_rights_statement_has_an_address_and_a_sentence(client):
    for rights in Rights:
        assert RIGHTS_URLS[rights].startswith("http") and str(RIGHTS_SENTENCES[rights]).endswith(".")
    record = factories.record(title="Plan", rights="CC-BY-4.0")
    assert "à condition de nommer l’auteur" in client.get(record.url).content.decode()
