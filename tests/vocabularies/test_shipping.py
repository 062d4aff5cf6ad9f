"""The vocabularies that come with the software."""

import csv
import shutil
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from archive.vocabularies import shipping
from archive.vocabularies.content import content_of, rows_of
from archive.vocabularies.merging import merge
from archive.vocabularies.models import Concept, ConceptScheme, clashing_labels, folded
from tests import factories

SCHEMES = {row["key"]: shipping.read_scheme(row["key"]) for row in shipping.read_index()}
ASKED_FOR = {
    "document-types",
    "element-kinds",
    "materials",
    "decay",
    "causes",
    "conditions",
    "urgency",
    "actions",
    "roles",
    "event-kinds",
    "disciplines",
    "subjects",
    "periods",
    "places",
    "rights",
}


def test_every_vocabulary_ships_with_more_than_two_hundred_and_fifty_concepts():
    assert set(SCHEMES) == ASKED_FOR == {path.stem for path in shipping.FOLDER.glob("*.csv")} - {"index"}
    assert sum(map(len, SCHEMES.values())) >= 280


@pytest.mark.parametrize("row", shipping.read_index(), ids=lambda row: row["key"])
def test_a_vocabulary_says_what_it_is_in_both_languages(row):
    assert all(row.values())


@pytest.mark.parametrize("key", sorted(SCHEMES))
def test_every_concept_is_named_in_both_languages_once(key):
    concepts = SCHEMES[key]
    with (shipping.FOLDER / f"{key}.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(concepts)
    for language in ("fr", "en"):
        names = Counter(folded(content.words[f"label_{language}"]) for content in concepts.values())
        assert "" not in names
        assert names.most_common(1)[0][1] == 1, names.most_common(3)


@pytest.mark.parametrize("key", sorted(SCHEMES))
def test_words_of_shipped_concepts_are_set_and_sorted_as_they_should_be(key):
    for slug, content in SCHEMES[key].items():
        said = [content.words["label_fr"], content.words["note_fr"]]
        said += [text for kind, language, text in content.labels if language == "fr" and kind != "hidden"]
        assert not [text for text in said if "'" in text], slug
        for language in ("fr", "en"):
            rows = rows_of(Concept(), [label for label in content.labels if label[1] == language])
            assert not clashing_labels([content.words[f"label_{language}"]], rows), slug
        assert bool(content.words["note_fr"]) == bool(content.words["note_en"]), slug


@pytest.mark.parametrize("key", sorted(SCHEMES))
def test_every_shipped_concept_stands_below_concepts_that_are_there_and_never_in_a_circle(key):
    concepts = SCHEMES[key]
    for slug, content in concepts.items():
        seen, above = {slug}, content.broader
        while above:
            assert above in concepts and above not in seen, (slug, above)
            seen.add(above)
            above = concepts[above].broader
        assert content.related <= set(concepts)


@pytest.mark.django_db
def test_what_ships_is_valid_and_loads_once():
    done = shipping.load()
    assert len(done.made) == Concept.objects.count() >= 280
    for concept in Concept.objects.prefetch_related("labels", "matches", "related"):
        concept.full_clean()
        for row in (*concept.labels.all(), *concept.matches.all()):
            row.full_clean()
        assert content_of(concept) == SCHEMES[concept.scheme.key][concept.slug]
    assert shipping.load() == shipping.Loaded()


@pytest.mark.django_db
def test_loading_again_asks_the_database_once(django_assert_max_num_queries):
    shipping.load()
    with django_assert_max_num_queries(3):
        shipping.load()


@pytest.mark.django_db
def test_an_archive_that_is_prepared_has_its_vocabularies():
    from archive.core.signals import prepared

    said = []
    prepared.send(sender=None, say=said.append)
    assert ConceptScheme.objects.count() == len(ASKED_FOR)
    assert "concepts loaded" in "\n".join(said)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A later version of the software, whose files a test may write."""
    copy = shutil.copytree(shipping.FOLDER, tmp_path / "schemes")
    monkeypatch.setattr(shipping, "FOLDER", copy)
    return copy


def rewrite(folder, here, there):
    path = folder / "conditions.csv"
    text = path.read_text(encoding="utf-8")
    assert here in text
    path.write_text(text.replace(here, there), encoding="utf-8")


@pytest.mark.django_db
def test_a_new_version_brings_what_nobody_changed_up_to_date(folder):
    shipping.load()
    rewrite(folder, "fair,moyen,fair", "fair,moyen,middling")
    assert shipping.load().updated == ["conditions/fair"]
    assert Concept.objects.get(slug="fair").label_en == "middling"


@pytest.mark.django_db
def test_a_new_version_never_overwrites_what_an_editor_changed(folder):
    shipping.load()
    fair = Concept.objects.get(slug="fair")
    fair.label_en = "so-so"
    fair.save()
    rewrite(folder, "fair,moyen,fair", "fair,moyen,middling")
    done = shipping.load()
    assert (done.updated, done.kept) == ([], ["conditions/fair"])
    assert Concept.objects.get(slug="fair").label_en == "so-so"


@pytest.mark.django_db
def test_what_an_editor_deleted_or_merged_does_not_come_back(folder):
    shipping.load()
    Concept.objects.get(scheme__key="conditions", slug="not-assessed").delete()
    fair, poor = (Concept.objects.get(scheme__key="conditions", slug=slug) for slug in ("fair", "poor"))
    merge(fair, into=poor)
    rewrite(folder, "fair,moyen,fair", "fair,moyen,middling")
    rewrite(folder, "not assessed", "not yet assessed")
    assert sorted(shipping.load().kept) == ["conditions/fair", "conditions/not-assessed"]
    assert Concept.objects.in_scheme("conditions").count() == 3


@pytest.mark.django_db
def test_an_editor_s_own_concept_keeps_its_name_and_its_key():
    factories.concept("Péril", of="conditions", slug="danger")
    factories.concept("À revoir", of="conditions", slug="fair")
    out = StringIO()
    call_command("load_vocabularies", stdout=out)
    assert "another concept has the name: conditions/peril" in out.getvalue()
    assert "taken away here: conditions/fair" in out.getvalue()
    assert Concept.objects.get(scheme__key="conditions", slug="fair").label_fr == "À revoir"
