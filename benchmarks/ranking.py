"""Ranking on any judged collection: nDCG@10, R@10 and MRR for each form of the queries.

    python -m benchmarks.ranking FOLDER

FOLDER holds three files, one JSON object a line but for the last:
    texts.jsonl       {"id": "…", "title": "…", "text": "…", "language": "fr"}
    queries.jsonl     {"id": "…", "text": "…"}
    judgements.tsv    query id, text id, grade (whole number, 0 is irrelevant), parted by tabs
Without a folder: pages of the demonstration's typescripts, for questions that we asked and judged by reading
(judged.tsv: question, page, grade).
"""

from __future__ import annotations

import json
import math
import random
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from search.engines.base import Request
from search.engines.embedded.engine import EmbeddedEngine
from search.passage import Passage
from search.query import parse

from .measure import head

BEST = 10
Judgements = dict[str, dict[str, int]]


def read(folder: Path) -> tuple[list[dict[str, str]], list[dict[str, str]], Judgements]:
    texts, queries = (
        [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines() if line.strip()]
        for name in ("texts.jsonl", "queries.jsonl")
    )
    judged: Judgements = defaultdict(dict)
    for line in (folder / "judgements.tsv").read_text("utf-8").splitlines():
        if line.strip():
            query, text, grade = line.split("\t")
            judged[query][text] = int(grade)
    return texts, queries, judged


def own() -> tuple[list[dict[str, str]], list[dict[str, str]], Judgements]:
    here = Path(__file__).parent
    texts = [
        {"id": f"{path.stem}/{number}", "text": page, "language": "fr"}
        for path in sorted((here.parent / "archive/demo/content/typescripts").glob("*.txt"))
        for number, page in enumerate(path.read_text("utf-8").split("~~~"), start=1)
    ]
    judged: Judgements = defaultdict(dict)
    for line in (here / "judged.tsv").read_text("utf-8").splitlines():
        question, page, grade = line.split("\t")
        judged[question][page] = int(grade)
    return texts, [{"id": question, "text": question} for question in judged], judged


def without_accents(text: str, _chance: random.Random) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def one_typo(text: str, chance: random.Random) -> str:
    """Two letters of the longest word change places."""
    word = max(text.split(), key=len)
    if len(word) < 4:
        return text
    at = chance.randrange(1, len(word) - 2)
    return text.replace(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :], 1)


def damaged(text: str, chance: random.Random) -> str:
    """As OCR damages a bad page: one letter in twelve."""
    lookalike = {"e": "c", "c": "e", "i": "l", "l": "i", "n": "u", "u": "n", "o": "0", "a": "o", "m": "rn"}
    return "".join(lookalike.get(c, c) if chance.random() < 1 / 12 else c for c in text)


FORMS: dict[str, tuple[Callable[[str, random.Random], str] | None, bool]] = {
    "as typed": (None, False),
    "no accents": (without_accents, False),
    "one typo": (one_typo, False),
    "damaged text": (None, True),
}


def build(texts: list[dict[str, str]], spoil: bool) -> EmbeddedEngine:
    """Each text is a record of its own, so that its rank is the passage's."""
    engine = EmbeddedEngine(Path(tempfile.mkdtemp(prefix="ranking-")) / "index")
    chance = random.Random(2)

    def passage(entry: dict[str, str]) -> Passage:
        text = damaged(entry["text"], chance) if spoil else entry["text"]
        return Passage(
            key=f"{entry['id']}/p/1",
            mark=entry["id"],
            kind="canvas",
            language=entry.get("language", ""),
            page=1,
            text=text,
            title=entry.get("title", ""),
        )

    engine.rebuild((entry["id"], [passage(entry)]) for entry in texts)
    return engine


def scores(found: list[str], grades: dict[str, int]) -> tuple[float, float, float]:
    """nDCG@10, R@10 and the reciprocal of the first relevant rank."""
    gained = sum((2 ** grades.get(one, 0) - 1) / math.log2(rank + 2) for rank, one in enumerate(found))
    best = sorted(grades.values(), reverse=True)[:BEST]
    most = sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(best))
    relevant = {one for one, grade in grades.items() if grade > 0}
    first = next((rank for rank, one in enumerate(found, start=1) if one in relevant), 0)
    recalled = len(relevant & set(found)) / max(len(relevant), 1)
    return gained / most if most else 0.0, recalled, 1 / first if first else 0.0


def main(folder: Path | None) -> None:
    texts, queries, judged = read(folder) if folder else own()
    asked = [query for query in queries if any(judged.get(query["id"], {}).values())]
    head(f"Ranking: {len(texts)} texts, {len(asked)} judged queries ({folder.name if folder else 'ours'})")
    print(f"{'form':<18}{'nDCG@10':>10}{'R@10':>10}{'MRR':>10}")
    engines = {spoil: build(texts, spoil) for spoil in (False, True)}
    for form, (change, spoil) in FORMS.items():
        chance = random.Random(1)
        rows = []
        for query in asked:
            text = change(query["text"], chance) if change else query["text"]
            answer = engines[spoil].search(Request(query=parse(text), count=BEST))
            rows.append(scores([group.mark for group in answer.groups], judged[query["id"]]))
        means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        print(f"{form:<18}" + "".join(f"{mean:>10.3f}" for mean in means))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
