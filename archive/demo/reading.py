"""Reads the demonstration's content into small frozen values; a wrong file is named with what is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
BETWEEN_TAGS = re.compile(r">\s+<(?=/?(?:h2|h3|p|ul|ol|li)\b)")
FILES = ("historical_documents", "diagnostic_reports", "artistic_outputs", "notices")


class ContentError(ValueError):
    """A content file that cannot be used; the message says which entry and why."""


@dataclass(frozen=True, slots=True)
class SeriesWords:
    title: str
    scope_and_content: str


@dataclass(frozen=True, slots=True)
class Series:
    key: str
    fr: SeriesWords
    parent: str = ""
    en: SeriesWords | None = None


@dataclass(frozen=True, slots=True)
class RecordWords:
    title: str
    extent: str
    scope_and_content: str
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """A restriction of the record, or of one page of its first file."""

    state: str
    reason: str
    note: str = ""
    review_on: date | None = None
    open_until: date | None = None
    embargo_until: date | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    key: str
    family: str
    series: str
    date_as_written: str
    level: str
    language: str
    rights: str
    files: tuple[str, ...]
    fr: RecordWords
    en: RecordWords | None = None
    access: Access | None = None
    withdrawn: str = ""  # the reason


@dataclass(frozen=True, slots=True)
class HomeDate:
    label: str
    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class HomeWords:
    title: str
    lead: str
    statement: str
    paragraph: str
    dates: tuple[HomeDate, ...]


@dataclass(frozen=True, slots=True)
class Home:
    fr: HomeWords
    en: HomeWords


@dataclass(frozen=True, slots=True)
class TextWords:
    title: str
    lead: str
    body: str  # HTML as an editor's rich text keeps it


@dataclass(frozen=True, slots=True)
class Text:
    slug: str
    fr: TextWords
    en: TextWords


@dataclass(frozen=True, slots=True)
class Content:
    series: tuple[Series, ...]
    records: tuple[Record, ...]
    home: Home
    texts: tuple[Text, ...]


def load(folder: Path = FOLDER) -> Content:
    """Everything, in the order in which it is to be made. Raises ContentError."""
    series = tuple(_series(entry) for entry in read(folder / "series.toml", "series")["series"])
    records = tuple(
        _record(entry) for name in FILES for entry in read(folder / f"{name}.toml", "record")["record"]
    )
    _placed(series, records)
    home = read(folder / "home.toml", "fr", "en")
    texts = tuple(_text(entry) for entry in read(folder / "texts.toml", "page")["page"])
    return Content(series, records, Home(_home(home["fr"]), _home(home["en"])), texts)


def _placed(series: tuple[Series, ...], records: tuple[Record, ...]) -> None:
    """Each key used once, each parent before its children, each record in a series that is there."""
    known: set[str] = set()
    for entry in series:
        if entry.key in known:
            raise ContentError(f"{entry.key}: this key is used twice")
        if entry.parent and entry.parent not in known:
            raise ContentError(f"{entry.key}: there is no series {entry.parent!r} before it")
        known.add(entry.key)
    seen: set[str] = set()
    for record in records:
        if record.key in seen:
            raise ContentError(f"{record.key}: this key is used twice")
        if record.series not in known:
            raise ContentError(f"{record.key}: there is no series {record.series!r}")
        seen.add(record.key)


def read(path: Path, *tables: str) -> dict[str, Any]:
    """The file's tables; those named must be there."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{path.name}: {error}") from error
    for table in tables:
        if table not in found:
            raise ContentError(f"{path.name}: [{table}] is missing")
    return found


def made(kind: type, name: str, entry: Mapping[str, Any]) -> Any:
    try:
        return kind(**entry)
    except TypeError as error:
        raise ContentError(f"{name}: {error}") from error


def _series(entry: Mapping[str, Any]) -> Series:
    fields = dict(entry)
    name = str(fields.get("key", "a series without key"))
    for language in ("fr", "en"):
        if language in fields:
            fields[language] = made(SeriesWords, name, fields[language])
    return made(Series, name, fields)  # type: ignore[no-any-return]


def _record(entry: Mapping[str, Any]) -> Record:
    fields = dict(entry)
    name = str(fields.get("key", "a record without key"))
    fields["files"] = tuple(fields.get("files", ()))
    for language in ("fr", "en"):
        if language in fields:
            words = dict(fields[language])
            words["captions"] = tuple(words.get("captions", ()))
            if len(words["captions"]) != len(fields["files"]):
                raise ContentError(f"{name}: one caption for each file in {language!r}")
            fields[language] = made(RecordWords, name, words)
    if "access" in fields:
        fields["access"] = made(Access, name, fields["access"])
    return made(Record, name, fields)  # type: ignore[no-any-return]


def _text(entry: Mapping[str, Any]) -> Text:
    fields = dict(entry)
    name = str(fields.get("slug", "a text without slug"))
    for language in ("fr", "en"):
        words = made(TextWords, name, fields.get(language, {}))
        body = BETWEEN_TAGS.sub("><", words.body.strip())
        fields[language] = TextWords(words.title, words.lead, body)
    return made(Text, name, fields)  # type: ignore[no-any-return]


def _home(entry: Mapping[str, Any]) -> HomeWords:
    fields = dict(entry)
    fields["dates"] = tuple(made(HomeDate, "home", date) for date in fields.get("dates", ()))
    return made(HomeWords, "home", fields)  # type: ignore[no-any-return]
