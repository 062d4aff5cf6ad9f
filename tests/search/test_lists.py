"""The archive's list: its order, its shape, and what a search offers when its words are not enough."""

import pytest

from search.tasks import index_record
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    series = factories.series()
    titles = ("Zinc et toitures", "Élévation sud", "escalier")
    return [factories.record(title=title, under=series) for title in titles]


def listed(client, address):
    return [notice.title.fr for notice in client.get(address).context["notices"]]


def test_the_list_stands_in_the_order_asked_for(client, three):
    assert listed(client, "/fr/archive/") == ["Zinc et toitures", "Élévation sud", "escalier"]
    assert listed(client, "/fr/archive/?sort=newest") == ["escalier", "Élévation sud", "Zinc et toitures"]
    assert listed(client, "/fr/archive/?sort=title") == ["Élévation sud", "escalier", "Zinc et toitures"]
    assert listed(client, "/fr/archive/?sort=%00") == listed(client, "/fr/archive/")


def test_dates_are_in_order_and_those_that_are_unknown_stand_last(client):
    series = factories.series()
    for words in ("s.d.", "depuis 1958", "vers 1957", "avant 1956", "mars 1957", "années 1950", "2012"):
        factories.record(title=words, date_as_written=words, under=series)
    oldest = ["années 1950", "avant 1956", "vers 1957", "mars 1957", "depuis 1958", "2012", "s.d."]
    latest = ["2012", "années 1950", "depuis 1958", "vers 1957", "mars 1957", "avant 1956", "s.d."]
    assert listed(client, "/fr/archive/?sort=oldest") == oldest
    assert listed(client, "/fr/archive/?sort=latest") == latest


def test_titles_are_in_order_in_the_language_of_the_reader(client, three):
    factories.publish_face(three[2], {"escalier": "A staircase"})
    assert listed(client, "/en/archive/?sort=title") == ["escalier", "Élévation sud", "Zinc et toitures"]


def test_order_and_shape_stay_through_pages_filters_and_chips(client, three, settings):
    settings.ARCHIVE_PAGE_SIZE = 1
    answer = client.get("/fr/archive/?sort=title&view=grid&family=historical_document")
    assert 'class="records as-grid"' in answer.content.decode()
    context = answer.context
    assert context["pager"]["next_url"].endswith("?sort=title&view=grid&family=historical_document&p=2")
    assert context["kept"] == [("sort", "title"), ("view", "grid")]
    assert context["chips"][0]["remove_url"] == "/fr/archive/?sort=title&view=grid"
    assert context["clear_url"] == "/fr/archive/?sort=title&view=grid"
    assert [link["url"] for link in context["shapes"]] == [
        "/fr/archive/?sort=title&family=historical_document",
        "/fr/archive/?sort=title&family=historical_document&view=grid",
    ]


def test_a_search_offers_the_exact_words_and_the_near_ones(client, three):
    for record in three:
        index_record.call(record.mark)
    answer = client.get("/fr/recherche/?q=toiture&family=historical_document")
    assert answer.context["total_records"] == 1
    exactly = answer.context["exactly"]["url"]
    assert exactly == "/fr/recherche/?q=%22toiture%22&family=historical_document"
    answer = client.get(exactly)
    assert "groups" not in answer.context
    assert answer.context["freely"]["url"] == "/fr/recherche/?q=toiture&family=historical_document"
    assert client.get("/fr/recherche/?q=%22toitures%22").context["total_records"] == 1


def test_a_slip_of_the_finger_is_said_and_either_word_can_be_kept(client, three):
    for record in three:
        index_record.call(record.mark)
    answer = client.get("/en/search/?q=sud+elevasion")
    text = answer.content.decode()
    assert "Nothing for “elevasion”. Here is “elevation”." in text
    assert answer.context["corrected"] == {"label": "sud elevation", "url": "/en/search/?q=sud+elevation"}
    assert answer.context["exactly"]["label"] == '"sud" "elevasion"'
