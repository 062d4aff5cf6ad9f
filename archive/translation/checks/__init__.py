"""What may be wrong in a translation, said before a reviewer has to: pure, and quiet when nothing is.

Each member says nothing of a right translation (tests/translation/test_checks.py reads all that ships in
both languages through them).
"""

from __future__ import annotations

from ..bare import Language
from ..lexicon import EMPTY, Lexicon
from . import counting, markup, references, typography, wording
from .base import Doubt, Rendering, Severity

CHECKS = (
    references.check,
    counting.check,
    markup.check,
    typography.check,
    wording.check,
)
_FIRST = {"error": 0, "warning": 1, "notice": 2}

__all__ = ["CHECKS", "Doubt", "Severity", "check"]


def check(
    source: str,
    target: str,
    *,
    into: Language = "en",
    rich: bool = False,
    limit: int | None = None,
    lexicon: Lexicon = EMPTY,
) -> list[Doubt]:
    """rich: both are localize's inline HTML, not plain text. limit: characters. lexicon: reads the language
    of the source. What is worst comes first, then by place; of an empty translation nothing is said."""
    if not target.strip():
        return []
    rendering = Rendering(source, target, into, rich, limit, lexicon)
    doubts = [doubt for one in CHECKS for doubt in one(rendering)]
    return sorted(doubts, key=lambda doubt: (_FIRST[doubt.severity], doubt.span or (0, 0)))
