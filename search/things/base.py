"""A kind of thing that is found beside the records, by its own words, in both languages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from archive.core.words import Bilingual

from ..passage import Kind, Passage

BETWEEN = "/"
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Thing:
    """What one reader may know of one thing. Of its passages, `text` is what may be quoted; `also` only
    finds."""

    mark: str
    kind: Kind
    label: Bilingual
    route: str  # the name of its page's address, and what that takes
    key: tuple[str, ...]
    facts: tuple[str | Bilingual, ...] = ()
    passages: tuple[Passage, ...] = ()
    past: frozenset[str] = frozenset()  # keys of passages of which a later one says more
    public: bool = True  # everybody may know of it

    @property
    def url(self) -> str:
        return reverse(self.route, args=self.key)


class Things(ABC):
    """The things of one kind. They are marked by kind and key; a finding has a mark of its own."""

    kind: Kind
    one: Promise
    many: Promise

    @abstractmethod
    def marks(self, user: Any) -> set[str]:
        """Those that this reader may find."""

    @abstractmethod
    def read(self, keys: list[str], user: Any) -> list[Thing]:
        """Those of these keys that this reader may find; the same few queries however many they are."""

    def withheld_keys(self, user: Any) -> set[str]:
        """Passages that this reader must not find, of things that may be found."""
        return set()

    def mark(self, key: str) -> str:
        return f"{self.kind}{BETWEEN}{key}"

    def _passage(
        self,
        mark: str,
        language: str,
        facets: list[tuple[str, str]],
        *,
        part: str = "",
        title: str = "",
        text: Iterable[str] = (),
        also: Iterable[str] = (),
    ) -> Passage:
        """part: tells the passages of one thing in one language apart."""
        return Passage(
            key=BETWEEN.join(filter(None, [mark, part, language])),
            mark=mark,
            kind=self.kind,
            language=language,
            page=0,
            title=title,
            text=" · ".join(filter(None, text)),
            also="\n".join(filter(None, also)),
            facets=(("family", self.kind), *facets),
        )


def words_in(language: str, *words: Bilingual | None) -> list[str]:
    """Of each what it is in this very language; nothing of those that have no words in it."""
    said = [bilingual.fr if language == "fr" else bilingual.en for bilingual in words if bilingual]
    return [text for text in said if text]
