"""The waist of search: what an engine is given of the archive, and all it knows of it."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import Literal

Kind = Literal["notice", "canvas", "element", "finding", "agent", "concept"]


@dataclass(frozen=True, slots=True)
class Withheld:
    """What one reader must not find, nor see counted or suggested."""

    marks: frozenset[str] = frozenset()  # records
    contents: frozenset[str] = frozenset()  # records of which the notice alone may be found
    keys: frozenset[str] = frozenset()  # single passages


NOTHING = Withheld()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are found and shown together: the notice of a record in one language, one canvas, or what is
    said of another thing in one language."""

    key: str  # unique: "CH-D-0003/fr" for a notice, "CH-D-0003/p/12" for a canvas
    mark: str  # the record or thing: what results are grouped by, replaced by and removed by
    kind: Kind
    language: str  # of the words: "fr", "en", "pl"…; "" when unknown
    page: int  # within the record, from 1; 0 for a notice
    text: str
    title: str = ""  # words that weigh more
    also: str = ""  # other forms to find, such as words joined again over the end of a line
    facets: tuple[tuple[str, str], ...] = ()  # (facet, value): several values of one facet are several pairs

    @property
    def digest(self) -> str:
        """Short digest of everything in the passage, to compare an index with the archive."""
        content = json.dumps(astuple(self), separators=(",", ":"))
        return blake2b(content.encode("ascii"), digest_size=12).hexdigest()
