"""Search on many generated pages: beside the bare engine call, and beside Wagtail's own search backend.

    python -m benchmarks.searching [PAGES]      100,000 by default

The pages stand in the database, a hundred to a record, and are indexed from there. Wagtail's backend runs in
a process of its own on as many pages; with ARCHIVE_DATABASE_URL set, on PostgreSQL, else on SQLite.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from .measure import head, median, p95, repeated, row, timed

PAGES = 100_000
A_RECORD = 100
TIMES = 60
WORDS_A_PAGE = 180
ASKED = ("joint pignon humidite", "panneau facade fissure", "escalier palier locataire", "toiture etancheite")


class Typist:
    """Pages of words that come as often as words do (Zipf), the demonstration's before invented ones."""

    def __init__(self) -> None:
        self.chance = random.Random(1958)
        folder = Path(__file__).parent.parent / "archive/demo/content/typescripts"
        known: dict[str, int] = {}
        for path in sorted(folder.glob("*.txt")):
            for word in path.read_text("utf-8").split():
                known[word] = known.get(word, 0) + 1
        self.words = sorted(known, key=lambda word: -known[word])
        syllables = ["ba", "che", "di", "fou", "gne", "lo", "mi", "nau", "pré", "ru", "sa", "tion"]
        self.words += ["".join(self.chance.choices(syllables, k=3)) for _ in range(40_000)]
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]

    def page(self) -> str:
        return " ".join(self.chance.choices(self.words, self.weights, k=WORDS_A_PAGE))


def fill(pages: int) -> int:
    """Records with their pages in the database. Returns the bytes of text."""
    from archive.holdings.models import ArchiveDocument, Canvas
    from tests import factories

    series, typist, size = factories.series("Fonds"), Typist(), 0
    languages = ("fr", "fr", "fr", "en", "pl", "mul")
    for number in range(max(pages // A_RECORD, 1)):
        document = ArchiveDocument.objects.create(
            title=str(number),
            sha256=f"{number:064d}",
            media_type="application/pdf",
            size=1,
            original_name=f"{number}.pdf",
            page_count=A_RECORD,
            file=f"{number:064d}.pdf",
        )
        texts = [typist.page() for _ in range(A_RECORD)]
        size += sum(len(text.encode()) for text in texts)
        Canvas.objects.bulk_create(
            Canvas(document=document, number=n, width=1, height=1, source="ocr", text=text)
            for n, text in enumerate(texts, start=1)
        )
        factories.record(
            ("historical_document", "diagnostic_report", "artistic_output")[number % 3],
            under=series,
            title=f"Dossier {number}",
            documents=[document],
            document_language=languages[number % 6],
        )
    return size


def bare_call(text: str) -> Any:
    """The same query, filter, facets and count asked of tantivy itself, by a loop of ours over its manual."""
    from search import index
    from search.engines.base import Request
    from search.engines.embedded import shape
    from search.query import parse

    searcher = index.engine()._searcher()  # type: ignore[attr-defined]
    made = shape.Shape(searcher, Request(query=parse(text), filters={"language": ("fr",)}))
    query, wider = made.query(), made.query(but_for="language")
    values = {"family": {"terms": {"field": "facet_family"}}, "n": {"cardinality": {"field": "mark"}}}

    def call() -> None:
        found = searcher.search(query, limit=200, count=True)
        for _score, address in found.hits[:30]:
            searcher.doc(address)
        searcher.aggregate(query, values)
        searcher.aggregate(wider, {"language": {"terms": {"field": "facet_language"}}})

    return call


def main(pages: int) -> None:
    from .house import open_house

    data = open_house()
    size = fill(pages)
    from django.test import Client

    from search import index
    from search.query import parse

    with timed() as building:
        index.rebuild()
    on_disk = sum(path.stat().st_size for path in (data / "index").rglob("*") if path.is_file())
    head(f"Search on {pages:,} pages, {size / 1e6:.0f} MB of text")
    row("", "ours", "peer", "ratio", "goal")
    row("indexed, pages a CPU second", f"{pages / building['cpu']:.0f}", goal="at least 1,000")
    row("index, share of the text", f"{on_disk / size:.0%}", goal="at most 95 %")
    for text in ASKED:
        asked = {"query": parse(text), "filters": {"language": ("fr",)}, "first": 0, "count": 10}
        ours = repeated(TIMES, lambda asked=asked: index.ask(**asked))
        peer = repeated(TIMES, bare_call(text))
        row(
            f"« {text} »",
            f"{median(ours) * 1000:.1f} ms",
            f"{median(peer) * 1000:.1f} ms",
            f"{median(ours) / median(peer):.2f}",
            "at most 1.5 of the bare engine call",
        )
    client = Client(headers={"host": "localhost"})
    address = "/fr/recherche/?q=joint+pignon+humidite&language=fr"
    shown = repeated(TIMES, lambda: client.get(address))
    row("result page, CPU p95", f"{p95(shown) * 1000:.0f} ms")
    row("first query of a process", f"{fresh(data):.0f} ms", goal="under 100 ms")
    row("ten snippets, CPU p95", f"{snippets() * 1000:.1f} ms", goal="at most 15 ms")
    rival(data, pages)


def snippets() -> float:
    from archive.holdings.models import Canvas
    from search.highlight import Highlighter
    from search.query import parse

    texts = list(Canvas.objects.filter(text__icontains="joint").values_list("text", flat=True)[:10])
    query = parse("joint pignon humidité")
    return p95(repeated(TIMES, lambda: [Highlighter(query).snippet(text) for text in texts]))


def fresh(data: Path) -> float:
    """Milliseconds from the first question to its answer, in a process that has just imported the site."""
    code = (
        "import time, django; django.setup()\n"
        "from search import index; from search.query import parse\n"
        "began = time.perf_counter(); index.ask(query=parse('joint pignon'))\n"
        "print((time.perf_counter() - began) * 1000)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True)
    return float(run.stdout.split()[-1])


def rival(data: Path, pages: int) -> None:
    """Wagtail's own backend, given the same pages."""
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.searching", "rival", str(pages)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "benchmarks.bare.settings"},
    )
    if run.returncode:
        print("Wagtail's own search could not be measured.")
        return
    found = json.loads(run.stdout.splitlines()[-1])
    print(f"\nWagtail's own search backend on {found['kind']}, one page a passage:")
    row("indexed, pages a CPU second", "", f"{pages / found['indexing']:.0f}")
    for text, milliseconds in found["queries"].items():
        row(f"« {text} », ten and the count", "", f"{milliseconds:.1f} ms")


def rival_main(pages: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from wagtail.search.backends import get_search_backend

    from .bare.models import BarePassage

    call_command("migrate", verbosity=0)
    typist = Typist()
    rows = (BarePassage(family=str(number % 3), text=typist.page()) for number in range(pages))
    BarePassage.objects.bulk_create(rows, batch_size=1_000)
    with timed() as indexing:
        call_command("update_index", verbosity=0)
    found = {}
    for text in ASKED:

        def ask(text: str = text) -> None:
            among = BarePassage.objects.filter(family="1")
            results = get_search_backend().search(text, among, operator="or")
            results.count()
            list(results[:10])

        found[text] = median(repeated(10, ask, clock=time.perf_counter)) * 1000
    print(json.dumps({"kind": connection.vendor, "indexing": indexing["cpu"], "queries": found}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["rival"]:
        rival_main(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
