"""The terms that are known, read from the glossary, the vocabularies and the authorities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from threading import Lock
from typing import Any

from archive.authorities.models import Agent
from archive.core.kept import archive_state
from archive.vocabularies.models import Concept, ConceptLabel

from .lexicon import EMPTY, Lexicon, Term
from .models import GlossaryTerm

PLACES = "places"  # the vocabulary whose labels are names
Rows = tuple[list[Any], ...]


class _Shelf:
    """The lexicon of what the database held when it was last asked: made anew only when a word differs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: Hashable = None
        self._rows: Rows = ()
        self._lexicon = EMPTY

    def lexicon(self) -> Lexicon:
        state = archive_state()
        with self._lock:
            if state is None or state != self._state:
                rows = _rows()
                if rows != self._rows:
                    self._rows, self._lexicon = rows, Lexicon(_terms(rows))
                self._state = state
            return self._lexicon


_shelf = _Shelf()


def lexicon() -> Lexicon:
    """Of French texts; `.turned()` reads English ones. Asked once for all the texts of a page."""
    return _shelf.lexicon()


def _rows() -> Rows:
    of_glossary = ("french", "english", "others", "avoid", "note", "keep")
    concepts = Concept.objects.exclude(label_fr="").exclude(label_en="")
    labels = ConceptLabel.objects.filter(language="en", concept__in=concepts)
    return (
        list(GlossaryTerm.objects.order_by("pk").values_list(*of_glossary)),
        list(concepts.order_by("pk").values_list("pk", "label_fr", "label_en", "note_fr", "scheme__key")),
        list(labels.order_by("pk").values_list("concept", "text")),
        list(Agent.objects.standing().order_by("pk").values_list("name_fr", "name_en")),
    )


def _terms(rows: Rows) -> Iterator[Term]:
    """The glossary has the first word, then who is who."""
    glossary, concepts, labels, agents = rows
    for french, english, others, avoid, note, keep in glossary:
        yield GlossaryTerm(
            french=french, english=english, others=others, avoid=avoid, note=note, keep=keep
        ).term()
    for french, english in agents:
        same = english in ("", french)
        yield Term(french, "" if same else english, keep=same, origin="agent")
    more = defaultdict(list)
    for concept, text in labels:
        more[concept].append(text)
    of_word: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for pk, french, english, note, scheme in concepts:
        if scheme != PLACES:
            french, english = _in_a_sentence(french), _in_a_sentence(english)
        of_word[french].append((pk, english, note))
    for french, standing in of_word.items():
        (_pk, english, note), *rest = standing
        others = [text for pk, *_words in standing for text in more[pk]] + [word for _pk, word, _note in rest]
        yield Term(french, english, tuple(dict.fromkeys(others)), note=note, origin="vocabulary")


def _in_a_sentence(label: str) -> str:
    """A capital that only begins a label makes no name of it."""
    return label[:1].lower() + label[1:] if label[1:].islower() else label
