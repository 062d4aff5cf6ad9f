"""The guides as data: per section, the interface's words that it quotes (in bold) and its picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "docs" / "guide"
LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Section:
    page: str
    title: str
    words: tuple[str, ...]
    picture: str  # "" or its name


def flat(text: str) -> str:
    """Blanks and apostrophes aside."""
    return " ".join(text.replace("'", "’").split())


def sections(language: str) -> list[Section]:
    found = []
    for path in sorted((FOLDER / language).glob("*.md")):
        for part in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M):
            picture = re.search(r"\]\(\.\./pictures/([\w-]+)\.webp\)", part)
            words = tuple(flat(word) for word in re.findall(r"\*\*(.+?)\*\*", part))
            found.append(
                Section(path.stem, part.splitlines()[0].strip(), words, picture[1] if picture else "")
            )
    return found
