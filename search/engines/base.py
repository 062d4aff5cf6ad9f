"""What every search engine does, and the small values it takes and gives."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from search.passage import NOTHING, Kind, Passage, Withheld
from search.query import Query

FACETS = ("family", "language", "type", "subject", "element", "agent", "period")


class IndexDamaged(Exception):
    """The index cannot be read; rebuilding it repairs it."""


class IndexBusy(Exception):
    """Another process is writing; try again later."""


@dataclass(frozen=True, slots=True)
class Request:
    """Values of one filter are alternatives; the filters narrow each other."""

    query: Query
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # facet → values
    withheld: Withheld = NOTHING  # must not show in anything of the answer
    mark: str | None = None  # within one record
    every: bool = False  # of the words that count, a passage must have every one and not only one
    language: str = ""  # passages in it come before others that answer about as well
    first: int = 0  # records to pass over
    count: int = 10  # records to give
    passages_per_record: int = 3
    facets: tuple[str, ...] = FACETS  # to count
    patience: int = 3_000  # passages looked at only to put equals in order; beyond, as they lie in the index


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that was found; `language` is that of its words."""

    key: str
    mark: str
    kind: Kind
    page: int
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """The best passages of one record, notice first, then by page; `more` is how many others match."""

    mark: str
    hits: tuple[Hit, ...]
    more: int = 0


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Groups are ordered by their best passage; all figures are those of the whole result."""

    groups: tuple[Group, ...] = ()
    records: int = 0
    passages: int = 0
    # counted in records; a facet is narrowed by the other filters, not by its own
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: {name: {} for name in FACETS})
    corrections: Pairs = ()  # (typed word, the nearest word of the index)
    completions: Pairs = ()  # (unfinished last word, a word of the index that begins with it)


class Engine(Protocol):
    """One index of passages. Reading never waits for writing; a missing index reads as empty."""

    def search(self, request: Request) -> Answer: ...

    def replace(self, mark: str, passages: Iterable[Passage]) -> None:
        """Put these passages in the place of all there are of the record, in one step."""

    def remove(self, marks: Iterable[str]) -> None: ...

    def marks(self) -> set[str]:
        """The records that have passages in the index."""

    def digest(self) -> dict[str, str]:
        """Passage key → digest of what was indexed, to compare with the archive."""

    def rebuild(self, records: Iterable[tuple[str, Iterable[Passage]]]) -> None:
        """Build a new index beside the present one, then put it in its place at once."""

    def state(self) -> Hashable:
        """Another value whenever other answers may be given, whichever process wrote."""

    def refresh(self) -> None:
        """See what other processes have written up to now."""
