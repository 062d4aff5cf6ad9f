"""Sets a text as a typist would: ten characters to the inch, ragged right, words cut at the line end.

The source is plain text. Blocks are parted by blank lines (each further blank line is kept), pages by `~~~`.
A block's first character says what it is: `>` centred, `#` underlined heading, `|` typed as it stands,
`-` item with a hanging indent; anything else is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WIDTH = 62
LINES = 46
INDENT = 4

VOWELS = "aeiouyàâäéèêëîïôöùûüœ"
KEPT_TOGETHER = frozenset(
    [
        "bl",
        "br",
        "ch",
        "cl",
        "cr",
        "dr",
        "fl",
        "fr",
        "gh",
        "gl",
        "gn",
        "gr",
        "ph",
        "pl",
        "pr",
        "qu",
        "th",
        "tr",
        "vr",
    ],
)
BREAK_WORTH_MAKING = 6


@dataclass(frozen=True)
class Line:
    text: str
    column: int = 0
    underlined: bool = False


def pages(source: str, cut: bool = True) -> list[list[Line]]:
    """`cut`: whether words are cut at the line end, by the French rule."""
    return [_page(part.strip("\n"), cut) for part in source.split("~~~\n")]


def _page(text: str, cut: bool) -> list[Line]:
    lines: list[Line] = []
    block: list[str] = []
    for raw in [*text.split("\n"), ""]:
        if raw.strip():
            block.append(raw.rstrip())
            continue
        lines.extend(_block(block, cut))
        block = []
        lines.append(Line(""))
    return lines[:-1]


def _block(block: list[str], cut: bool) -> list[Line]:
    if not block:
        return []
    sign, words = block[0][0], " ".join(block)
    if sign == ">":
        return [_centred(row[2:]) for row in block]
    if sign == "#":
        return [Line(row[2:], underlined=True) for row in block]
    if sign == "|":
        return [Line(row[2:]) for row in block]
    if sign == "-":
        return [Line(row, column=2) for row in _wrapped(words[2:], WIDTH - 4, cut, "- ", "  ")]
    return [Line(row) for row in _wrapped(words, WIDTH, cut, " " * INDENT, "")]


def _centred(text: str) -> Line:
    return Line(text, column=max(0, (WIDTH - len(text)) // 2))


def _wrapped(text: str, width: int, cut: bool, lead: str, hang: str) -> list[str]:
    rows: list[str] = []
    row = lead
    for word in _words(text):
        gap = "" if row in (lead, hang) and not row.strip(" -") else " "
        if len(row) + len(gap) + len(word) <= width:
            row += gap + word
            continue
        head, tail = _cut(word, width - len(row) - len(gap)) if cut else ("", word)
        rows.append(row + (gap + head if head else ""))
        row = hang + tail
    return [*rows, row]


def _words(text: str) -> list[str]:
    """Words with the punctuation a French typist never lets stand alone at the start of a line."""
    glued = re.sub(r" ([;:!?])", "\N{NO-BREAK SPACE}\\1", text)
    glued = re.sub(r"(\d) (%|mm|cm|kg|m2|m|ans|an)\b", "\\1\N{NO-BREAK SPACE}\\2", glued)
    return glued.split(" ")


def _cut(word: str, room: int) -> tuple[str, str]:
    """The part of the word that fits with its hyphen, and the rest; an empty part when no cut is worth making."""
    if room < 4:
        return "", word
    best = max((place for place in _cuts(word) if place + (word[place - 1] != "-") <= room), default=0)
    if not best:
        return "", word
    head = word[:best]
    return (head if head.endswith("-") else head + "-"), word[best:]


def _cuts(word: str) -> list[int]:
    """Places where French cuts a word: after its own hyphen; before one consonant, or between two."""
    places = [match.end() for match in re.finditer(r"(?<=\w{2})-(?=\w{2})", word)]
    if len(word) < BREAK_WORTH_MAKING or not re.fullmatch(r"[^\W\d_]+[.,]?", word) or word.isupper():
        return places
    low = word.rstrip(".,").lower()
    for at in range(3, len(low) - 2):
        if low[at] in VOWELS or low[at + 1] not in VOWELS and low[at : at + 2] not in KEPT_TOGETHER:
            continue
        if low[at - 1 : at + 1] in KEPT_TOGETHER or low[at + 1 :] in ("e", "es"):
            continue
        if low[at] in "xy" or low[at - 1] in "xy" or not set(low[:at]) & set(VOWELS):
            continue
        places.append(at)
    return places
