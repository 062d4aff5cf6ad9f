"""Which words of a text answer a query: for snippets, for whole texts, and for boxes on an image."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import NamedTuple

from search.analysis import Token, cited_marks, stems, tokens, without_zeros
from search.query import Query

_LINE_END = re.compile(r"(?:[-‐¬][ \t]*|\u00ad|\ufffe)\r?\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text, in parts that are marked or not; joined, the parts are the text verbatim."""

    parts: tuple[tuple[str, bool], ...]
    cut_start: bool
    cut_end: bool

    @property
    def html(self) -> str:
        said = "".join(
            f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in self.parts
        )
        return f"{'… ' if self.cut_start else ''}{said}{' …' if self.cut_end else ''}"


class _Match(NamedTuple):
    start: int
    end: int
    sought: str  # the word of the query that it answers


class Highlighter:
    """Marks the words of one query, by the same analysis as the index.

    `corrections` are pairs (typed word, word of the index), as an engine's answer gives them. The
    language of a text is not asked: a word matches by its French stem, its English stem, or itself.
    """

    def __init__(self, query: Query, corrections: Iterable[tuple[str, str]] = ()) -> None:
        self._phrases = [[stems(word) for word in phrase] for phrase in query.phrases if len(phrase) > 1]
        self._mark = without_zeros(query.mark)
        self._sought: dict[str, str] = {}
        self._met: dict[str, bool] = {}
        self._answered: dict[str, str | None] = {}
        self._as_typed = {phrase[0] for phrase in query.phrases if len(phrase) == 1}
        for words in (query.words, *(phrase for phrase in query.phrases if len(phrase) > 1)):
            for word in Query(words=words).sought:
                self._seek(word, word)
        for typed, word in corrections:
            for token in tokens(word):
                self._seek(token.word, typed)

    def _seek(self, word: str, typed: str) -> None:
        for form in stems(word):
            self._sought.setdefault(form, typed)

    def _answers(self, word: str) -> str | None:
        """The word of the query that a folded word answers; each word is looked at once."""
        if word not in self._answered:
            if word in self._as_typed:
                self._answered[word] = word
            else:
                found = (self._sought[form] for form in stems(word) if form in self._sought)
                self._answered[word] = next(found, None)
        return self._answered[word]

    def matches(self, word: str) -> bool:
        """Whether one word of a page (with any signs on it) answers the query."""
        if word not in self._met:
            self._met[word] = any(self._answers(token.word) for token in tokens(word))
        return self._met[word]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where to mark, as character positions in order; spans neither overlap nor are empty."""
        return [(match.start, match.end) for match in _merged(self._matches(text))]

    def snippet(self, text: str, width: int = 220) -> Snippet:
        """The piece of about `width` characters that answers most words, cut between words."""
        matches = sorted(self._matches(text))
        start, end = _window(text, matches, max(width, 1))
        parts: list[tuple[str, bool]] = []
        here = start
        for match in _merged(matches):
            left, right = max(match.start, start), min(match.end, end)
            if left >= right:
                continue
            if left > here:
                parts.append((text[here:left], False))
            parts.append((text[left:right], True))
            here = right
        if here < end:
            parts.append((text[here:end], False))
        return Snippet(tuple(parts), bool(text[:start].strip()), bool(text[end:].strip()))

    def _matches(self, text: str) -> Iterator[_Match]:
        words = list(tokens(text))
        for token in words:
            sought = self._answers(token.word)
            if sought is not None:
                yield _Match(token.start, token.end, sought)
        yield from self._joined(text, words)
        yield from self._whole_phrases(words)
        if self._mark:
            for token in cited_marks(text):
                if without_zeros(token.word) == self._mark:
                    yield _Match(token.start, token.end, self._mark)

    def _joined(self, text: str, words: list[Token]) -> Iterator[_Match]:
        """Words cut in two by the end of a line."""
        if "\n" not in text:
            return
        for first, second in pairwise(words):
            if second.start - first.end < 8 and _LINE_END.fullmatch(text[first.end : second.start]):
                sought = self._answers(first.word + second.word)
                if sought is not None:
                    yield _Match(first.start, second.end, sought)

    def _whole_phrases(self, words: list[Token]) -> Iterator[_Match]:
        """Phrases from end to end, with the function words in them."""
        for phrase in self._phrases:
            for at in range(len(words) - len(phrase) + 1):
                found = words[at : at + len(phrase)]
                if all(
                    any(form in its for form in stems(token.word))
                    for token, its in zip(found, phrase, strict=True)
                ):
                    yield _Match(found[0].start, found[-1].end, "a phrase")


def _merged(matches: Iterable[_Match]) -> list[_Match]:
    merged: list[_Match] = []
    for match in sorted(matches):
        if merged and match.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = _Match(last.start, max(last.end, match.end), last.sought)
        else:
            merged.append(match)
    return merged


def _window(text: str, matches: list[_Match], width: int) -> tuple[int, int]:
    """Bounds of the best piece: most different words, then most words, then the earliest."""
    if len(text) <= width:
        return 0, len(text)
    best: tuple[int, int, int] = (0, 0, 0)
    bounds = (0, 0)
    last = 0
    counts: dict[str, int] = {}
    for first, match in enumerate(matches):
        while last < len(matches) and (last <= first or matches[last].end - match.start <= width):
            counts[matches[last].sought] = counts.get(matches[last].sought, 0) + 1
            last += 1
        score = (len(counts), last - first, -first)
        if score > best:
            best, bounds = score, (match.start, max(each.end for each in matches[first:last]))
        counts[match.sought] -= 1
        if not counts[match.sought]:
            del counts[match.sought]
    start = max(0, min(bounds[0] - max(0, width - (bounds[1] - bounds[0])) // 2, len(text) - width))
    return _between_words(text, start, min(len(text), start + width), bounds)


def _between_words(text: str, start: int, end: int, keep: tuple[int, int]) -> tuple[int, int]:
    """Move both ends inwards to a blank, without touching what must be kept; then off the blanks."""
    has_match = keep[1] > keep[0]
    if start > 0 and not text[start - 1].isspace():
        blank = next((i for i in range(start, min(start + 40, end)) if text[i].isspace()), start)
        start = blank if not has_match or blank <= keep[0] else start
    if end < len(text) and not text[end].isspace():
        blank = next((i for i in range(end, max(end - 40, start), -1) if text[i - 1].isspace()), end)
        end = blank if not has_match or blank >= keep[1] else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
