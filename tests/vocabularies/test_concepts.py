"""What holds for every concept, by whatever door it came in."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.vocabularies.models import Concept, FormerConcept
from archive.vocabularies.trees import read_tree
from search.vocabularies import rolled_up
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_concept_has_one_address_in_every_language():
    plan = factories.concept("Plan d’exécution", label_en="Working drawing", slug="working-drawing")
    plan.label_fr = "Plan de chantier"
    plan.save()
    assert plan.path == "/id/concept/document-types/working-drawing"


def test_a_missing_english_name_is_said_in_french_and_the_other_way_round():
    french, english = factories.concept("Épaufrure"), factories.concept("", label_en="Spalling")
    assert french.label.said_in("en").language == "fr"
    assert (english.label.said_in("fr").text, english.label.said_in("fr").language) == ("Spalling", "en")


def test_a_concept_has_a_name():
    with pytest.raises(ValidationError, match="label_fr"):
        factories.concept("", slug="nothing")


@pytest.mark.parametrize("again", ["Écaillage", "ECAILLAGE", "  ecaillage "])
def test_two_concepts_of_a_vocabulary_never_have_one_name(again):
    factories.concept("Écaillage", of="decay")
    with pytest.raises(ValidationError, match="Écaillage"):
        factories.concept(again, of="decay", slug="again")
    with pytest.raises(IntegrityError), transaction.atomic():
        Concept.objects.create(scheme=factories.scheme("decay"), slug="again", label_fr=again)
    factories.concept("Écaillage", of="subjects")


def test_no_concept_is_below_itself():
    building = factories.concept("Bâtiment", of="elements")
    wall = factories.concept("Mur", of="elements", broader=building)
    panel = factories.concept("Panneau", of="elements", broader=wall)
    assert panel.ancestors() == [wall, building]
    for below in (building, wall, panel):
        building.broader = below
        with pytest.raises(ValidationError) as refused:
            building.full_clean()
        assert below.label_fr in str(refused.value)


def test_a_concept_under_two_others_is_found_under_both_and_never_goes_round():
    wall = factories.concept("Mur", of="subjects")
    concrete, material = (
        factories.concept("Béton", of="subjects"),
        factories.concept("Matériau", of="subjects"),
    )
    concrete.broader = material
    concrete.save()
    panel = factories.concept("Panneau", of="subjects", broader=wall)
    joint = factories.concept("Joint", of="subjects", broader=panel)
    panel.also_under.add(concrete)
    assert set(joint.line()) == {panel, wall, concrete, material} and joint.ancestors() == [panel, wall]
    tree = read_tree("subjects")
    for above in (wall, concrete, material):
        assert {panel.pk, joint.pk} <= set(tree.below([above.slug]))
    assert tree.lines()[joint.pk][:3] == ("mur", "panneau", "joint")
    assert rolled_up(tree, [(1, joint.pk), (1, panel.pk)])["materiau"] == 1
    material.broader = joint
    with pytest.raises(ValidationError) as refused:
        material.full_clean()
    assert "Joint" in str(refused.value)


def test_a_concept_is_below_one_of_its_own_vocabulary():
    elsewhere = factories.concept("Architecte", of="roles")
    with pytest.raises(ValidationError, match="Architecte"):
        factories.concept("Mur", of="elements", broader=elsewhere)


def test_the_key_of_a_merged_concept_is_not_given_again():
    plan = factories.concept("Plan")
    FormerConcept.objects.create(scheme=plan.scheme, slug="map", concept=plan)
    with pytest.raises(ValidationError, match="Plan"):
        factories.concept("Carte", slug="map")


def test_any_label_calls_a_concept():
    drac = factories.concept(
        "Direction régionale des affaires culturelles",
        of="subjects",
        also=["DRAC", ("hidden", "fr", "Drack")],
    )
    for text in ("drac", "DRACK", "direction regionale des affaires culturelles"):
        assert list(Concept.objects.in_scheme("subjects").called(text)) == [drac]
    assert "Drack" not in drac.words(hidden=False)


def test_a_role_is_said_of_a_woman_and_of_a_body():
    owner = factories.concept(
        "maître d’ouvrage",
        of="roles",
        label_en="client",
        also=[("feminine", "fr", "maîtresse d’ouvrage"), ("body", "fr", "maîtrise d’ouvrage")],
    )
    assert owner.said_of("feminine").fr == "maîtresse d’ouvrage"
    assert owner.said_of("body").fr == "maîtrise d’ouvrage"
    assert owner.said_of("feminine").en == "client"
