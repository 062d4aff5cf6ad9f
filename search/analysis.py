"""From text to the words that are indexed: one analysis for passages, queries and highlighting.

Letters are folded first (compatibility forms, accents, ligatures, case) and stemmed afterwards, so a
word typed without accents meets the same stem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from search.french import PROTECTED
from search.french import stem as french_stem

VERSION = 1  # raise it when the same text gives other terms: indexes made before are then rebuilt

LONGEST_WORD = 64
CUT = 6  # letters kept in c6: the best single answer to misread endings

_APOSTROPHES = "'’‘ʼ`´′＇"
_LETTERS = {
    **dict(zip("łøđðıħŧ", "loddiht", strict=True)),
    **{"œ": "oe", "æ": "ae", "ß": "ss", "þ": "th"},
}
_SIGNS = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    "№": "n ",
    "º": " ",  # "nº 9" and "n° 9" are one
    "\ufffe": "",  # what PDF readers leave of a hyphen at the end of a line
    "\uffff": "",
}


class _Folding(dict[int, str]):
    """Table for `str.translate`, filled as characters are met; remembers those that change length."""

    uneven: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.uneven = set()

    def __missing__(self, code: int) -> str:
        folded = _fold(code)
        self[code] = folded
        if len(folded) != 1:
            self.uneven.add(chr(code))
        return folded


def _fold(code: int) -> str:
    character = chr(code)
    if character in _SIGNS:
        return _SIGNS[character]
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs"}:  # controls, soft hyphens and joiners, lone surrogates
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).lower())
    letters = "".join(
        _LETTERS.get(part, part) for part in plain if not unicodedata.category(part).startswith("M")
    )
    if not letters:
        return ""
    return letters if len(letters) == 1 or any(part.isalnum() for part in letters) else " "


_FOLDING = _Folding()

_BEFORE_VOWELS = "c d j l m n s t qu jusqu lorsqu puisqu quoiqu presqu quelqu"
_ELIDED = frozenset(_BEFORE_VOWELS.split())
_WORD = re.compile(r"[^\W_]+'?")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?")


class Token(NamedTuple):
    """A folded word and where it stands in the text as given."""

    word: str
    start: int
    end: int


class Terms(NamedTuple):
    """The three forms of a text, as words parted by single blanks."""

    light: str
    word: str
    c6: str


def normalise(text: str) -> str:
    """Fold letters and signs; the result may be longer or shorter than the text."""
    return text.translate(_FOLDING)


def tokens(text: str) -> Iterator[Token]:
    """Words of a text: elision stripped, split at hyphens and signs, dotted acronyms as one word."""
    folded = text.translate(_FOLDING)
    if _FOLDING.uneven.isdisjoint(text):
        for word, start, end in _words(folded):
            yield Token(word, start, end)
        return
    origin = _origins(text)
    for word, start, end in _words(folded):
        yield Token(word, origin[start], _after(text, origin[end - 1] + 1))


def _words(folded: str) -> Iterator[tuple[str, int, int]]:
    """Words of a folded text, with their positions in it."""
    done = 0
    for match in _WORD.finditer(folded):
        start, end = match.span()
        if start < done:
            continue
        word = match[0]
        if word[-1] == "'":
            word, end = word[:-1], end - 1
            if word in _ELIDED and folded[end + 1 : end + 2].isalnum():
                continue
        elif end - start == 1 and folded[end : end + 1] == "." and (acronym := _ACRONYM.match(folded, start)):
            word, end = acronym[0].replace(".", ""), acronym.end()
            done = end
        yield word[:LONGEST_WORD], start, end


def _origins(text: str) -> list[int]:
    """For every folded character, the position in the text it comes from."""
    return [position for position, sign in enumerate(text) for _ in _FOLDING[ord(sign)]]


def _after(text: str, end: int) -> int:
    """Take accents written as characters of their own into the word before them."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


_ENGLISH = Stemmer.Stemmer("english", 0)


@lru_cache(maxsize=1 << 16)
def _english_stem(word: str) -> str:
    # Names stay what they are, and "chevalement" does not become "cheval" by way of English.
    protected = french_stem(word)
    return protected if protected in PROTECTED else str(_ENGLISH.stemWord(word))


def light(word: str, language: str) -> str:
    """Stem of a folded word. Words of unknown language count as French, the language of the archive."""
    code = language[:2].lower()
    if code in {"fr", ""}:
        return french_stem(word)
    return _english_stem(word) if code == "en" else word


@lru_cache(maxsize=1 << 16)
def stems(word: str) -> tuple[str, ...]:
    """Every light form a word may have in the index when its language is not known, without repeats."""
    return tuple(dict.fromkeys((french_stem(word), _english_stem(word), word)))


def terms(text: str, language: str) -> Terms:
    """The terms of a text for a tokenizer that splits at blanks."""
    words = [word for word, _, _ in _words(text.translate(_FOLDING))]
    return Terms(
        light=" ".join([light(word, language) for word in words]),
        word=" ".join(words),
        c6=" ".join([word[:CUT] for word in words]),
    )


_MARK = re.compile(r"[a-z]{1,8}(?:[ ./_-]?[a-z0-9]{1,6}){0,3}[ ./_-]?[0-9]{1,6}[a-z]?")
_CITED_MARK = re.compile(r"(?<![^\W_])[a-z]{1,8}(?:-[a-z0-9]{1,6}){0,3}-[0-9]{1,6}[a-z]?(?![^\W_])")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def squash(mark: str) -> str:
    """A mark without its signs: "CH-D-0003" and "ch d 0003" both give "chd0003"."""
    return "".join(sign for sign in normalise(mark) if sign.isalnum())


def without_zeros(squashed: str) -> str:
    """The same mark as readers shorten it: "chd0003" gives "chd3"."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", squashed)


def as_mark(text: str) -> str:
    """The squashed mark when the whole text looks like one, else nothing."""
    folded = normalise(text).translate(_HYPHENS).strip()
    return squash(folded) if len(folded) <= 40 and _MARK.fullmatch(folded) else ""


def cited_marks(text: str) -> Iterator[Token]:
    """Marks written out with hyphens inside a text, squashed."""
    folded = normalise(text).translate(_HYPHENS)
    origin = None if _FOLDING.uneven.isdisjoint(text) else _origins(text)
    for match in _CITED_MARK.finditer(folded):
        start, end = match.span()
        if origin is not None:
            start, end = origin[start], _after(text, origin[end - 1] + 1)
        yield Token(squash(match[0]), start, end)
