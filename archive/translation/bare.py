"""A text as its reader reads it, each letter knowing where it stands in what was typed: localize's inline
HTML without tags and entities."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]
Span = tuple[int, int]

TAG = re.compile(r"<(?P<closes>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>\s[^<>]*?)?\s*/?>")
_PIECE = re.compile(rf"{TAG.pattern}|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);|.", re.S)


@dataclass(frozen=True, slots=True)
class Bare:
    """`places`: for each letter the span it comes from; none where every letter stands for itself."""

    text: str
    places: tuple[Span, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """In what was typed. A tag that stands at an end is left outside."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start][0], self.places[end - 1][1]


def bare(text: str, rich: bool) -> Bare:
    if not rich:
        return Bare(text)
    letters = list(_letters(text))
    return Bare("".join(letter for letter, _ in letters), tuple(span for _, span in letters))


def _letters(text: str) -> Iterator[tuple[str, Span]]:
    for piece in _PIECE.finditer(text):
        if piece["name"]:
            if piece["name"].lower() == "br":
                yield "\n", piece.span()
        elif len(piece[0]) > 1:
            for letter in html.unescape(piece[0]):
                yield letter, piece.span()
        else:
            yield piece[0], piece.span()
