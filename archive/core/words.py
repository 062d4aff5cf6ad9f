"""Words and the language they are in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Bilingual:
    """French words, and English ones when they have been translated and approved."""

    fr: str
    en: str = ""

    def said_in(self, language: str) -> Words:
        if language == "en" and self.en:
            return Words(self.en, "en")
        return Words(self.fr, "fr")
