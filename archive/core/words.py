"""Words and the language they are in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


def plain(text: str) -> str:
    """Letters without their accents and case, to compare what people type."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return "".join(part for part in parts if not unicodedata.combining(part))


def plain_words(text: str) -> list[str]:
    """Its words, plain: l’Artois and Lens-Liévin are two each."""
    return re.findall(r"[^\W_]+", plain(text))


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Bilingual:
    """French words, and English ones when they have been translated and approved.

    Names of things that come from an outside vocabulary may be in English alone.
    """

    fr: str
    en: str = ""

    def said_in(self, language: str) -> Words:
        if self.en and (language == "en" or not self.fr):
            return Words(self.en, "en")
        return Words(self.fr, "fr")

    @property
    def here(self) -> str:
        """In the interface's language, where its own need not be marked."""
        return self.said_in((get_language() or "fr")[:2]).text


def in_both(row: Any, face: Any, name: str) -> Bilingual:
    """What a French row says in one of its fields, and its live face (or None).

    What French no longer says, English does not say either; what French alone says stays French.
    """
    french = getattr(row, name)
    return Bilingual(french, getattr(face, name) if face is not None and french else "")
