"""The home page counts and lights what the archive holds."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_each_family_is_counted_and_each_record_lights_a_window(client):
    series = factories.series()
    for title in ("Un", "Deux"):
        factories.record(title=title, under=series)
    factories.record("diagnostic_report", title="Trois", under=series)
    factories.record(title="Brouillon", under=series, live=False)
    answer = client.get("/fr/")
    counts = {family["key"]: family["count"] for family in answer.context["families"]}
    assert counts == {"historical_document": 2, "diagnostic_report": 1, "artistic_output": 0}
    text = answer.content.decode()
    assert "(CH-D-0002)" in text and "(CH-D-0003)" not in text


def test_a_text_page_is_named_in_the_footer_and_on_the_map_in_both_languages(client):
    page = factories.text()
    hidden = factories.text("Brouillon de page")
    hidden.unpublish()
    for address in ("/fr/", "/fr/plan-du-site/", "/en/", "/en/site-map/"):
        text = client.get(address).content.decode()
        assert "Mentions légales" in text and "Brouillon de page" not in text
    factories.publish_face(page, {"Mentions légales": "Legal notice"})
    assert "Mentions légales" not in client.get("/en/").content.decode()
    assert "Legal notice" in client.get("/en/site-map/").content.decode()


def test_a_text_page_without_english_says_so_and_its_words_say_their_language(client):
    page = factories.text()
    text = client.get(page.url_in("en")).content.decode()
    assert "its text is in French" in text
    assert '<div class="flow prose" lang="fr"><h2' in text


def test_links_of_a_text_lead_to_pages_in_the_language_of_the_reader(client):
    page = factories.text(body='<p><a href="/fr/ecrire/?for=other">Écrivez</a> : « la ville » [exemple]</p>')
    assert '<a href="/fr/ecrire/?for=other">Écrivez</a>\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}la' in (
        client.get(page.url).content.decode()
    )
    face = factories.publish_face(page)
    text = client.get(face.url).content.decode()
    assert 'href="/en/write/?for=other"' in text and 'href="/fr/ecrire/' not in text


def test_the_map_holds_the_tree_of_series(client):
    upper = factories.series("Construire")
    lower = factories.series("Chantier", parent=upper)
    factories.record(under=lower)
    tree = client.get("/fr/plan-du-site/").context["series"]
    assert [entry["title"].fr for entry in tree] == ["Construire"]
    assert tree[0]["count"] == 1
    assert [entry["title"].fr for entry in tree[0]["children"]] == ["Chantier"]


def test_a_link_shared_elsewhere_shows_the_page_and_no_closed_image(client):
    from archive.catalogue.closing import restrict
    from archive.catalogue.models import Restriction

    record = factories.record_with_canvas(title="Levage", scope_and_content="Une grue.")
    text = client.get(record.url).content.decode()
    assert '<meta property="og:title" content="Levage">' in text
    assert f'content="http://testserver/images/{record.mark}/1/240.webp"' in text
    restrict(record, Restriction(record=record, state="notice", reason="privacy"))
    text = client.get(record.url).content.decode()
    assert "/images/" not in text and "img/card.png" in text
