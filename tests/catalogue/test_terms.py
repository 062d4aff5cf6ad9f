"""A record has a type of its family, and subjects in the order they were given."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.http import QueryDict

from archive.catalogue.closing import restrict
from archive.catalogue.models import RecordPage, RecordSubject, Restriction
from archive.catalogue.notice import read_notice
from archive.core.uses import uses
from archive.vocabularies import shipping
from archive.vocabularies.merging import merge
from archive.vocabularies.models import Concept, ConceptLabel
from search import index
from search.query import parse
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def words():
    shipping.load()


def named(slug, scheme="subjects"):
    return Concept.objects.get(scheme__key=scheme, slug=slug)


def described(type="photograph", subjects=("damp-subject", "joints-subject"), **fields):
    record = factories.record(live=False, **fields)
    record.type = named(type, "document-types")
    record.set_subjects([named(slug) for slug in subjects])
    record.full_clean()
    record.save_revision()
    return factories.publish(record)


def test_a_notice_names_type_and_subjects_in_both_languages(words):
    notice = read_notice(described())
    assert notice.type.label.fr == "photographie"
    assert [term.label.en for term in notice.subjects] == ["damp", "joints"]


def test_a_type_is_one_of_the_family(words):
    with pytest.raises(ValidationError, match="type"):
        described(family="diagnostic_report")
    with pytest.raises(ValidationError, match="type"):
        described(type="historical-document")


def test_a_face_reads_type_and_subjects_from_its_record(words, client):
    record = described()
    face = factories.publish_face(record)
    assert face.subjects.count() == 0
    html = client.get(face.url).content.decode()
    assert "Photograph</a>" in html and ">damp</a>" in html


def test_a_record_without_its_own_words_in_english_still_names_its_concepts_in_english(words, client):
    html = client.get(described().url_in("en")).content.decode()
    assert "Photograph</a>" in html


def test_subjects_that_change_places_keep_their_rows(words):
    record = described()
    rows = {row.concept.slug: row.pk for row in record.subjects.all()}
    record.set_subjects([named("joints-subject"), named("cold"), named("damp-subject")])
    record.save_revision()
    record = factories.publish(record)
    again = {row.concept.slug: row.pk for row in record.subjects.order_by("sort_order")}
    assert list(again) == ["joints-subject", "cold", "damp-subject"]
    assert {slug: again[slug] for slug in rows} == rows


def test_a_concept_that_a_record_or_a_draft_uses_is_not_deleted(words):
    record = described()
    draft = factories.record(live=False, title="Brouillon")
    draft.set_subjects([named("cold")])
    draft.save_revision()
    for concept in (named("photograph", "document-types"), named("joints-subject"), named("cold")):
        with pytest.raises(ProtectedError), transaction.atomic():
            Concept.objects.filter(pk=concept.pk).delete()
    assert [use.thing for use in uses(named("joints-subject"))] == [RecordPage.objects.get(pk=record.pk)]


def test_merging_moves_types_and_subjects_of_records_and_of_drafts(words):
    record = described(type="slide", subjects=("damp-subject", "cold"))
    record.set_subjects([named("damp-subject"), named("cold"), named("noise")])
    record.save_revision()
    merge(named("slide", "document-types"), into=named("photograph", "document-types"))
    merge(named("damp-subject"), into=named("cold"))
    record = RecordPage.objects.get(pk=record.pk).specific
    assert record.type.slug == "photograph"
    assert [row.concept.slug for row in record.subjects.all()] == ["cold"]
    draft = record.get_latest_revision_as_object()
    assert draft.type.slug == "photograph"
    assert sorted(row.concept.slug for row in draft.subjects.all()) == ["cold", "noise"]
    factories.publish(record)
    assert RecordSubject.objects.count() == 2


def test_an_old_state_that_names_a_deleted_concept_can_be_brought_back(words):
    record = described(type="slide", subjects=("cold",))
    old = record.get_latest_revision()
    record.type = None
    record.set_subjects([])
    record.save_revision()
    factories.publish(record)
    named("slide", "document-types").delete()
    named("cold").delete()
    brought = old.__class__.objects.get(pk=old.pk).as_object()
    assert brought.type is None and not brought.subjects.all()


def form(record, **extra):
    data = QueryDict(mutable=True)
    data.update({"title": record.title, "slug": record.slug, "comments-TOTAL_FORMS": "0"})
    data.update({"comments-INITIAL_FORMS": "0", "date_as_written": "1956", "level": "item"})
    data.update({"document_language": "fr", "rights": "CNE", "extent": "", "scope_and_content": ""})
    for name in ("files", "agents", "elements", "relations"):
        data.update({f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"})
    for name, values in extra.items():
        data.setlist(name, [str(value) for value in values])
    return dict(data.lists())


def test_an_archivist_types_type_and_subjects_in_the_form(words, client, user_with_role):
    record = factories.record(live=False)
    client.force_login(user_with_role("archivist"))
    edit = f"/admin/pages/{record.pk}/edit/"
    assert client.get(edit).status_code == 200
    cold, damp = named("cold"), named("damp-subject")
    sent = form(record, type=[named("photograph", "document-types").pk], subject_terms=[cold.pk, damp.pk])
    client.post(edit, sent)
    draft = RecordPage.objects.get(pk=record.pk).specific.get_latest_revision_as_object()
    assert draft.type.slug == "photograph"
    assert [row.concept for row in draft.subjects.all()] == [cold, damp]
    html = client.get(edit).content.decode()
    assert f'name="subject_terms" value="{damp.pk}"' in html and "humidité" in html


def test_what_was_typed_and_leads_to_nothing_is_not_lost(words, client, user_with_role):
    record = factories.record(live=False)
    client.force_login(user_with_role("archivist"))
    sent = form(record, **{"subject_terms": [named("cold").pk], "subject_terms-one-typed": ["zinguerie"]})
    sent["type-typed"] = ["cliché"]
    html = client.post(f"/admin/pages/{record.pk}/edit/", sent).content.decode()
    assert 'value="zinguerie"' in html and 'value="cliché"' in html and "froid" in html


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("phot", "photographie"),
        ("CCTP", "cahier des charges"),
        ("cliche", "photographie"),
        ("aer vue", "photographie aérienne"),
    ],
)
def test_a_type_is_found_by_any_of_its_words(words, client, user_with_role, typed, first):
    client.force_login(user_with_role("archivist"))
    answer = client.get(f"/admin/vocabularies/find/document-types/historical-document/?q={typed}")
    assert json.loads(answer.content)["found"][0]["label"] == first


def test_only_types_of_the_family_are_found_and_all_of_them_when_nothing_is_typed(
    words, client, user_with_role
):
    client.force_login(user_with_role("archivist"))
    ask = "/admin/vocabularies/find/document-types/artistic-output/?q="
    labels = [one["label"] for one in json.loads(client.get(ask).content)["found"]]
    assert "poème" in labels and "photographie" not in labels
    assert json.loads(client.get(f"{ask}bordereau").content)["found"] == []


def test_a_subject_is_made_while_cataloguing_once(words, client, user_with_role):
    client.force_login(user_with_role("archivist"))
    made = [
        json.loads(client.post("/admin/vocabularies/make/", {"name": name, "kind": "subjects"}).content)
        for name in ("Ascenseur", "ascenseur", "HLM")
    ]
    assert made[0]["value"] == made[1]["value"]
    assert made[2]["value"] == named("social-housing").pk


def options(client, query=""):
    """(facet, value) → how many records, as the list of the archive offers it."""
    html = client.get(f"/fr/archive/?{query}").content.decode()
    found = re.findall(r'name="(type|subject)" value="([\w-]+)".*?class="unseen">, </span>(\d+)<', html)
    return {(facet, value): int(count) for facet, value, count in found}


def test_a_concept_narrows_to_all_that_stands_under_it(words, client):
    described(type="slide", subjects=("cold",), title="Diapositive")
    described(type="photograph", subjects=("comfort", "damp-subject"), title="Photographie")
    offered = options(client)
    assert offered["type", "photograph"] == 2 and offered["type", "slide"] == 1
    assert offered["subject", "comfort"] == 2 and offered["subject", "cold"] == 1
    assert ("type", "historical-document") not in offered
    html = client.get("/fr/archive/?subject=comfort&type=slide").content.decode()
    assert "Diapositive" in html and "Photographie (" not in html
    assert client.get("/fr/archive/?subject=no-such&type=%00").status_code == 200


def test_what_is_closed_is_counted_under_no_concept(words, client):
    record = described()
    restrict(record, Restriction(record=record, state="closed", reason="privacy"))
    assert options(client) == {}


@pytest.mark.parametrize("query", ["PV", "procès-verbal", "minutes", "proces verbal", "moisture", "humidite"])
def test_a_record_is_found_by_every_word_for_its_concepts(words, query):
    record = described(type="minutes", subjects=("damp-subject",), title="Sans titre")
    concept = named("damp-subject")
    ConceptLabel.objects.create(concept=concept, kind="hidden", language="en", text="moisture")
    index.rebuild()
    assert [group.mark for group in index.ask(query=parse(query)).groups] == [record.mark]


def test_search_offers_types_and_subjects_and_keeps_to_those_chosen(words, client):
    described(type="slide", subjects=("cold",), title="Joint un")
    described(type="letter", subjects=("damp-subject",), title="Joint deux")
    index.rebuild()
    html = client.get("/fr/recherche/?q=joint&type=photograph").content.decode()
    assert "Joint un" in html and "Joint deux" not in html
    assert 'value="damp-subject"' in html or 'value="cold"' in html


def test_a_record_is_found_by_a_new_word_as_soon_as_the_worker_has_gone_by(words, commit):
    record = described(subjects=("cold",), title="Sans titre")
    index.rebuild()
    concept = named("cold")
    with commit():
        ConceptLabel.objects.create(concept=concept, text="Glagla")
        concept.save()
    assert index.ask(query=parse("glagla")).groups[0].mark == record.mark


def test_a_concept_shows_the_records_that_name_it_or_what_stands_under_it(words, client):
    described(type="slide", subjects=("cold",), title="Diapositive")
    for address in ("document-types/photograph", "subjects/comfort", "subjects/cold"):
        assert "Diapositive" in client.get(f"/fr/vocabulaires/{address}/").content.decode()
    assert "Diapositive" not in client.get("/fr/vocabulaires/subjects/noise/").content.decode()
