"""A sentence that was translated once, fitted to one that is nearly the same.

Pure: archive/translation/memory.py asks the database.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from .bare import TAG, Language, bare
from .checks.markup import link_of
from .checks.numerals import ordinal, read_number, written

LEAST = 70  # likeness, of a hundred
NEARLY = 99  # what is not the very sentence
ONLY_NUMBERS = 95  # at least this like, when nothing but numbers differs

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e)\b")


def folded(text: str) -> str:
    """As sentences are compared: without regard to capitals and to which space it is."""
    return " ".join(text.casefold().replace("'", "’").split())


class Remembered:
    """Sentences by length, so that only those that may be alike are compared. keys: of the caller."""

    def __init__(self, sentences: Iterable[tuple[int, str]]) -> None:
        rows = sorted(((len(text), key, text) for key, text in sentences))
        self._lengths = [length for length, _key, _text in rows]
        self._keys = [key for _length, key, _text in rows]
        self._texts = [text for _length, _key, text in rows]

    def __len__(self) -> int:
        return len(self._keys)

    def nearest(self, text: str) -> Iterator[tuple[int, float]]:
        """Keys and likeness, the likeliest first. Two texts are at most as like as their lengths allow."""
        shortest, longest = len(text) * LEAST / (200 - LEAST), len(text) * (200 - LEAST) / LEAST
        first, last = bisect_left(self._lengths, shortest), bisect_right(self._lengths, longest)
        found = process.extract(
            text, self._texts[first:last], scorer=fuzz.ratio, score_cutoff=LEAST, limit=None
        )
        for _text, score, place in found:
            yield self._keys[first + place], score


def with_numbers(
    old: str, new: str, target: str, into: Language
) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The translation of `old` with the numbers of `new`, and which were replaced by which.

    None where more than numbers differs, or where it is not certain which number of the translation is meant.
    """
    before, after = _NUMBER.findall(old), _NUMBER.findall(new)
    if _NUMBER.sub("0", folded(old)) != _NUMBER.sub("0", folded(new)) or len(before) != len(after):
        return None
    changes: dict[str, str] = {}
    for one, other in zip(before, after, strict=True):
        if changes.setdefault(one, other) != other:
            return None
    changes = {one: other for one, other in changes.items() if one != other}
    places: list[tuple[int, int, str]] = []
    said: list[tuple[str, str]] = []
    for one, other in changes.items():
        place = _place(one, other, target, into)
        if place is None:
            return None
        places.append(place)
        said.append((target[place[0] : place[1]], place[2]))
    for start, end, text in sorted(places, reverse=True):
        target = target[:start] + text + target[end:]
    return target, tuple(said)


def _place(one: str, other: str, target: str, into: Language) -> tuple[int, int, str] | None:
    """Where the number stands in the translation, once, and what is to stand there instead."""
    source: Language = "fr" if into == "en" else "en"
    old, new = read_number(one, source), read_number(other, source)
    forms = {one: other}
    if old is not None and new is not None:
        forms[written(old, into)] = written(new, into)
    found = [
        (match, forms[form])
        for form in forms
        for match in re.finditer(rf"(?<![\w.,]){re.escape(form)}(?![\d]|[.,]\d)", target)
    ]
    if len(found) != 1:
        return None
    match, text = found[0]
    ending = _ORDINAL.match(target, match.end())
    if ending and new is not None and new == int(new):
        return match.start(), ending.end(), ordinal(int(new), into)
    return match.start(), match.end(), text


def fitted(target: str, *, was_rich: bool, old: str, new: str, rich: bool) -> str:
    """With the mark-up that the text at hand has: its links, under its own names, and no other tags."""
    if not rich:
        return bare(target, was_rich).text
    if not was_rich:
        return html.escape(target, quote=False).replace("\n", "<br>")
    links = dict(zip(_links(old), _links(new), strict=False))
    tags = {match["name"].lower() for match in TAG.finditer(new)} | {"br"}
    open_links: list[str] = []

    def fit(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if name != "a":
            return match[0] if name in tags else ""
        if match["closes"]:
            return "</a>" if open_links and open_links.pop() else ""
        open_links.append(links.get(link_of(match), ""))
        return f'<a id="{open_links[-1]}">' if open_links[-1] else ""

    return TAG.sub(fit, target)


def _links(text: str) -> list[str]:
    return [link_of(match) for match in TAG.finditer(text) if match["name"] == "a" and not match["closes"]]
