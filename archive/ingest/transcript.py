"""Words become text again: paragraphs and lines to show, plain text, and what a line's end cut in two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from archive.ingest.leaf import Word

HYPHENS = "-\u2010\u00ad\u00ac"  # typewriters and OCR give all four


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    words: tuple[int, ...]  # indices into the page's words


@dataclass(frozen=True, slots=True)
class Paragraph:
    lines: tuple[Line, ...]

    @property
    def words(self) -> tuple[int, ...]:
        return tuple(index for line in self.lines for index in line.words)

    @property
    def text(self) -> str:
        """As written: one line of text a line."""
        return "\n".join(line.text for line in self.lines)


def cut(word: Word, following: Word | None) -> bool:
    """Whether the word ends its line with a hyphen that cuts it from the following one."""
    return (
        following is not None
        and following.line != word.line
        and len(word.text) > 1
        and word.text[-1] in HYPHENS
        and word.text[-2].isalpha()
        and following.text[0].isalpha()
    )


def with_joins(words: Iterable[Word]) -> tuple[Word, ...]:
    """Marks the words that go on in the next line: after the hyphen comes a lower-case letter."""
    words = list(words)
    followers: list[Word | None] = [*words[1:], None]
    return tuple(
        replace(word, joins=following is not None and cut(word, following) and following.text[0].islower())
        for word, following in zip(words, followers, strict=False)
    )


def paragraphs(words: Sequence[Word]) -> list[Paragraph]:
    """Blocks of lines in reading order, hyphens as they stand."""
    found = []
    for _, block in groupby(range(len(words)), key=lambda i: words[i].block):
        lines = []
        for _, line in groupby(block, key=lambda i: words[i].line):
            indices = tuple(line)
            lines.append(Line(" ".join(words[i].text for i in indices), indices))
        found.append(Paragraph(tuple(lines)))
    return found


def plain(words: Sequence[Word]) -> str:
    """The transcription: lines joined, a blank line between paragraphs, cut words whole with their hyphen."""
    pieces: list[str] = []
    for index, word in enumerate(words):
        before = words[index - 1] if index else None
        if before is None or cut(before, word):
            pieces.append(word.text)
        elif before.block != word.block:
            pieces.append("\n\n" + word.text)
        else:
            pieces.append(" " + word.text)
    return "".join(pieces)


def joined(words: Sequence[Word]) -> str:
    """Only the words that a line's end cut, made whole: "humi-", "dité" give "humidité"."""
    forms: list[str] = []
    start = ""
    for word in words:
        if word.joins:
            start += word.text[:-1]
        elif start:
            forms.append(start + word.text)
            start = ""
    return " ".join(forms)
