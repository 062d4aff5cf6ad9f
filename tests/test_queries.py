"""A page asks the database as often for a large archive as for a small one, and not often."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.building.models import BuildingAgent, Funding, Milestone, Statement
from archive.catalogue.models import RecordRelation
from archive.vocabularies.models import Concept
from archive.vocabularies.shipping import load as load_vocabularies
from search import index
from tests import factories

MOST = 36  # for one page, whatever it shows

PAGES = {
    "home": "/{language}/",
    "list": "/{language}/archive/",
    "grid": "/{language}/archive/?view=grid&family=historical_document",
    "series": "/{language}/archive/chantier/",
    "record": "/{language}/archive/chantier/ch-d-0001/",
    "reader": "/{language}/archive/chantier/ch-d-0001/?p=1&q=joint",
    "building": "/{language}/{building}/",
    "part of the building": "/{language}/{building}/facade-sud/",
    "timeline": "/{language}/{timeline}/",
    "findings": "/{language}/{findings}/",
    "comparison": "/{language}/{compare}/CH-D-0001/CH-D-0002/",
    "report": "/{language}/archive/chantier/ch-r-0001/",
    "site map": "/{language}/{map}/",
    "agent": "/{language}/{who}/houilleres/",
    "partners": "/{language}/{partners}/",
    "vocabularies": "/{language}/{vocabularies}/",
    "vocabulary": "/{language}/{vocabularies}/subjects/",
    "concept": "/{language}/{vocabularies}/subjects/damp-subject/",
    "subject": "/{language}/archive/?subject=damp-subject&type=letter",
    "results": "/{language}/{search}/?q=joint+humide",
    "results with things beside": "/{language}/{search}/?q=joint",
    "things": "/{language}/{search}/{things}/?q=joint&kind=finding",
}
WORDS = {
    "fr": {
        "map": "plan-du-site",
        "building": "le-batiment",
        "timeline": "chronologie",
        "compare": "comparer",
        "findings": "constats",
        "search": "recherche",
        "things": "choses",
        "who": "qui",
        "partners": "partenaires",
        "vocabularies": "vocabulaires",
    },
    "en": {
        "map": "site-map",
        "building": "the-building",
        "timeline": "timeline",
        "compare": "compare",
        "findings": "findings",
        "search": "search",
        "things": "things",
        "who": "who",
        "partners": "partners",
        "vocabularies": "vocabularies",
    },
}


def asked(client, url: str) -> int:
    client.get(url)  # what is kept in memory for good is asked for once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def takes_part(agent, **fields):
    role = factories.part(agent).role
    BuildingAgent.objects.create(agent=agent, role=role, concern="host", **fields)
    Funding.objects.create(agent=agent, concern="host", purpose_fr="Études", **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
def test_ten_times_the_records_ask_no_more_of_the_database(client, language):
    series = factories.series("Chantier")
    agent = factories.agent("Houillères")
    first = factories.record_with_canvas(
        text="le joint humide", under=series, title="Détail du joint", parts=[factories.part(agent)]
    )
    factories.publish_face(first)
    load_vocabularies()
    damp = Concept.objects.get(slug="damp-subject")
    letter = Concept.objects.get(slug="letter")
    facade = factories.element("Façade sud")
    for title in ("Mentions légales", "Aide"):
        factories.text(title)

    def grow(records: int) -> None:
        for number in range(records):
            title = f"Le joint {records}/{number}"
            body = factories.agent(f"Houillères {title}", held_by=agent, kind="label")
            takes_part(body)
            takes_part(agent, record=first)
            view = factories.record_with_canvas(text="le joint humide", under=series, title=title)
            RecordRelation.objects.create(page=first, kind="same_spot", other=view)
            family = ("historical_document", "diagnostic_report", "artistic_output")[number % 3]
            record = factories.record(
                family,
                under=series,
                title=title,
                scope_and_content="Un joint.",
                parts=[factories.part(agent)],
                elements=[facade],
                live=False,
            )
            record.type = letter if family == "historical_document" else None
            record.set_subjects([damp])
            record.save_revision()
            factories.publish(record)
            if family == "diagnostic_report":
                factories.observation(record, title, element=facade, urgency="immediate")
                Milestone.objects.create(label_fr=title, period=str(1950 + number), record=record)
                Statement.objects.create(text_fr=title, record=record, element=facade)

    def counted() -> dict[str, int]:
        index.rebuild()
        urls = {name: url.format(language=language, **WORDS[language]) for name, url in PAGES.items()}
        return {name: asked(client, url) for name, url in urls.items()}

    grow(6)
    small = counted()
    grow(20)
    assert counted() == small
    most = {"report": MOST + 6}  # a record, and what it found
    assert {name: count for name, count in small.items() if count > most.get(name, MOST)} == {}
