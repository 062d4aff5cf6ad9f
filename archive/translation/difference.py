"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

_PIECES = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Part:
    kind: Literal["same", "gone", "new"]
    text: str


def difference(old: str, new: str) -> list[Part]:
    """Same and gone parts together are the old text, same and new parts the new one."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    parts: list[Part] = []
    gone = new_words = ""
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            parts += [
                *_changed(gone, new_words),
                Part("same", "".join(before[step.src_start : step.src_end])),
            ]
            gone = new_words = ""
        else:
            gone += "".join(before[step.src_start : step.src_end])
            new_words += "".join(after[step.dest_start : step.dest_end])
    return parts + _changed(gone, new_words)


def _changed(gone: str, new: str) -> list[Part]:
    return ([Part("gone", gone)] if gone else []) + ([Part("new", new)] if new else [])
