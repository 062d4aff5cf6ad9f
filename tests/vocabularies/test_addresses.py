"""Addresses of concepts, for readers and for programs."""

import pytest
from django.core.management import CommandError, call_command
from rdflib import SKOS, Graph, Literal, URIRef

from archive.vocabularies.merging import merge
from archive.vocabularies.models import Concept
from tests import factories

pytestmark = pytest.mark.django_db
WALL = "/id/concept/element-kinds/mur"


@pytest.fixture
def wall():
    return factories.concept("Mur", of="element-kinds", label_en="Wall", note_fr="Porte.")


@pytest.mark.parametrize(
    ("accept", "language", "where"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "fr", "/fr/vocabulaires/element-kinds/mur/"),
        ("text/html", "en-GB,en", "/en/vocabularies/element-kinds/mur/"),
        ("*/*", "de", "/fr/vocabulaires/element-kinds/mur/"),
        ("text/turtle", "fr", f"{WALL}.ttl"),
        ("text/html;q=0.5,application/rdf+xml", "fr", f"{WALL}.rdf"),
        ("application/ld+json", "en", f"{WALL}.jsonld"),
        ("image/png", "en", "/en/vocabularies/element-kinds/mur/"),
    ],
)
def test_one_address_leads_to_what_is_asked_for(wall, client, accept, language, where):
    answer = client.get(WALL, headers={"accept": accept, "accept-language": language})
    assert (answer.status_code, answer.headers["Location"]) == (303, where)
    assert {"Accept", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
    assert client.get(where).status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize(("extension", "parser"), [("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")])
@pytest.mark.parametrize("address", [WALL, "/id/concept/element-kinds"])
def test_programs_are_given_skos(wall, client, address, extension, parser):
    answer = client.get(f"{address}.{extension}")
    graph = Graph().parse(data=answer.content, format=parser)
    node = URIRef(f"http://localhost:8000{WALL}")
    assert set(graph.objects(node, SKOS.prefLabel)) == {Literal("Mur", lang="fr"), Literal("Wall", lang="en")}


def test_the_address_of_a_merged_concept_leads_to_the_one_kept(wall, client):
    kept = factories.concept("Paroi", of="element-kinds")
    merge(wall, into=kept)
    for old, new in (
        (WALL, "/id/concept/element-kinds/paroi"),
        (f"{WALL}.ttl", "/id/concept/element-kinds/paroi.ttl"),
        ("/en/vocabularies/element-kinds/mur/", "/en/vocabularies/element-kinds/paroi/"),
    ):
        answer = client.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, new)


@pytest.mark.parametrize(
    "address", ["/id/concept/nothing", f"{WALL}x", f"{WALL}x.ttl", f"{WALL}.pdf", "/id/concept/x.ttl"]
)
def test_what_is_not_there_is_not_found(wall, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_names_its_counterpart_and_says_what_language_each_word_is_in(wall, client, language):
    factories.concept("Toit", of="element-kinds", broader=wall)
    where = {"fr": "/fr/vocabulaires/element-kinds/", "en": "/en/vocabularies/element-kinds/"}
    html = client.get(f"{where[language]}toit/").content.decode()
    for code, path in where.items():
        assert f'hreflang="{code}" href="http://testserver{path}toit/"' in html
    assert ('<h1 lang="fr">Toit</h1>' in html) == (language == "en")
    assert "http://localhost" not in html.replace('href="http://localhost', "")
    assert client.get("/sitemap.xml").content.decode().count("element-kinds/toit/</loc>") == 2


def test_pages_of_vocabularies_stand_when_there_is_none(client):
    assert client.get("/fr/vocabulaires/").status_code == 200
    assert client.get("/fr/vocabulaires/subjects/").status_code == 404
    factories.scheme("subjects")
    assert client.get("/fr/vocabulaires/subjects/").status_code == 200


def test_a_vocabulary_goes_out_and_comes_in_by_command(wall, tmp_path, capsys):
    call_command("export_vocabulary", "element-kinds", "--format", "rdf")
    file = tmp_path / "elements.rdf"
    file.write_text(capsys.readouterr().out.replace("Mur<", "Muraille<"))
    call_command("import_vocabulary", file, "--dry-run")
    assert "Nothing was changed" in capsys.readouterr().out
    assert Concept.objects.get().label_fr == "Mur"
    call_command("import_vocabulary", file)
    assert Concept.objects.get().label_fr == "Muraille"
    for wrong in (tmp_path / "a.pdf", tmp_path / "nothing.ttl"):
        with pytest.raises(CommandError):
            call_command("import_vocabulary", wrong)
    with pytest.raises(CommandError):
        call_command("export_vocabulary", "nothing")
