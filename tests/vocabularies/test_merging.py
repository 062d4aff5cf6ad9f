"""Two concepts that are one, and concepts that are in use."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from wagtail.models import ModelLogEntry

from archive.vocabularies.merging import merge
from archive.vocabularies.models import Concept, ConceptMatch, FormerConcept
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_words_of_the_one_become_other_words_of_the_one_kept():
    old = factories.concept(
        "Éclat", of="decay", label_en="Chip", also=["Écaille", ("hidden", "fr", "Eclat")], note_en="A chip."
    )
    kept = factories.concept("Épaufrure", of="decay", also=["éclat", "Cassure"])
    merge(old, into=kept)
    kept = Concept.objects.get(pk=kept.pk)
    assert kept.label_fr == "Épaufrure" and kept.label_en == "Chip" and kept.note_en == "A chip."
    assert {(row.kind, row.text) for row in kept.labels.all()} == {
        ("alt", "éclat"),
        ("alt", "Cassure"),
        ("alt", "Écaille"),
        ("hidden", "Eclat"),
    }


def test_the_old_address_leads_to_the_one_kept_through_every_later_merging():
    first, second, third = (factories.concept(name, of="decay") for name in ("Un", "Deux", "Trois"))
    merge(first, into=second)
    merge(Concept.objects.get(pk=second.pk), into=third)
    assert {row.slug: row.concept_id for row in FormerConcept.objects.all()} == {
        "un": third.pk,
        "deux": third.pk,
    }
    assert not Concept.objects.filter(slug__in=["un", "deux"]).exists()


def test_a_concept_merged_into_one_far_below_makes_no_circle():
    top = factories.concept("Tout", of="decay")
    old = factories.concept("Ancien", of="decay", broader=top)
    middle = factories.concept("Milieu", of="decay", broader=old)
    kept = factories.concept("Gardé", of="decay", broader=middle)
    merge(old, into=kept)
    kept, middle = (Concept.objects.get(pk=row.pk) for row in (kept, middle))
    assert middle.ancestors() == [kept, top]
    for concept in (top, middle, kept):
        Concept.objects.get(pk=concept.pk).full_clean()


def test_what_stands_besides_follows_and_makes_no_circle():
    top, old, kept, below = (
        factories.concept(name, of="decay") for name in ("Haut", "Vieux", "Gardé", "Bas")
    )
    old.also_under.add(top, kept)
    kept.also_under.add(below)
    below.also_under.add(old)
    child = factories.concept("Enfant", of="decay", broader=top)
    child.also_under.add(old, kept)
    merge(old, into=kept)
    kept = Concept.objects.get(pk=kept.pk)
    assert top in kept.line() and kept not in kept.line()
    assert below not in below.line() and {below in kept.line(), kept in below.line()} == {True, False}
    assert list(child.also_under.all()) == [kept]


def test_relations_and_matches_follow_once():
    old, kept = factories.concept("Ancien", of="decay"), factories.concept("Gardé", of="decay")
    other, both = factories.concept("Voisin", of="decay"), factories.concept("Commun", of="decay")
    old.related.add(other, both, kept)
    kept.related.add(both)
    for concept in (old, kept):
        ConceptMatch.objects.create(concept=concept, uri="http://example.org/same")
    ConceptMatch.objects.create(concept=old, kind="broad", uri="http://example.org/wide")
    merge(old, into=kept)
    assert set(kept.related.all()) == {other, both}
    assert kept.matches.count() == 2


def test_a_merging_is_in_the_log():
    kept = factories.concept("Gardé", of="decay")
    merge(factories.concept("Ancien", of="decay"), into=kept)
    entry = ModelLogEntry.objects.get(action="archive.merge")
    assert entry.object_id == str(kept.pk) and entry.data["merged"] == "Ancien"


def test_concepts_of_two_vocabularies_are_never_one():
    one = factories.concept("Dessin", of="decay")
    with pytest.raises(ValidationError):
        merge(one, into=factories.concept("Dessin", of="disciplines"))
    with pytest.raises(ValidationError):
        merge(one, into=one)
    assert Concept.objects.count() == 2


def test_a_concept_in_use_is_not_deleted_and_says_by_what_it_is_used():
    wall = factories.concept("Mur", of="element-kinds")
    panel = factories.concept("Panneau", of="element-kinds", broader=wall)
    with pytest.raises(ProtectedError) as refused:
        wall.delete()
    assert refused.value.protected_objects == {panel}
    panel.delete()
    wall.delete()
    assert not Concept.objects.exists()
