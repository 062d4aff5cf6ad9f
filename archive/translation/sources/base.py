"""The waist of the desk: one text to be said in English, wherever it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import Work


class Standing(StrEnum):
    MISSING = "missing"
    OUTDATED = "outdated"  # English words are live, for French ones that have changed since
    DRAFT = "draft"  # written, and not live
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Before:
    """What was approved: the French as it was, and the English for it."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Segment:
    """`source` and `target` are plain text, or HTML of inline tags when `rich`. `place` says to a person
    where it stands; `key` stays the same as long as the French text does. `limit`: characters; 0 when there
    is none. `trouble`: why words that were written cannot be used. `public`: what the public reads in its
    place, and the French it was approved for; None where that is French."""

    key: str
    place: str
    source: str
    target: str
    rich: bool
    standing: Standing
    before: Before | None = None
    public: Before | None = None
    limit: int = 0
    trouble: str = ""
    by: int | None = None
    at: datetime | None = None


class NotKept(ValidationError):
    """Words that cannot be taken; the message says why."""


def check_length(target: str, limit: int) -> None:
    if limit and len(target) > limit:
        said = {"limit": limit, "count": len(target)}
        raise NotKept(_("At most %(limit)s characters; these are %(count)s.") % said)


class Source(Protocol):
    """A kind of things with words. English words are written as drafts; `publish` makes them live."""

    def segments(self, work: Work) -> list[Segment]: ...

    def keep(self, work: Work, key: str, target: str, user: Any) -> None:
        """Write a draft, or take it back when empty. Raises NotKept; KeyError for a text that is gone."""

    def keep_all(self, work: Work, words: Mapping[str, str], user: Any) -> None:
        """The same for many texts of a work at once, by their keys: all or none."""

    def publish(self, work: Work, user: Any) -> None:
        """Raises NotReady when something is lacking."""

    def all_things(self) -> Iterable[tuple[type, Iterable[int]]]:
        """Every thing there is, by its model."""
