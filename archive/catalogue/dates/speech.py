"""A date said in French and in English, so that what is said is understood again as the same date."""

from __future__ import annotations

from . import english, french
from .shapes import Date


def spoken(date: Date, language: str) -> str:
    return english.spoken(date) if language == "en" else french.spoken(date)
