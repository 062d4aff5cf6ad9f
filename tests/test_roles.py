"""Role × action → allowed or refused, each tried by a real request."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from archive.authorities.models import Agent, Element
from archive.building.models import Funding
from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import ArchivePage, RecordPage, Restriction
from archive.translation.models import GlossaryTerm, Written
from archive.translation.reckoning import work_of
from archive.vocabularies.models import Concept
from home.models import HomePage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROLES = ("archivist", "editor", "translator", "reviewer", "administrator", "nobody")

# action: archivist, editor, translator, reviewer, administrator, nobody (a visitor)
TABLE = {
    "enter the admin": "yyyyy-",
    "see a draft's editor": "yy-yy-",
    "add a record": "yy--y-",
    "add a series": "yy--y-",
    "change a record": "yy-yy-",
    "publish a record": "yy-yy-",
    "withdraw a record": "yy-yy-",
    "submit a record for review": "yy-yy-",
    "approve a review": "---yy-",
    "delete a draft record": "------",
    "delete a series": "------",
    "delete a face": "---yy-",
    "delete records in bulk": "------",
    "close a record": "y---y-",
    "withdraw a record at once": "y---y-",
    "restore a record": "y---y-",
    "see a closed record": "yy-yy-",
    "edit a closed record": "yy-yy-",
    "edit the face of a closed record": "---yy-",
    "change the French home": "-y-yy-",
    "change the French archive page": "yy-yy-",
    "add beside the archive": "------",
    "change the English home": "--yyy-",
    "open a face": "--yyy-",
    "write a face's words": "--yyy-",
    "publish a face": "---yy-",
    "withdraw a face": "---yy-",
    "publish a face in bulk": "------",
    "move a face": "------",
    "copy a face": "------",
    "publish half a face": "------",
    "see submit for translation": "------",
    "submit for translation": "------",
    "update translations": "------",
    "publish a face by updating": "------",
    "make an alias of a face": "------",
    "detach a face": "------",
    "create a record in the English tree": "------",
    "see the board of translations": "yyyyy-",
    "submit a translation": "--yyy-",
    "approve a translation": "---yy-",
    "give a translation to somebody": "---yy-",
    "list records": "yyyyy-",
    "see a draft in the list of records": "yy-yy-",
    "list readings": "yy--y-",
    "have a file read again": "yy--y-",
    "read the guides": "yyyyy-",
    "open the deposit": "yy--y-",
    "deposit a file": "yy--y-",
    "add a document by Wagtail's own way": "------",
    "delete a document": "------",
    "list documents": "yy-yy-",
    "list users": "----y-",
    "add a user": "----y-",
    "list groups": "----y-",
    "list collections": "----y-",
    "list sites": "----y-",
    "list locales": "------",
    "list workflows": "----y-",
    "list redirects": "----y-",
    "see the preview of a draft": "yy-yy-",
    "list people and organisations": "yy-yy-",
    "find an agent as one types": "yy-yy-",
    "make an agent while cataloguing": "yy--y-",
    "change an agent": "yy--y-",
    "merge two agents": "y---y-",
    "delete an unused agent": "y---y-",
    "see a vocabulary": "yy-yy-",
    "make a concept while cataloguing": "yy--y-",
    "change a concept": "y---y-",
    "merge two concepts": "y---y-",
    "delete an unused concept": "y---y-",
    "change a vocabulary": "y---y-",
    "import a vocabulary": "y---y-",
    "list roles in the project": "yy--y-",
    "say who funds": "yy--y-",
    "list the parts of the building": "yy--y-",
    "change a part of the building": "yy--y-",
    "delete an unused part of the building": "yy--y-",
    "write the findings of a report": "yy-yy-",
    "say what is known of the building": "yy--y-",
    "read the glossary": "yyyyy-",
    "add a term to the glossary": "---yy-",
    "delete a term of the glossary": "---yy-",
    "take words out to be translated": "yyyyy-",
    "bring English words back": "--yyy-",
}


@dataclass
class Place:
    record: RecordPage
    draft: RecordPage
    face: Any
    live_face: Any
    commit: Any

    @property
    def series(self) -> Page:
        return self.record.get_parent()

    @property
    def translation(self) -> Translation:
        return Translation.objects.get(source__object_id=self.record.translation_key)


@pytest.fixture
def place(commit) -> Place:
    with commit():
        record = factories.record(title="Publiée")
    draft = factories.record(title="Brouillon", live=False, under=record.get_parent().specific)
    with commit():
        other = factories.record(title="Traduite", under=record.get_parent().specific)
    face = factories.publish_face(other)
    return Place(record, draft, factories.face(record), face, commit)


def form_of(page: Any, **extra: str) -> dict[str, str]:
    data = {
        "title": page.title,
        "slug": page.slug,
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    for name in ("files", "dates", "agents", "elements", "relations"):
        data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    for name in (
        "date_as_written",
        "level",
        "extent",
        "scope_and_content",
        "document_language",
        "rights",
        "lead",
    ):
        if hasattr(page, name):
            data[name] = getattr(page, name)
    return data | extra


def fresh(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def edit(client: Client, page: Any, **extra: str) -> Any:
    return client.post(f"/admin/pages/{page.pk}/edit/", form_of(fresh(page), **extra))


def opens(client: Client, address: str) -> bool:
    return client.get(address).status_code == 200


def adds(client: Client, parent: Any, kind: str, title: str = "Nouvelle") -> bool:
    before = set(Page.objects.values_list("pk", flat=True))
    page = RecordPage(title=title, date_as_written="1960", rights="CNE")
    level = "series" if kind == "seriespage" else "item"
    data = form_of(page, slug="nouvelle", level=level)
    client.post(f"/admin/pages/add/catalogue/{kind}/{parent.pk}/", data)
    return bool(set(Page.objects.values_list("pk", flat=True)) - before)


def changes(client: Client, page: Any) -> bool:
    edit(client, page, title="Changée")
    return fresh(page).get_latest_revision_as_object().title == "Changée"


def publishes(client: Client, page: Any) -> bool:
    edit(client, page, **{"action-publish": "1"})
    return fresh(page).live


def withdraws(client: Client, page: Any) -> bool:
    client.post(f"/admin/pages/{page.pk}/unpublish/", {})
    return not fresh(page).live


def submits(client: Client, page: Any) -> bool:
    edit(client, page, **{"action-submit": "1"})
    return fresh(page).workflow_in_progress


def approves(client: Client, place: Place) -> bool:
    page = place.draft
    page.get_workflow().start(page, None)
    state = fresh(page).current_workflow_task_state
    client.post(f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/", {"comment": ""})
    return WorkflowState.objects.get(pk=state.workflow_state_id).status == "approved" and fresh(page).live


def deletes(client: Client, page: Any) -> bool:
    client.post(f"/admin/pages/{page.pk}/delete/", {})
    return not Page.objects.filter(pk=page.pk).exists()


def deletes_in_bulk(client: Client, place: Place) -> bool:
    client.post(f"/admin/bulk/wagtailcore/page/delete/?id={place.record.pk}&id={place.draft.pk}", {})
    return Page.objects.filter(pk__in=[place.record.pk, place.draft.pk]).count() < 2


def closed(record: RecordPage) -> RecordPage:
    restrict(record, Restriction(record=record, state="closed", reason="privacy"))
    return record


def closes(client: Client, place: Place) -> bool:
    data = {"thing": "record", "state": "closed", "reason": "privacy"}
    client.post(f"/admin/access/{place.record.pk}/", data)
    return Client().get(place.record.url).status_code == 404


def withdraws_at_once(client: Client, place: Place) -> bool:
    client.post(f"/admin/access/{place.record.pk}/withdraw/", {"reason": "Versée deux fois"})
    return Client().get(place.record.url).status_code == 410


def restores(client: Client, place: Place) -> bool:
    withdraw(place.record, "Par erreur")
    client.post(f"/admin/access/{place.record.pk}/restore/", {})
    return Client().get(place.record.url).status_code == 200


def writes_words(client: Client, place: Place) -> bool:
    segment = place.translation.source.stringsegment_set.first()
    address = f"/admin/localize/translate/{place.translation.pk}/strings/{segment.pk}/edit/"
    client.put(address, "value=Said", content_type="application/x-www-form-urlencoded")
    return place.translation.get_progress()[1] > 0


def complete(place: Place) -> Any:
    """The live face withdrawn: complete, but not published."""
    fresh(place.live_face).unpublish()
    return place.live_face


def publishes_face(client: Client, place: Place) -> bool:
    face = complete(place)
    with place.commit():
        client.post(f"/admin/pages/{face.pk}/edit/", {"action": "publish"})
    return fresh(face).live


def publishes_in_bulk(client: Client, place: Place) -> bool:
    face = complete(place)
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={face.pk}", {})
    return fresh(face).live


def submits_translation(client: Client, place: Place) -> bool:
    factories.write_face(place.record)
    client.post(f"/admin/translation/{work_of(place.record).pk}/submit/")
    return fresh(place.face).workflow_in_progress


def approves_translation(client: Client, place: Place) -> bool:
    factories.write_face(place.record)
    with place.commit():
        client.post(f"/admin/translation/{work_of(place.record).pk}/approve/")
    return fresh(place.face).live


def gives_translation(client: Client, place: Place) -> bool:
    work = work_of(place.record)
    client.post("/admin/translation/give/", {"work": [work.pk], "brief": "Pour la visite"})
    work.refresh_from_db()
    return work.brief == "Pour la visite"


def moves_face(client: Client, place: Place) -> bool:
    face, elsewhere = place.live_face, archive("en")
    client.post(f"/admin/pages/{face.pk}/move/{elsewhere.pk}/confirm/", {})
    client.post(f"/admin/bulk/wagtailcore/page/move/?id={face.pk}", {"chooser": elsewhere.pk})
    return fresh(face).get_parent().pk != english_series(place).pk


def copies_face(client: Client, place: Place) -> bool:
    before = Page.objects.count()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": english_series(place).pk}
    client.post(f"/admin/pages/{place.live_face.pk}/copy/", data)
    return Page.objects.count() != before


def publishes_half_a_face(client: Client, place: Place) -> bool:
    face = place.face
    for extra in ({"action": "publish"}, {"action-publish": "1"}):
        with place.commit():
            client.post(f"/admin/pages/{face.pk}/edit/", extra)
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={face.pk}", {})
    publishes_by_updating(client, place, face)
    return fresh(face).live


def publishes_by_updating(client: Client, place: Place, face: Any = None) -> bool:
    face = face or complete(place)
    source = Translation.objects.get(source__object_id=face.translation_key).source_id
    with place.commit():
        client.post(f"/admin/localize/update/{source}/", {"publish_translations": "on"})
    return fresh(face).live


def updates_translations(client: Client, place: Place) -> bool:
    return opens(client, f"/admin/localize/update/{place.translation.source_id}/")


def makes_alias(client: Client, place: Place) -> bool:
    client.post(f"/admin/localize/page/{place.face.pk}/convert_to_alias/", {})
    client.post(f"/admin/pages/{place.face.pk}/edit/", {"localize-convert-to-alias": "1"})
    return fresh(place.face).alias_of_id is not None or fresh(place.face).live


def detaches(client: Client, place: Place) -> bool:
    client.post(f"/admin/localize/translate/{place.translation.pk}/disable/", {})
    return not Translation.objects.get(pk=place.translation.pk).enabled


def deposits(client: Client) -> bool:
    from archive.holdings.models import ArchiveDocument

    client.post("/admin/deposit/", {"files": factories.drawing()})
    return ArchiveDocument.objects.exists()


def reads_again(client: Client) -> bool:
    from archive.holdings.receive import receive
    from archive.ingest.models import Unfolding

    document = receive(factories.drawing("x"), "x.png").document
    reading, _made = Unfolding.objects.get_or_create(document=document)
    Unfolding.objects.filter(pk=reading.pk).update(state="failed", cause="damaged")
    client.post(f"/admin/deposit/again/{reading.pk}/", {})
    reading.refresh_from_db()
    return reading.cause != "damaged"


def adds_document(client: Client) -> bool:
    from archive.holdings.models import ArchiveDocument

    upload = io.BytesIO(b"%PDF-1.7 x")
    upload.name = "x.pdf"
    for address in ("add/", "multiple/add/", "chooser/create/"):
        client.post(f"/admin/documents/{address}", {"title": "x", "file": upload, "files[]": upload})
    return ArchiveDocument.objects.exists()


def deletes_document(client: Client) -> bool:
    from archive.holdings.models import ArchiveDocument
    from archive.holdings.receive import receive

    document = receive(factories.drawing(), "x.png").document
    client.post(f"/admin/documents/delete/{document.pk}/", {})
    client.post(f"/admin/bulk/wagtaildocs/document/delete/?id={document.pk}", {})
    client.post(f"/admin/bulk/holdings/archivedocument/delete/?id={document.pk}", {})
    return not ArchiveDocument.objects.filter(pk=document.pk).exists()


def makes_agent(client: Client) -> bool:
    client.post("/admin/agents/make/", {"name": "Atelier du pignon", "kind": "organisation"})
    return Agent.objects.filter(name_fr="Atelier du pignon").exists()


def merges_agents(client: Client) -> bool:
    old, kept = factories.agent("Ancien nom"), factories.agent("Nom gardé")
    client.post(f"/admin/agents/{old.pk}/merge/", {"kept": kept.pk})
    return Agent.objects.get(pk=old.pk).replaced_by == kept


def deletes_element(client: Client) -> bool:
    element = factories.element()
    client.post(f"/admin/elements/delete/{element.pk}/")
    return not Element.objects.filter(pk=element.pk).exists()


def deletes_agent(client: Client) -> bool:
    agent = factories.agent("Sans emploi")
    client.post(f"/admin/agents/delete/{agent.pk}/", {})
    return not Agent.objects.filter(pk=agent.pk).exists()


def says_who_funds(client: Client) -> bool:
    data = {
        "agent": factories.agent("DRAC").pk,
        "concern": "connect",
        "purpose_fr": "Résidence",
        "position": "1",
    }
    client.post("/admin/funding/new/", data)
    return Funding.objects.exists()


def makes_concept(client: Client) -> bool:
    factories.scheme("subjects")
    client.post("/admin/vocabularies/make/", {"name": "Ascenseur", "kind": "subjects"})
    return Concept.objects.filter(label_fr="Ascenseur").exists()


def merges_concepts(client: Client) -> bool:
    old, kept = factories.concept("Ancien"), factories.concept("Gardé")
    client.post(f"/admin/vocabularies/{old.pk}/merge/", {"kept": kept.pk})
    return not Concept.objects.filter(pk=old.pk).exists()


def deletes_concept(client: Client) -> bool:
    concept = factories.concept("Sans emploi")
    client.post(f"/admin/concepts/delete/{concept.pk}/", {})
    return not Concept.objects.filter(pk=concept.pk).exists()


def imports_vocabulary(client: Client) -> bool:
    file = io.BytesIO(
        b"@prefix s: <http://www.w3.org/2004/02/skos/core#> . <http://x.org/c> a s:Concept ; "
        b's:inScheme <http://x.org/s> ; s:prefLabel "Toit"@fr .'
    )
    file.name = "x.ttl"
    client.post("/admin/vocabularies/import/", {"file": file, "untagged": "fr", "take": "1"})
    return Concept.objects.filter(label_fr="Toit").exists()


def adds_term(client: Client) -> bool:
    client.post("/admin/glossary/new/", {"french": "chéneau", "english": "box gutter"})
    return GlossaryTerm.objects.filter(french="chéneau").exists()


def deletes_term(client: Client) -> bool:
    term = GlossaryTerm.objects.create(french="chéneau", english="box gutter")
    client.post(f"/admin/glossary/delete/{term.pk}/", {})
    return not GlossaryTerm.objects.filter(pk=term.pk).exists()


def brings_words_back(client: Client) -> bool:
    concept = factories.concept("Joint")
    row = f"Key (leave as it is),French,English\nvocabularies.concept:{concept.pk}/label,Joint,Seal\n"
    file = io.BytesIO(row.encode())
    file.name = "x.csv"
    client.post("/admin/translation/import/", {"file": file, "take": "1"})
    return Written.objects.filter(target="Seal").exists()


def home(language: str) -> Any:
    return HomePage.objects.get(locale__language_code=language)


def archive(language: str) -> Any:
    return ArchivePage.objects.get(locale__language_code=language)


def english_series(place: Place) -> Any:
    return place.face.get_parent()


TRIES = {
    "enter the admin": lambda c, p: opens(c, "/admin/"),
    "see a draft's editor": lambda c, p: opens(c, f"/admin/pages/{p.draft.pk}/edit/"),
    "add a record": lambda c, p: adds(c, p.series, "historicaldocumentpage"),
    "add a series": lambda c, p: adds(c, p.series, "seriespage"),
    "change a record": lambda c, p: changes(c, p.record),
    "publish a record": lambda c, p: publishes(c, p.draft),
    "withdraw a record": lambda c, p: withdraws(c, p.record),
    "submit a record for review": lambda c, p: submits(c, p.draft),
    "approve a review": approves,
    "delete a draft record": lambda c, p: deletes(c, p.draft),
    "delete a series": lambda c, p: deletes(c, p.series),
    "delete a face": lambda c, p: deletes(c, p.live_face),
    "delete records in bulk": deletes_in_bulk,
    "close a record": closes,
    "withdraw a record at once": withdraws_at_once,
    "restore a record": restores,
    "see a closed record": lambda c, p: opens(c, closed(p.record).url),
    "edit a closed record": lambda c, p: opens(c, f"/admin/pages/{closed(p.record).pk}/edit/"),
    "edit the face of a closed record": lambda c, p: (
        closed(p.record) and opens(c, f"/admin/pages/{p.face.pk}/edit/")
    ),
    "change the French home": lambda c, p: changes(c, home("fr")),
    "change the French archive page": lambda c, p: changes(c, archive("fr")),
    "add beside the archive": lambda c, p: adds(c, home("fr"), "historicaldocumentpage"),
    "change the English home": lambda c, p: changes(c, home("en")),
    "open a face": lambda c, p: opens(c, f"/admin/pages/{p.face.pk}/edit/"),
    "write a face's words": writes_words,
    "publish a face": publishes_face,
    "withdraw a face": lambda c, p: withdraws(c, p.live_face),
    "publish a face in bulk": publishes_in_bulk,
    "move a face": moves_face,
    "copy a face": copies_face,
    "publish half a face": publishes_half_a_face,
    "see submit for translation": lambda c, p: opens(c, f"/admin/localize/submit/page/{p.draft.pk}/"),
    "submit for translation": lambda c, p: (
        c.post(f"/admin/localize/submit/page/{p.draft.pk}/", {"locales": [p.face.locale_id]})
        and Translation.objects.filter(source__object_id=p.draft.translation_key).exists()
    ),
    "update translations": updates_translations,
    "publish a face by updating": publishes_by_updating,
    "make an alias of a face": makes_alias,
    "detach a face": detaches,
    "create a record in the English tree": lambda c, p: adds(c, english_series(p), "historicaldocumentpage"),
    "see the board of translations": lambda c, p: opens(c, "/admin/translation/"),
    "submit a translation": submits_translation,
    "approve a translation": approves_translation,
    "give a translation to somebody": gives_translation,
    "list records": lambda c, p: opens(c, "/admin/records/"),
    "see a draft in the list of records": lambda c, p: (
        f"/admin/pages/{p.draft.pk}/edit/" in c.get("/admin/records/").content.decode()
    ),
    "list readings": lambda c, p: opens(c, "/admin/deposit/readings/"),
    "have a file read again": lambda c, p: reads_again(c),
    "read the guides": lambda c, p: opens(c, "/admin/guide/archivist/"),
    "open the deposit": lambda c, p: opens(c, "/admin/deposit/"),
    "deposit a file": lambda c, p: deposits(c),
    "add a document by Wagtail's own way": lambda c, p: adds_document(c),
    "delete a document": lambda c, p: deletes_document(c),
    "list documents": lambda c, p: opens(c, "/admin/documents/"),
    "list users": lambda c, p: opens(c, "/admin/users/"),
    "add a user": lambda c, p: opens(c, reverse("wagtailusers_users:add")),
    "list groups": lambda c, p: opens(c, "/admin/groups/"),
    "list collections": lambda c, p: opens(c, "/admin/collections/"),
    "list sites": lambda c, p: opens(c, "/admin/sites/"),
    "list locales": lambda c, p: opens(c, "/admin/locales/"),
    "list workflows": lambda c, p: opens(c, "/admin/workflows/list/"),
    "list redirects": lambda c, p: opens(c, "/admin/redirects/"),
    "see the preview of a draft": lambda c, p: opens(c, f"/admin/pages/{p.draft.pk}/view_draft/"),
    "list people and organisations": lambda c, p: opens(c, "/admin/agents/"),
    "find an agent as one types": lambda c, p: opens(c, "/admin/agents/find/?q=blaq"),
    "make an agent while cataloguing": lambda c, p: makes_agent(c),
    "change an agent": lambda c, p: opens(c, f"/admin/agents/edit/{factories.agent().pk}/"),
    "merge two agents": lambda c, p: merges_agents(c),
    "delete an unused agent": lambda c, p: deletes_agent(c),
    "see a vocabulary": lambda c, p: opens(c, f"/admin/vocabularies/tree/{factories.scheme().key}/"),
    "make a concept while cataloguing": lambda c, p: makes_concept(c),
    "change a concept": lambda c, p: opens(c, f"/admin/concepts/edit/{factories.concept().pk}/"),
    "merge two concepts": lambda c, p: merges_concepts(c),
    "delete an unused concept": lambda c, p: deletes_concept(c),
    "change a vocabulary": lambda c, p: opens(c, f"/admin/schemes/edit/{factories.scheme().pk}/"),
    "import a vocabulary": lambda c, p: imports_vocabulary(c),
    "list roles in the project": lambda c, p: opens(c, "/admin/roles/"),
    "say who funds": lambda c, p: says_who_funds(c),
    "list the parts of the building": lambda c, p: opens(c, "/admin/elements/"),
    "change a part of the building": lambda c, p: opens(c, f"/admin/elements/edit/{factories.element().pk}/"),
    "say what is known of the building": lambda c, p: all(
        opens(c, f"/admin/{name}/new/") for name in ("phases", "protections", "milestones", "statements")
    ),
    "write the findings of a report": lambda c, p: opens(
        c, f"/admin/findings/{factories.record('diagnostic_report', under=p.series.specific).pk}/"
    ),
    "delete an unused part of the building": lambda c, p: deletes_element(c),
    "read the glossary": lambda c, p: opens(c, "/admin/glossary/"),
    "add a term to the glossary": lambda c, p: adds_term(c),
    "delete a term of the glossary": lambda c, p: deletes_term(c),
    "take words out to be translated": lambda c, p: (
        "attachment" in c.get("/admin/translation/export/?format=po").headers.get("Content-Disposition", "")
    ),
    "bring English words back": lambda c, p: brings_words_back(c),
}


def test_every_action_of_the_table_is_tried():
    assert TABLE.keys() == TRIES.keys()
    assert len(TABLE) >= 24


@pytest.mark.parametrize("action", TABLE)
def test_each_role_may_do_what_the_table_says(action, place, user_with_role):
    from django.db import transaction

    found = ""
    for role in ROLES:
        client = Client(raise_request_exception=False)
        if role != "nobody":
            client.force_login(user_with_role(role))
        point = transaction.savepoint()
        found += "y" if TRIES[action](client, place) else "-"
        transaction.savepoint_rollback(point)
    assert found == TABLE[action]


def test_a_review_publishes_exactly_what_was_reviewed(place, user_with_role):
    page = place.draft
    page.get_workflow().start(page, user_with_role("archivist"))
    state = fresh(page).current_workflow_task_state
    later = fresh(page)
    later.title = "Écrite après la soumission"
    later.save_revision()
    client = Client()
    client.force_login(user_with_role("reviewer"))
    client.post(f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/", {"comment": ""})
    assert fresh(page).live
    assert fresh(page).title == "Brouillon"
