"""Terms are found in whatever form a text gives them."""

import time

import pytest

from archive.translation.bare import bare
from archive.translation.difference import difference
from archive.translation.lexicon import EMPTY, Lexicon, Term, occurrences

TERMS = [
    Term("acrotère", "parapet upstand"),
    Term("cité", "estate"),
    Term("cité minière", "mining estate"),
    Term("panneau", "panel"),
    Term("vantail", "casement"),
    Term("procès-verbal", "minutes"),
    Term("garde-corps", "guard rail"),
    Term("ayant droit", "rights holder"),
    Term("côté", "side"),
    Term("béton préfabriqué", "precast concrete"),
    Term("Nord", "Nord"),
    Term("Maisons & Cités", keep=True),
    Term("blaq ARCHITECTURES", keep=True),
    Term("J. P. Dupont", keep=True),
    Term("sans anglais"),
]
LEXICON = Lexicon(TERMS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("l’acrotère, d'acrotères", ["acrotère", "acrotères"]),
        ("L’ACROTÈRE", ["ACROTÈRE"]),
        ("un acrotere", ["acrotere"]),
        ("des panneaux", ["panneaux"]),
        ("les vantaux et le vantail", ["vantaux", "vantail"]),
        ("Procès-verbaux", ["Procès-verbaux"]),
        ("les cités minières", ["cités minières"]),
        ("la cité, minière", ["cité"]),
        ("une cité. Minière", ["cité"]),
        ("les ayants droit", ["ayants droit"]),
        ("garde\u2011corps", ["garde\u2011corps"]),
        ("la cote du plan, la côte", []),
        ("au nord, dans le Nord", ["Nord"]),
        ("Maisons\u00a0& Cités", ["Maisons\u00a0& Cités"]),
        ("maisons & cités", ["cités"]),
        ("blaq ARCHITECTURES, blaq architectures", ["blaq ARCHITECTURES"]),
        ("de J. P. Dupont", ["J. P. Dupont"]),
        ("en béton préfabriqué, bétons préfabriquées", ["béton préfabriqué", "bétons préfabriquées"]),
        ("sans anglais", []),
        ("", []),
    ],
)
def test_a_term_is_found_in_any_form(text, found):
    assert [text[spot.start : spot.end] for spot in LEXICON.terms_in(text)] == found


def test_the_place_in_rich_text_is_that_of_what_was_typed():
    text = "Pour <b>Maisons &amp; Cités</b>"
    (spot,) = LEXICON.terms_in(text, rich=True)
    assert text[spot.start : spot.end] == "Maisons &amp; Cités"
    assert spot.said == "Maisons & Cités"


def test_the_first_of_two_terms_of_the_same_words_is_the_one():
    lexicon = Lexicon([Term("allège", "spandrel"), Term("allège", "breast", origin="vocabulary")])
    assert [spot.said for spot in lexicon.terms_in("les allèges")] == ["spandrel"]


def test_a_lexicon_turned_reads_english():
    turned = LEXICON.turned()
    assert [spot.said for spot in turned.terms_in("Panels of a mining estate")] == ["panneau", "cité minière"]
    assert EMPTY.terms_in("un mur") == []


@pytest.mark.parametrize(
    ("words", "text", "times"),
    [("crack", "Cracks, cracking; cracked", 3), ("precast panel", "precast panels", 1), ("coron", "corona", 0), ("", "x", 0)],
)  # fmt: skip
def test_a_word_is_recognised_in_all_its_forms(words, text, times):
    assert len(list(occurrences(words, text, "en"))) == times


def test_two_thousand_terms_cost_no_time():
    lexicon = Lexicon([*TERMS, *(Term(f"ouvrage numéro {n}", f"part {n}") for n in range(2000))])
    text = "Les panneaux de la cité minière, ouvrage numéro 7, et l’acrotère. " * 60
    lexicon.terms_in(text)
    began = time.process_time()
    assert len(lexicon.terms_in(text)) == 240
    assert time.process_time() - began < 0.25


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("le mur nord", "le mur sud", ["le mur ", "-nord", "+sud"]),
        ("un", "un", ["un"]),
        ("", "un", ["+un"]),
        ("un", "", ["-un"]),
        ("", "", []),
    ],
)
def test_a_difference_is_told_word_by_word(old, new, said):
    signs = {"same": "", "gone": "-", "new": "+"}
    assert [signs[part.kind] + part.text for part in difference(old, new)] == said


def test_both_texts_can_be_read_from_their_difference():
    old, new = "Le mur, fissuré en 1956 : à voir.", "Le grand mur fissuré, en 1958 ; vu."
    parts = difference(old, new)
    assert "".join(part.text for part in parts if part.kind != "new") == old
    assert "".join(part.text for part in parts if part.kind != "gone") == new


def test_a_bare_text_is_what_is_read():
    read = bare("a &lt;<b>b</b><br>c & d &nope;", rich=True)
    assert read.text == "a <b\nc & d &nope;"
    assert bare("a <b>", rich=False).text == "a <b>"
