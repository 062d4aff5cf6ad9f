"""The terms of the house, and where they stand in a text: inflected, elided, with or without accents.

Pure: archive/translation/glossary.py reads them from the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import Literal

import Stemmer

from archive.core.words import plain

from .bare import Language, bare

Origin = Literal["glossary", "vocabulary", "agent"]

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s’'‐‑&/-]{1,3}")
_GAP_OF_INITIALS = re.compile(r"[\s’'‐‑&/.-]{1,3}")
_AIL = {f"{stem}ail" for stem in ("b", "cor", "ém", "soupir", "trav", "vant", "vitr")}
_STEMMERS = {"en": Stemmer.Stemmer("english", 0), "fr": Stemmer.Stemmer("french", 0)}
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Term:
    """`others`: further words that are right; `avoid`: words that are wrong. `keep`: never translated."""

    french: str
    english: str = ""
    others: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    note: str = ""
    keep: bool = False
    origin: Origin = "glossary"

    def words(self, language: Language) -> str:
        return self.french if self.keep or language == "fr" else self.english

    def right(self, language: Language) -> tuple[str, ...]:
        """All the words by which it may be said, the best first."""
        return (self.words(language), *(self.others if language == "en" else ()))


@dataclass(frozen=True, slots=True)
class Spot:
    start: int
    end: int
    term: Term
    said: str  # the words for it in the other language


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    return [Word(found[0], *found.span()) for found in _WORD.finditer(text)]


@lru_cache(maxsize=1 << 15)
def singular(word: str, language: Language) -> str:
    """In small letters, and in the form that all its inflected forms share."""
    word = word.casefold()
    if len(word) < 4 or not word.isalpha():
        return word
    if language == "en":
        return _english_singular(word)
    if word.endswith(("eaux", "eux", "oux")):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    word = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    if word in _AIL:
        return word[:-3] + "al"
    return word[:-1] if word.endswith("ée") else word


def _english_singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=1 << 15)
def root(word: str, language: Language) -> str:
    """What a word shares with its kin: crack, cracks, cracked."""
    with _ONE_AT_A_TIME:
        return str(_STEMMERS[language].stemWord(plain(word)))


@lru_cache(maxsize=1 << 13)
def _roots(text: str, language: Language) -> tuple[str, ...]:
    return tuple(root(word.text, language) for word in words_of(text))


def occurrences(words: str, text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Where the words are said in the text, in whatever form."""
    wanted, roots = _roots(words, language), _roots(text, language)
    found = [
        n for n in range(len(roots) - len(wanted) + 1) if wanted and roots[n : n + len(wanted)] == wanted
    ]
    there = words_of(text) if found else []
    for n in found:
        yield there[n].start, there[n + len(wanted) - 1].end


class Lexicon:
    """reads: the language of the texts in which terms are looked for."""

    def __init__(self, terms: Iterable[Term], reads: Language = "fr") -> None:
        self.reads: Language = reads
        self.says: Language = "en" if reads == "fr" else "fr"
        self.terms = tuple(term for term in terms if term.words(reads) and term.words(self.says))
        self._by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        taken: set[tuple[tuple[str, ...], bool]] = set()
        for term in self.terms:  # the first of two with the same words is the one
            for form in self._forms(term):
                keys = self._keys(words_of(form))
                if keys and (keys, form[0].isupper()) not in taken:
                    taken.add((keys, form[0].isupper()))
                    self._by_first.setdefault(keys[0], []).append((keys, term))

    def _forms(self, term: Term) -> tuple[str, ...]:
        return (term.words(self.reads),) if self.reads == "fr" else term.right("en")

    @cached_property
    def english_words(self) -> frozenset[str]:
        """Every word of an English term, in small letters."""
        said = (words for term in self.terms for words in term.right("en"))
        return frozenset(word.text.casefold() for words in said for word in words_of(words))

    def turned(self) -> Lexicon:
        """The same terms, for texts in the other language."""
        return Lexicon(self.terms, self.says)

    def terms_in(self, text: str, rich: bool = False) -> list[Spot]:
        """In the order of the text; where two overlap, the longer."""
        read = bare(text, rich)
        there = words_of(read.text)
        keys = self._keys(there)
        found = []
        for n, key in enumerate(keys):
            for wanted, term in self._by_first.get(key, ()):
                if keys[n : n + len(wanted)] == wanted and self._is(
                    term, there[n : n + len(wanted)], read.text
                ):
                    found.append((there[n].start, there[n + len(wanted) - 1].end, term))
        free = [True] * len(read.text)
        spots = []
        for start, end, term in sorted(found, key=lambda spot: (spot[0] - spot[1], spot[0])):
            if all(free[start:end]):
                free[start:end] = [False] * (end - start)
                spots.append(Spot(*read.span(start, end), term, term.words(self.says)))
        return sorted(spots, key=lambda spot: spot.start)

    def _is(self, term: Term, there: list[Word], text: str) -> bool:
        """Names are written with their capitals, an accent that is written counts, and no sentence ends
        within a term."""
        gaps = [text[one.end : other.start] for one, other in zip(there, there[1:], strict=False)]
        for form in self._forms(term):
            gap = _GAP_OF_INITIALS if "." in form else _GAP
            words = words_of(form)
            if (
                len(words) == len(there)
                and all(map(gap.fullmatch, gaps))
                and all(map(self._same, words, there))
            ):
                return True
        return False

    def _same(self, wanted: Word, there: Word) -> bool:
        """A name has its capitals, and no plural."""
        name = wanted.text[0].isupper()
        if name and not there.text[0].isupper():
            return False
        if len(wanted.text) > 1 and wanted.text.isupper() and not there.text.isupper():
            return False
        form = str.casefold if name else self._singular
        bare = len(there.text) > 4 or there.text.isupper()  # a cote is no côté
        return form(there.text) == form(wanted.text) or (
            bare and form(there.text) == form(plain(wanted.text))
        )

    def _singular(self, word: str) -> str:
        return singular(word, self.reads)

    def _keys(self, words: Iterable[Word]) -> tuple[str, ...]:
        return tuple(plain(self._singular(word.text)) for word in words)


EMPTY = Lexicon(())
