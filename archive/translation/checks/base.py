"""What the checks say: the waist between them and the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from django.utils.functional import Promise

from ..bare import Bare, Language, Span, bare
from ..lexicon import EMPTY, Lexicon, Spot

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """`error`: cannot be published so; `warning`: look; `notice`: not as it is usually written.

    `span`: in the target as typed; none where something is missing, for there is nowhere to point.
    """

    kind: str
    sentence: str | Promise
    severity: Severity = "warning"
    span: Span | None = None
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """In the language of whoever reads it now."""
        return str(self.sentence) % self.said


@dataclass(frozen=True)
class Rendering:
    """A text and its translation, as typed and as read."""

    source: str
    target: str
    into: Language = "en"
    rich: bool = False
    limit: int | None = None
    lexicon: Lexicon = EMPTY

    @property
    def language(self) -> Language:
        """Of the source."""
        return "fr" if self.into == "en" else "en"

    @cached_property
    def original(self) -> Bare:
        return bare(self.source, self.rich)

    @cached_property
    def translation(self) -> Bare:
        return bare(self.target, self.rich)

    @cached_property
    def spots(self) -> list[Spot]:
        return self.lexicon.terms_in(self.original.text)

    def at(
        self,
        place: Span,
        kind: str,
        sentence: str | Promise,
        severity: Severity = "warning",
        /,
        **said: str,
    ) -> Doubt:
        """A doubt on a place of the translation as read."""
        return Doubt(kind, sentence, severity, self.translation.span(*place), said)
