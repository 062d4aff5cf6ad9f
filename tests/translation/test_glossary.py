"""The glossary, and all the terms that are known."""

import csv

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from archive.translation import shipped_terms
from archive.translation.checks import check
from archive.translation.glossary import lexicon
from archive.translation.models import GlossaryTerm
from archive.translation.models.glossary import folded
from tests import factories

pytestmark = pytest.mark.django_db


def said(text):
    return [(text[spot.start : spot.end], spot.said, spot.term.origin) for spot in lexicon().terms_in(text)]


def test_terms_come_from_the_glossary_the_vocabularies_and_the_authorities():
    GlossaryTerm.objects.create(french="acrotère", english="parapet", avoid="acroterion\nacroterium")
    factories.concept("Épaufrure", label_en="Spalling")
    factories.concept("Sans anglais")
    factories.agent("blaq ARCHITECTURES")
    factories.agent("Ville d’Annay", name_en="Town of Annay")
    text = "blaq ARCHITECTURES et la Ville d’Annay : acrotères, épaufrures, sans anglais."
    assert said(text) == [
        ("blaq ARCHITECTURES", "blaq ARCHITECTURES", "agent"),
        ("Ville d’Annay", "Town of Annay", "agent"),
        ("acrotères", "parapet", "glossary"),
        ("épaufrures", "spalling", "vocabulary"),
    ]
    (doubt,) = check("L’acrotère est fissuré.", "The acroterion is cracked.", lexicon=lexicon())
    assert (doubt.kind, doubt.said) == ("terms", {"found": "acroterion", "wanted": "parapet"})


def test_the_glossary_has_the_first_word_and_every_concept_of_a_name_may_be_said():
    GlossaryTerm.objects.create(french="allège", english="spandrel")
    factories.concept("Allège", label_en="Breast")
    factories.concept("Joint creux", of="element-kinds", label_en="Recessed joint")
    factories.concept("Joint creux", of="decay", label_en="Open joint")
    assert said("une allège") == [("allège", "spandrel", "glossary")]
    assert check("Les joints creux", "The open joints", lexicon=lexicon()) == []


def test_a_change_is_known_at_once_and_nothing_is_made_anew_without_one():
    term = GlossaryTerm.objects.create(french="refend", english="partition")
    before = lexicon()
    assert lexicon() is before
    term.english = "cross-wall"
    term.save()
    assert said("un refend") == [("refend", "cross-wall", "glossary")]
    term.delete()
    assert said("un refend") == []


def test_a_person_merged_into_another_is_known_by_the_name_that_stands():
    old, kept = factories.agent("Raymond Camu"), factories.agent("Raymond Camus")
    type(old).objects.filter(pk=old.pk).update(replaced_by=kept)
    assert [words for words, *_ in said("Raymond Camu, puis Raymond Camus")] == ["Raymond Camus"]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ({"french": "…", "english": "x"}, "french"),
        ({"french": "Acrotere", "english": "x"}, "french"),
        ({"french": "refend"}, "english"),
        ({"french": "Camus Haut", "english": "High Camus", "keep": True}, "english"),
        ({"french": "refend", "english": "cross-wall", "avoid": "slit\ncross wall"}, "avoid"),
    ],
)
def test_a_term_says_one_thing(words, wrong):
    GlossaryTerm.objects.create(french="acrotère", english="parapet")
    with pytest.raises(ValidationError) as refused:
        GlossaryTerm(**words).full_clean(exclude=["folded"])
    assert set(refused.value.message_dict) == {wrong}


def test_the_glossary_comes_with_the_software():
    assert shipped_terms.load() == GlossaryTerm.objects.count() >= 40
    for term in GlossaryTerm.objects.all():
        term.full_clean()
    assert shipped_terms.load() == 0


def test_what_was_changed_or_deleted_here_stays_so(tmp_path, monkeypatch):
    def ships(*rows):
        file = tmp_path / "glossary.csv"
        with file.open("w", newline="") as out:
            written = csv.writer(out)
            written.writerow(["french", "english", "others", "avoid", "keep", "note"])
            written.writerows(rows)
        monkeypatch.setattr(shipped_terms, "FILE", file)
        return shipped_terms.load()

    def english():
        return dict(GlossaryTerm.objects.values_list("french", "english"))

    GlossaryTerm.objects.create(french="Trumeau", english="pier of ours")
    first = [(french, "one", "", "", "", "") for french in ("allège", "refend", "pignon", "trumeau")]
    assert ships(*first) == 3
    GlossaryTerm.objects.filter(french="refend").update(english="ours")
    GlossaryTerm.objects.get(french="pignon").delete()
    assert ships(*((french, "two", "a|b", "", "", "") for french, *_ in first)) == 1
    assert english() == {"allège": "two", "refend": "ours", "Trumeau": "pier of ours"}
    assert GlossaryTerm.objects.get(french="allège").others == "a\nb"


def test_a_term_is_found_at_the_desk_by_any_of_its_words(client, user_with_role):
    GlossaryTerm.objects.create(french="Acrotère", english="parapet", avoid="acroterion")
    client.force_login(user_with_role("translator"))
    for asked, found in (("acrotere", True), ("PARAPET", True), ("acroterion", True), ("gable", False)):
        page = client.get(reverse("glossary:index"), {"q": asked}).content.decode()
        assert ("parapet" in page) is found
    assert client.get(reverse("glossary:index"), {"export": "csv"}).status_code == 200
    assert folded("L’Acrotère") == "l acrotere"


def test_a_translator_comes_to_the_glossary_from_the_menu(client, user_with_role):
    client.force_login(user_with_role("translator"))
    assert reverse("glossary:index") in client.get("/admin/").content.decode()
