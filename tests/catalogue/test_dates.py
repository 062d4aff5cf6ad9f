"""Dates as people write them: understood or refused with a reason, and said again in both languages."""

import re
import time
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.catalogue.dates import NotUnderstood, explained, said, understand

HERE = Path(__file__).parent
LANGUAGES = ("fr", "en")


def table(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines if line and not line.startswith("# ")]


UNDERSTOOD = table("dates_understood.txt")
REFUSED = table("dates_refused.txt")


def again(written, text):
    back = understand(text)
    assert (back.edtf, back.inferred) == (written.edtf, written.inferred), text


def says_itself_again(written):
    """What is said, from the words or from the EDTF alone, is understood again as the same date."""
    for language in LANGUAGES:
        again(written, written.said(language))
        again(written, said(written.edtf, written.inferred, language))


def test_the_table_holds_what_people_write():
    assert len(UNDERSTOOD) >= 150 and len(REFUSED) >= 60
    assert len({row[0] for row in UNDERSTOOD}) == len(UNDERSTOOD)


@pytest.mark.parametrize("row", UNDERSTOOD, ids=lambda row: row[0])
def test_an_expression_is_understood_and_said_again_in_both_languages(row):
    words, edtf, earliest, latest, inferred, french, english = row
    written = understand(words)
    assert written.words == words
    assert written.edtf == edtf
    assert (str(written.earliest or "-"), str(written.latest or "-")) == (earliest, latest)
    assert ("i" if written.inferred else "-") == inferred
    assert (written.said("fr"), written.said("en")) == (french, english)
    says_itself_again(written)


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row[0])
def test_what_is_ambiguous_impossible_or_unknown_is_refused_with_its_reason(row):
    words, kind, *readings = row
    with pytest.raises(NotUnderstood) as refusal:
        understand(words)
    assert refusal.value.kind == kind
    assert " ".join(refusal.value.readings) == " ".join(readings)
    sentences = set()
    for language in LANGUAGES:
        with override(language):
            sentences.add(explained(refusal.value))
    assert len(sentences) == 2
    assert all("%(" not in sentence and sentence.endswith(".") for sentence in sentences)


def test_a_wrong_weekday_is_told_with_the_right_one_in_the_language_of_the_reader():
    with pytest.raises(NotUnderstood) as refusal:
        understand("mardi 31 mars 2025")
    with override("fr"):
        assert "lundi" in explained(refusal.value)
    with override("en"):
        assert "Monday" in explained(refusal.value)


def test_an_open_end_stays_open_and_an_unknown_one_is_not_invented():
    for words in ("avant 2012", "jusqu’en 1961", "?-1961", "/1961"):
        assert understand(words).earliest is None, words
        assert understand(words).latest is not None, words
    for words in ("depuis 2023", "après 1960", "1956-?", "1956/"):
        assert understand(words).latest is None, words
        assert understand(words).earliest is not None, words
    assert (understand("s.d.").earliest, understand("s.d.").latest) == (None, None)


def test_a_doubt_is_known_as_approximate_uncertain_or_both():
    doubts = {
        words: understand(words) for words in ("1956", "vers 1956", "1956 ?", "vers 1956 ?", "fin 1957")
    }
    assert {words: (one.approximate, one.uncertain) for words, one in doubts.items()} == {
        "1956": (False, False),
        "vers 1956": (True, False),
        "1956 ?": (False, True),
        "vers 1956 ?": (True, True),
        "fin 1957": (True, False),
    }


def test_words_know_in_which_languages_they_can_stand():
    languages = {
        "1956": {"fr", "en"},
        "vers 1956": {"fr"},
        "about 1956": {"en"},
        "1950s": {"en"},
        "31/03/2025": set(),
        "1957-03": set(),
        "XXe siècle": {"fr"},
        "20th century": {"en"},
        "12 May 1964 [sample]": {"en"},
        "octobre 1987 [exemple]": {"fr"},
        "circa 1956": {"fr", "en"},
    }
    assert {words: set(understand(words).reading.languages) for words in languages} == languages


def test_any_dash_apostrophe_space_or_capital_will_do():
    for dash in "-‐‑–—−":
        assert understand(f"mars{dash}juin 1957").edtf == "1957-03/1957-06", dash
    assert understand("jusqu'en 1961").edtf == understand("JUSQU’EN\N{NO-BREAK SPACE}1961").edtf == "../1961"
    assert understand("  fe\N{COMBINING ACUTE ACCENT}vrier   1957 ").edtf == "1957-02"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_the_guide_is_understood(language):
    text = (HERE.parents[1] / "docs" / "guide" / language / "archivist.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "`" in line]
    examples = [example for row in rows for example in re.findall("`([^`]+)`", row)]
    assert len(rows) > 10 and len(examples) > 30
    for example in examples:
        says_itself_again(understand(example))


PIECES = (
    *(
        "1956",
        "1957",
        "1950",
        "12",
        "31",
        "3",
        "56",
        "195X",
        "19XX",
        "2027-41",
        "[",
        "]",
        "(",
        ")",
        "?",
        "(?)",
        "~",
    ),
    *("-", "–", "/", "..", ",", ";", ".", "'", "et", "ou", "and", "or", "de", "à", "du", "au", "to", "from"),
    *(
        "vers",
        "c.",
        "ca",
        "environ",
        "avant",
        "après",
        "before",
        "after",
        "depuis",
        "jusqu'en",
        "until",
        "since",
    ),
    *("entre", "between", "mars", "avril", "May", "Dec.", "lundi", "Sunday", "printemps", "hiver", "summer"),
    *(
        "années",
        "1950s",
        "siècle",
        "century",
        "XXe",
        "20th",
        "1er",
        "2e",
        "premier",
        "second",
        "moitié",
        "half",
    ),
    *(
        "quart",
        "trimestre",
        "semestre",
        "début",
        "fin",
        "mi-",
        "early",
        "late",
        "of",
        "s.d.",
        "n.d.",
        "Q1",
        "le",
    ),
    *(
        "[1956]",
        "[exemple]",
        "dès",
        "à nos jours",
        "un jour de",
        "année inconnue",
        "the",
        "en",
        "probablement",
    ),
)


@settings(max_examples=150, deadline=None, database=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map(" ".join))
def test_whatever_is_understood_is_said_again_and_ends_after_it_begins(words):
    try:
        written = understand(words)
    except NotUnderstood:
        return
    assert not written.earliest or not written.latest or written.earliest <= written.latest
    assert isinstance(written.earliest or date.min, date)
    says_itself_again(written)


@settings(max_examples=150, deadline=None, database=None)
@given(st.one_of(st.text(max_size=250), st.text(alphabet="0123456789-/.,[]{}X?~% ", max_size=60)))
def test_no_text_in_the_world_does_more_than_be_refused_nor_takes_long(text):
    begun = time.process_time()
    try:
        written = understand(text)
    except NotUnderstood as refusal:
        assert explained(refusal)
    else:
        says_itself_again(written)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "text",
    [
        "12, " * 49,
        "1-" * 99,
        "1956, " * 33,
        "[" * 200,
        "de " * 66,
        "mars " * 40,
        "1 mars, " * 25,
        "vers " * 40,
    ],
)
def test_a_long_text_is_read_or_refused_at_once(text):
    begun = time.process_time()
    with pytest.raises(NotUnderstood):
        understand(text)
    assert time.process_time() - begun < 2
