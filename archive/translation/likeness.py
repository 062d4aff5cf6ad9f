"""Which new text comes from which old one."""

from __future__ import annotations

from rapidfuzz import fuzz, process

LEAST = 45.0  # of a hundred; two sentences on different things stay well below


def matched(new: list[str], old: list[str]) -> dict[int, int]:
    """Positions in `new` → positions in `old`, each once, the likeliest first; what is like nothing is new.

    One old text and one new are the same place rewritten, however little they are alike.
    """
    if len(new) == 1 and len(old) == 1:
        return {0: 0}
    scores = process.cdist(new, old, scorer=fuzz.ratio) if new and old else []
    ranked = sorted(
        ((float(score), at, of) for at, row in enumerate(scores) for of, score in enumerate(row)),
        key=lambda each: (-each[0], abs(each[1] - each[2])),
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, at, of in ranked:
        if score >= LEAST and at not in found and of not in taken:
            found[at] = of
            taken.add(of)
    return found
