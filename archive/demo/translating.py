"""Translations of the demonstration that are under way, one in each state (content/translations.toml)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from archive.accounts.models import User
from archive.catalogue.models import RecordPage
from archive.translation import review
from archive.translation.faces import ensure_face
from archive.translation.models import State, Work
from archive.translation.reckoning import reckon, work_of
from archive.translation.sources import source_of

from .reading import FOLDER, made, read


@dataclass(frozen=True, slots=True)
class Underway:
    """words: French text → English. since: fields whose French text has changed since it was translated."""

    state: str
    words: dict[str, str] = field(default_factory=dict)
    comment: str = ""
    since: dict[str, str] = field(default_factory=dict)


def load() -> dict[str, Underway]:
    """By the key of the record. Raises ContentError."""
    found = {}
    for key, entry in read(FOLDER / "translations.toml").items():
        words = {pair["fr"]: pair["en"] for pair in entry.get("words", ())}
        found[key] = made(Underway, key, dict(entry) | {"words": words})
    return found


def furnish_translations(find: Callable[[str], RecordPage | None]) -> None:
    """find: the record of a key. What somebody has worked on since is left alone; a review needs the
    demonstration's accounts."""
    for key, underway in load().items():
        record = find(key)
        if record is None:
            continue
        if underway.state == State.OUTDATED:
            _changed_since(record, underway.since)
        elif ensure_face(record) is not None:
            work = work_of(record)
            if reckon(work) and work.state == State.MISSING:
                _write(work, underway)


def _changed_since(record: RecordPage, fields: dict[str, str]) -> None:
    page = RecordPage.objects.get(pk=record.pk).specific
    if all(getattr(page, name) == text for name, text in fields.items()):
        return
    for name, text in fields.items():
        setattr(page, name, text)
    page.save_revision().publish()


def _write(work: Work, underway: Underway) -> None:
    translator, reviewer = (User.objects.filter(username=name).first() for name in ("translator", "reviewer"))
    source: Any = source_of(work)
    for segment in source.segments(work):
        if segment.source in underway.words:
            source.keep(work, segment.key, underway.words[segment.source], translator)
    reckon(work)
    if underway.state == State.DRAFT or translator is None or reviewer is None:
        return
    review.submit(work, translator)
    if underway.state == State.SENT_BACK:
        work.refresh_from_db()
        review.send_back(work, reviewer, underway.comment)
