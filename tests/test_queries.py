"""A page asks the database as often for a large archive as for a small one, and not often."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.building.models import BuildingAgent, Funding
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
    "site map": "/{language}/{map}/",
    "agent": "/{language}/{who}/houilleres/",
    "partners": "/{language}/{partners}/",
    "results": "/{language}/{search}/?q=joint",
}
WORDS = {
    "fr": {"map": "plan-du-site", "search": "recherche", "who": "qui", "partners": "partenaires"},
    "en": {"map": "site-map", "search": "search", "who": "who", "partners": "partners"},
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
    for title in ("Mentions légales", "Aide"):
        factories.text(title)

    def grow(records: int) -> None:
        for number in range(records):
            title = f"Le joint {records}/{number}"
            body = factories.agent(f"Houillères {title}", held_by=agent, kind="label")
            takes_part(body)
            takes_part(agent, record=first)
            factories.record_with_canvas(text="le joint humide", under=series, title=title)
            family = ("historical_document", "diagnostic_report", "artistic_output")[number % 3]
            factories.record(
                family,
                under=series,
                title=title,
                scope_and_content="Un joint.",
                parts=[factories.part(agent)],
            )

    def counted() -> dict[str, int]:
        index.rebuild()
        urls = {name: url.format(language=language, **WORDS[language]) for name, url in PAGES.items()}
        return {name: asked(client, url) for name, url in urls.items()}

    grow(6)
    small = counted()
    grow(20)
    assert counted() == small
    assert {name: count for name, count in small.items() if count > MOST} == {}
