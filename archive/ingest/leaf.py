"""The waist between files and holdings: what an extractor gives, before anything is stored.

`from_json` reads what the limited process wrote. That process handled a stranger's file, so its
words are taken as hostile: whatever breaks the rules below raises ValueError.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, NoReturn, get_args

from archive.holdings.carried import LONGEST, MOST, Carried, Row

MAX_WORDS = 20_000  # a page
MAX_WORD = 1_000  # characters
MAX_LINE = 8_000_000  # bytes of one page's JSON
MAX_SIDE = 1_000_000  # pixels
MAX_PAGES = 1_000_000
MAX_TITLE = 300

Source = Literal["layer", "ocr", "blank", "none"]


class Cause(StrEnum):
    """Why a file or a page cannot be read; the values are stored."""

    EMPTY = "empty"
    NOT_WHAT_IT_CLAIMS = "not-what-it-claims"
    UNSUPPORTED = "unsupported"
    PASSWORD = "password"
    DAMAGED = "damaged"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_LARGE = "too-large"
    OUT_OF_MEMORY = "out-of-memory"
    OUT_OF_TIME = "out-of-time"
    CRASHED = "crashed"
    DISK_FULL = "disk-full"
    OCR_MISSING = "ocr-missing"


class Unreadable(Exception):
    """A file or a page that cannot be read; the detail is for the log, the cause for people."""

    def __init__(self, cause: Cause, detail: str = "") -> None:
        super().__init__(f"{cause.value}: {detail}" if detail else cause.value)
        self.cause = cause
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Word:
    """Boxes are fractions of the page as seen, origin top left; lines are counted through the page."""

    text: str
    x: float
    y: float
    width: float
    height: float
    confidence: int | None
    block: int
    line: int
    joins: bool = False  # a hyphen at the line's end: this word goes on in the next


@dataclass(frozen=True, slots=True)
class Rendition:
    """A page image in WebP; the name is that of a file in the folder given to the limited process."""

    width: int
    height: int
    name: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its size in pixels upright, its images, its words."""

    number: int
    width: int
    height: int
    source: Source
    words: tuple[Word, ...]
    confidence: float | None
    renditions: tuple[Rendition, ...]
    needs_ocr: bool
    cause: Cause | None = None

    def to_json(self) -> str:
        return _dumps(
            {
                "number": self.number,
                "width": self.width,
                "height": self.height,
                "source": self.source,
                "words": [
                    [w.text, w.x, w.y, w.width, w.height, w.confidence, w.block, w.line, w.joins]
                    for w in self.words
                ],
                "confidence": self.confidence,
                "renditions": [[r.width, r.height, r.name] for r in self.renditions],
                "needs_ocr": self.needs_ocr,
                "cause": self.cause.value if self.cause else None,
            }
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> Leaf:
        fields = _object(
            text,
            {
                "number",
                "width",
                "height",
                "source",
                "words",
                "confidence",
                "renditions",
                "needs_ocr",
                "cause",
            },
        )
        number = _integer(fields["number"], 1, MAX_PAGES)
        if fields["source"] not in get_args(Source):
            _refuse("source")
        confidence = fields["confidence"]
        return cls(
            number=number,
            width=_integer(fields["width"], 0, MAX_SIDE),
            height=_integer(fields["height"], 0, MAX_SIDE),
            source=fields["source"],
            words=tuple(_word(row) for row in _list(fields["words"], MAX_WORDS)),
            confidence=None if confidence is None else _number(confidence, 0, 100),
            renditions=tuple(_rendition(row, number) for row in _list(fields["renditions"], 16)),
            needs_ocr=_boolean(fields["needs_ocr"]),
            cause=None if fields["cause"] is None else Cause(_string(fields["cause"], 30)),
        )


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a first look says; width and height are those of the first page's image."""

    media_type: str
    pages: int
    has_text: bool  # some of the first pages carry a layer that can be used
    width: int
    height: int
    title: str
    may_extract: bool
    carries: tuple[Row, ...] = ()  # what the original holds beside its pages

    def to_json(self) -> str:
        return _dumps({name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def from_json(cls, text: str | bytes) -> Inspection:
        fields = _object(text, set(cls.__slots__))
        return cls(
            media_type=_string(fields["media_type"], 100),
            pages=_integer(fields["pages"], 1, MAX_PAGES),
            has_text=_boolean(fields["has_text"]),
            width=_integer(fields["width"], 1, MAX_SIDE),
            height=_integer(fields["height"], 1, MAX_SIDE),
            title=_string(fields["title"], MAX_TITLE),
            may_extract=_boolean(fields["may_extract"]),
            carries=tuple(_carried(row) for row in _list(fields["carries"], MOST)),
        )


def rendition_name(number: int, width: int) -> str:
    """The only name that the image of this page at this width may have."""
    return f"{number:06d}-{width}.webp"


def _dumps(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _refuse(what: str) -> NoReturn:
    raise ValueError(f"the reader's answer breaks its rules: {what}")


def _object(text: str | bytes, names: set[str]) -> dict[str, Any]:
    if len(text) > MAX_LINE:
        _refuse("too long")
    try:
        value = json.loads(text)
    except RecursionError:
        _refuse("too deep")
    if not isinstance(value, dict) or set(value) != names:
        _refuse("fields")
    return value


def _list(value: object, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        _refuse("list")
    return value


def _row(value: object, length: int) -> list[Any]:
    if not isinstance(value, list) or len(value) != length:
        _refuse("row")
    return value


def _string(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        _refuse("text")
    if any(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF for c in value):
        _refuse("characters")
    return value


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        _refuse("yes or no")
    return value


def _integer(value: object, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        _refuse("whole number")
    return value


def _number(value: object, low: float, high: float) -> float:
    if type(value) not in (int, float):
        _refuse("number")
    try:
        number = float(value)  # type: ignore[arg-type]
    except OverflowError:
        _refuse("number")
    if not math.isfinite(number) or not low <= number <= high:
        _refuse("number")
    return number


def _word(value: object) -> Word:
    text, x, y, width, height, confidence, block, line, joins = _row(value, 9)
    if not _string(text, MAX_WORD):
        _refuse("empty word")
    left, top, across, down = (_number(side, -1e9, 1e9) for side in (x, y, width, height))
    x0, x1, y0, y1 = (min(max(edge, 0.0), 1.0) for edge in (left, left + across, top, top + down))
    return Word(
        text=text,
        x=round(x0, 5),
        y=round(y0, 5),
        width=round(max(x1 - x0, 0.0), 5),
        height=round(max(y1 - y0, 0.0), 5),
        confidence=None if confidence is None else _integer(confidence, 0, 100),
        block=_integer(block, 0, MAX_WORDS),
        line=_integer(line, 0, MAX_WORDS),
        joins=_boolean(joins),
    )


def _carried(value: object) -> Row:
    kind, said = _row(value, 2)
    return Carried(_string(kind, 20)), _string(said, LONGEST)


def _rendition(value: object, number: int) -> Rendition:
    width, height, name = _row(value, 3)
    width, height = _integer(width, 1, MAX_SIDE), _integer(height, 1, MAX_SIDE)
    if name != rendition_name(number, width):
        _refuse("file name")
    return Rendition(width, height, name)
