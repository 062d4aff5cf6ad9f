"""SKOS in and out."""

import json

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from archive.vocabularies import shipping
from archive.vocabularies.merging import merge
from archive.vocabularies.models import Concept, ConceptMatch, ConceptScheme, FormerConcept, ShippedConcept
from archive.vocabularies.skos import FORMATS, format_of
from archive.vocabularies.skos.parsing import Unreadable, parse
from archive.vocabularies.skos.reading import read
from archive.vocabularies.skos.taking import take
from archive.vocabularies.skos.writing import graph_of, write
from tests import factories

pytestmark = pytest.mark.django_db

TURTLE, XML, JSON = FORMATS
BASE = "http://localhost:8000/id/concept/"


def bring(text, kind=TURTLE, untagged="fr", **options):
    content = text if isinstance(text, bytes) else text.encode()
    return take(read(parse(content, kind), untagged), **options)


def turtle(body):
    return f"@prefix skos: <{SKOS}> . @prefix : <http://example.org/v/> .\n{body}"


def everything():
    return graph_of(ConceptScheme.objects.all())


def same(one, other):
    """Isomorphic: no node of ours is blank."""
    one, other = set(one), set(other)
    assert (one - other, other - one) == (set(), set())


def empty():
    for concept in Concept.objects.order_by("-pk"):
        concept.related.clear()
        concept.also_under.clear()
    Concept.objects.update(broader=None)
    Concept.objects.all().delete()
    ConceptScheme.objects.all().delete()


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_what_ships_goes_out_and_comes_back_as_it_was(kind):
    shipping.load()
    roles = Concept.objects.in_scheme("roles")
    merge(roles.get(slug="co-funder"), into=roles.get(slug="funder"))
    before = everything()
    sent = write(before, kind)
    ShippedConcept.objects.all().delete()
    empty()
    report = bring(sent, kind)
    same(everything(), before)
    assert not report.losses.languages and not report.losses.properties and not report.losses.remarks
    assert not report.losses.kinds
    again = bring(sent, kind)
    assert (again.made, again.changed) == ([], []) and again.same == Concept.objects.count()


NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp", "Cf"]), min_size=1, max_size=12
).filter(lambda text: text.strip() == text)
NOTES = st.text(st.sampled_from("aé «»&<>\"'\\\n\t😀\r"), max_size=20)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), kind=st.sampled_from(FORMATS))
def test_any_vocabulary_goes_out_and_comes_back_as_it_was(data, kind):
    empty()
    scheme = factories.scheme("un", description_en=data.draw(NOTES).strip())
    names = data.draw(st.lists(NAMES, min_size=1, max_size=5, unique_by=lambda text: text.casefold()))
    made = []
    for number, name in enumerate(names):
        above = data.draw(st.sampled_from([None, *made]))
        concept = Concept(scheme=scheme, slug=f"c{number}", broader=above, sort_order=number)
        setattr(concept, data.draw(st.sampled_from(["label_fr", "label_en"])), name)
        concept.note_fr, concept.note_en = data.draw(NOTES), data.draw(NOTES)
        concept.notation = data.draw(st.sampled_from(["", "UC 0", "«1»"]))
        try:
            concept.full_clean()
        except Exception:  # two names that fold into one
            continue
        concept.save()
        besides = data.draw(st.lists(st.sampled_from(made), max_size=2, unique=True)) if made else []
        concept.also_under.set([one for one in besides if above is not None and one != above])
        made.append(concept)
        ConceptMatch.objects.create(concept=concept, uri=f"http://example.org/?a={number}&b=é#x")
    if len(made) > 2 and made[0] not in made[2].line():
        made[2].related.add(made[0])
    before = everything()
    sent = write(before, kind)
    empty()
    bring(sent, kind)
    same(everything(), before)


def test_a_vocabulary_of_others_keeps_its_addresses_as_matches():
    report = bring(
        turtle(
            """:s a skos:ConceptScheme ; skos:prefLabel "Decay"@en .
            :c1 a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Spalling"@en-GB, "Épaufrure"@fr ;
                skos:altLabel "Spall"@en ; skos:narrower :c2 ; skos:definition "A chip."@en .
            :c2 a skos:Concept ; skos:topConceptOf :s ; skos:prefLabel "Flaking"@en ; skos:related :c1 ."""
        )
    )
    assert len(report.made) == 2 and report.schemes == ["Decay"]
    spalling = Concept.objects.get(label_fr="Épaufrure")
    assert spalling.slug == "c1" and spalling.note_en == "A chip." and spalling.label_en == "Spalling"
    assert [match.uri for match in spalling.matches.all()] == ["http://example.org/v/c1"]
    flaking = Concept.objects.get(label_en="Flaking")
    assert flaking.broader == spalling and not flaking.related.exists()
    assert set(report.losses.remarks) == {"definitions", "related"}
    assert bring(turtle(':c1 a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Spalls"@en .')).changed
    assert Concept.objects.get(pk=spalling.pk).label_fr == "Épaufrure"


def test_what_is_not_kept_is_listed():
    report = bring(
        turtle(
            """:c a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Mur"@fr, "Paroi"@fr, "Mauer"@de, "Mauer"@de-at ;
                skos:historyNote "1970"@fr ; skos:changeNote "x" ; skos:notation "1", "2" ;
                skos:broader :a, :b ; skos:example "y"@pl .
            :a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "A"@fr .
            :b a skos:Concept ; skos:inScheme :s, :t ; skos:prefLabel "B"@fr .
            :d a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Tür"@de .
            :coll a skos:Collection ; skos:member :a ."""
        )
    )
    losses = report.losses
    assert losses.languages == {"de": 2, "de-at": 1, "pl": 1}
    assert losses.properties == {str(SKOS.historyNote): 1, str(SKOS.changeNote): 1}
    assert losses.kinds == {str(SKOS.Collection): 1}
    assert {code: len(about) for code, about in losses.remarks.items()} == {
        "names": 1,
        "notations": 1,
        "schemes": 1,
        "nameless": 1,
    }
    assert not ConceptScheme.objects.filter(source__endswith="/t").exists()  # only ever a second one
    wall = Concept.objects.get(label_fr="Mur")
    assert [row.text for row in wall.labels.all()] == ["Paroi"] and wall.broader.label_fr == "A"
    assert [row.label_fr for row in wall.also_under.all()] == ["B"]


def test_a_name_of_signs_alone_is_no_other_s():
    bring(
        turtle(""":a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Mur"@fr .
        :b a skos:Concept ; skos:inScheme :s ; skos:prefLabel "´"@en .""")
    )
    assert Concept.objects.get(slug="b").label_en == "´"


def test_several_broader_concepts_are_kept_and_the_tree_stays_as_it_was():
    body = turtle(
        """:a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Bâtiment"@fr ; skos:narrower :c .
        :b a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Matériau"@fr .
        :c a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Panneau"@fr ; skos:broader :b ."""
    )
    bring(body)
    panel = Concept.objects.get(label_fr="Panneau")
    assert (str(panel.broader), [str(one) for one in panel.also_under.all()]) == ("Bâtiment", ["Matériau"])
    panel.broader = Concept.objects.get(label_fr="Matériau")  # an editor sees it otherwise
    panel.save()
    panel.also_under.set([Concept.objects.get(label_fr="Bâtiment")])
    report = bring(body)
    panel = Concept.objects.get(label_fr="Panneau")
    assert report.same == 3 and str(panel.broader) == "Matériau"
    lost = ':c a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Panneau"@fr ; skos:related :x, :b .'
    assert set(bring(turtle(lost)).losses.remarks) == {"outside", "related"}
    circle = ':a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Bâtiment"@fr ; skos:broader :c .'
    assert set(bring(turtle(circle)).losses.remarks) == {"circles"}
    assert not Concept.objects.get(label_fr="Bâtiment").line()


def test_labels_without_a_language_are_in_the_one_that_is_told():
    body = turtle(':c a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Wall" .')
    bring(body, untagged="en")
    assert Concept.objects.get().label_en == "Wall" and Concept.objects.get().label_fr == ""


def test_circles_and_names_given_twice_are_undone_and_listed():
    report = bring(
        turtle(
            """:a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "A"@fr ; skos:broader :b ; skos:altLabel "A"@fr .
            :b a skos:Concept ; skos:inScheme :s ; skos:prefLabel "B"@fr ; skos:broader :a .
            :c a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Cote"@fr ; skos:broader :a .
            :d a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Côte"@fr ; skos:broader :b ."""
        )
    )
    assert {code: len(about) for code, about in report.losses.remarks.items()} == {
        "circles": 1,
        "homonyms": 1,
        "twice": 1,
    }
    for concept in Concept.objects.all():
        concept.full_clean()
    assert set(Concept.objects.values_list("label_fr", flat=True)) == {"A", "B", "Cote", "Côte (B)"}


def test_a_second_look_at_a_vocabulary_of_ours_finds_concepts_by_address_and_by_name():
    wall = factories.concept("Mur", of="element-kinds", label_en="Wall", note_fr="Porte.")
    scheme = wall.scheme
    body = turtle(
        f"""<{BASE}element-kinds/mur> a skos:Concept ; skos:prefLabel "Mur porteur"@fr ; skos:inScheme :s .
        :roof a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Roof"@en .
        :w a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Toit"@fr ."""
    )
    factories.concept("Toit", of="element-kinds")
    report = bring(body, into=scheme)
    wall.refresh_from_db()
    assert (wall.label_fr, wall.label_en, wall.note_fr) == ("Mur porteur", "Wall", "Porte.")
    assert report.made == ["Roof"] and len(report.losses.remarks["same_name"]) == 1
    assert ConceptScheme.objects.count() == 1


def test_names_may_go_from_one_concept_to_another():
    one, two = factories.concept("Un", of="decay"), factories.concept("Deux", of="decay")
    bring(
        turtle(
            f"""<{BASE}decay> a skos:ConceptScheme .
            <{BASE}decay/un> a skos:Concept ; skos:inScheme <{BASE}decay> ; skos:prefLabel "Deux"@fr .
            <{BASE}decay/deux> a skos:Concept ; skos:inScheme <{BASE}decay> ; skos:prefLabel "Un"@fr ."""
        )
    )
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.label_fr, two.label_fr) == ("Deux", "Un")


def test_a_look_beforehand_changes_nothing():
    report = bring(turtle(':c a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Mur"@fr .'), dry_run=True)
    assert report.made == ["Mur"]
    assert not Concept.objects.exists() and not ConceptScheme.objects.exists()


def test_former_addresses_come_back_and_lead_to_what_replaced_them():
    old, kept = factories.concept("Ancien", of="decay"), factories.concept("Gardé", of="decay")
    before = write(everything(), TURTLE)
    merge(old, into=kept)
    bring(before)
    assert not Concept.objects.filter(slug="ancien").exists()
    assert FormerConcept.objects.get().concept == kept


def test_labels_of_skos_xl_are_read():
    bring(
        turtle(
            """@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
            :c a skos:Concept ; skos:inScheme :s ; xl:prefLabel [ a xl:Label ; xl:literalForm "Mur"@fr ] ."""
        )
    )
    assert Concept.objects.get().label_fr == "Mur"


BOMB = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><r>&b;</r>"""
MANY = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "{}">]><r>{}</r>'.format("x" * 199, "&a;" * 50_000)
FILE = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>"""
DTD = """<?xml version="1.0"?><!DOCTYPE r SYSTEM "http://example.org/a.dtd"><r/>"""
CONTEXT = json.dumps({"@context": "http://example.org/context", "@id": "x"})
CONTEXTS = json.dumps({"@graph": [{"@context": ["http://example.org/context", {}]}]})
IMPORT = json.dumps({"@context": {"@import": "http://example.org/context"}})
DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, XML) for text in (BOMB, MANY, FILE, DTD, "<r", "", "{}")),
        *((text, JSON) for text in (CONTEXT, CONTEXTS, IMPORT, DEEP, "{", "", "[1")),
        *((text, TURTLE) for text in ("<", "a b", ":c a skos:Concept .", "\0", "(" * 50_000)),
        *(("", kind) for kind in FORMATS),
    ],
)
def test_a_file_that_reaches_out_or_cannot_be_read_is_refused_with_a_sentence(text, kind, monkeypatch):
    def fetched(*args, **kwargs):
        raise AssertionError("something was fetched")

    monkeypatch.setattr("urllib.request.urlopen", fetched)
    monkeypatch.setattr("socket.socket.connect", fetched)
    with pytest.raises(Unreadable) as refused:
        bring(text, kind)
    assert len(str(refused.value)) > 10 and "passwd" not in str(refused.value)


def test_a_file_that_is_too_large_is_refused(settings):
    settings.ARCHIVE_MAX_VOCABULARY_MB = 1
    with pytest.raises(Unreadable, match="1"):
        bring(b" " * 1_000_001)


@pytest.mark.parametrize(
    ("content", "kind", "told"),
    [
        (b"ex:a a skos:Concept .\nceci n'est pas {{{ <", TURTLE, "ligne"),
        (b"<rdf:RDF>", XML, "ligne 1"),
        (b"{", JSON, "ligne 1"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_the_words_of_the_reader(content, kind, told):
    with override("fr"), pytest.raises(Unreadable) as refused:
        parse(content, kind)
    said = str(refused.value)
    assert told in said and "syntax" not in said.lower() and "b'" not in said


def test_entities_that_are_short_words_are_read():
    text = f"""<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY skos "{SKOS}">]>
    <rdf:RDF xmlns:rdf="{RDF}" xmlns:skos="&skos;"><skos:Concept rdf:about="http://example.org/c">
    <skos:prefLabel xml:lang="fr">Mur</skos:prefLabel></skos:Concept></rdf:RDF>"""
    assert bring(text, XML, into=factories.scheme("decay")).made == ["Mur"]


def test_a_concept_alone_brings_the_name_of_its_vocabulary():
    wall = factories.concept("Mur", of="decay")
    factories.concept("Toit", of="decay")
    graph = graph_of([wall.scheme], only=wall)
    assert Literal("Mur", lang="fr") in graph.objects(URIRef(f"{BASE}decay/mur"))
    assert not list(graph.objects(URIRef(f"{BASE}decay/toit")))


@pytest.mark.parametrize(
    ("name", "kind"), [("a.TTL", TURTLE), ("a.rdf", XML), ("b.xml", XML), ("c.json", JSON), ("d.csv", None)]
)
def test_a_format_is_known_by_the_name_of_the_file(name, kind):
    assert format_of(name) == kind


def test_a_large_vocabulary_is_read_with_few_questions(django_assert_max_num_queries):
    graph = Graph()
    scheme = URIRef("http://example.org/s")
    for number in range(300):
        node = URIRef(f"http://example.org/{number}")
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.inScheme, scheme))
        graph.add((node, SKOS.prefLabel, Literal(f"Concept {number}", lang="fr")))
        if number:
            graph.add((node, SKOS.broader, URIRef(f"http://example.org/{number // 2}")))
    with django_assert_max_num_queries(40):
        take(read(graph))
    assert Concept.objects.count() == 300
