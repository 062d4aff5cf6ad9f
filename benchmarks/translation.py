"""The translation desk with 5,000 records and 20,000 approved pairs: its board, a page of 60 texts, a
publication, and a series of 200 records submitted at once; each beside the plain way.

    python -m benchmarks.translation [RECORDS]
"""

from __future__ import annotations

import itertools
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from . import remembering
from .measure import head, median, p95, row

RECORDS = 5_000
TEXTS = 60  # of one page of the desk
SUBTREE = 200
TIMES = 10


def taken(work: Callable[[], Any], times: int = TIMES) -> tuple[list[float], int]:
    """Milliseconds on the clock, sorted, and the queries of one; the first run is not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        work()
    asked = len(queries)  # a later request empties the log
    found = []
    for _time in range(times):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return sorted(found), asked


def fill(records: int) -> Any:
    """Approved pairs, and rows of the board in every state as records would have them below one series: the
    board reads nothing else of a record. Returns the series."""
    from django.contrib.contenttypes.models import ContentType

    from archive.catalogue.models import HistoricalDocumentPage
    from archive.translation.models import State, Work
    from tests import factories

    remembering.fill(random.Random(1958))
    series = factories.series("Série")
    kind = ContentType.objects.get_for_model(HistoricalDocumentPage)
    states = itertools.cycle(State)
    Work.objects.bulk_create(
        (
            Work(
                content_type=kind,
                object_id=2_000_000 + n,
                title=f"Document {n} de la cité",
                path=f"{series.path}{n + 1:04}",
                state=next(states),
                texts=2,
                missing=n % 3,
            )
            for n in range(records)
        ),
        batch_size=500,
    )
    return series


def of_the_board(client: Any) -> None:
    from archive.translation.models import Work

    head(f"The board, {Work.objects.count():,} rows: ms on the clock, median and p95; queries (goal: 1 s)")
    for name, query in (
        ("the list", ""),
        ("out of date, by title", "?state=outdated&ordering=title"),
        ("words of a title", "?q=document+42"),
        ("page 40", "?p=40"),
        ("as CSV", "?export=csv"),
    ):
        address = f"/admin/translation/{query}"

        def ask(address: str = address) -> None:
            answer = client.get(address)
            assert answer.status_code == 200
            if answer.streaming:
                b"".join(answer.streaming_content)

        times, queries = taken(ask)
        row(name, f"{median(times):.0f}", f"{p95(times):.0f}", str(queries))


def of_the_desk(client: Any) -> None:
    from archive.translation.reckoning import work_of
    from tests import factories

    sentences = [remembering.sentence(random.Random(n)) for n in range(TEXTS - 1)]
    page = factories.text(title="Texte long", body="".join(f"<p>{text}</p>" for text in sentences))
    factories.publish_face(page)
    work = work_of(page)
    times, queries = taken(lambda: client.get(f"/admin/translation/{work.pk}/"))
    head(f"The desk, a page of {work.texts} texts: ms on the clock (goal: 500)")
    row("the page", f"{median(times):.0f}", f"{p95(times):.0f}", str(queries))


def of_a_publication(series: Any) -> None:
    from unittest.mock import patch

    from archive.translation import faces, reckoning
    from tests import factories

    record = factories.record(
        under=series, title="Notice", scope_and_content="Consignes.", archival_history="Mairie."
    )
    factories.publish_face(record)

    def publish(**words: str) -> None:
        page = type(record).objects.get(pk=record.pk)
        for name, said in words.items():
            setattr(page, name, said)
        page.save_revision().publish()

    def always(source: Any, page: Any) -> bool:
        source.update_from_db()
        return True

    head("A publication of a record: ms on the clock, median and p95; queries")
    dates = iter(range(1000, 2000))
    times, queries = taken(lambda: publish(date_as_written=str(next(dates))))
    row("facts alone have changed", f"{median(times):.0f}", f"{p95(times):.0f}", str(queries))
    with patch.object(faces, "follow", always), patch.object(faces, "has_face", lambda page: False):
        times, queries = taken(lambda: publish(date_as_written=str(next(dates))))
    row("with all texts taken apart anew", f"{median(times):.0f}", f"{p95(times):.0f}", str(queries))
    times, queries = taken(lambda: publish(title=f"Notice {next(dates)}"))
    row("a word has changed", f"{median(times):.0f}", f"{p95(times):.0f}", str(queries))
    with patch.object(faces, "follow", lambda *_: False), patch.object(reckoning, "reckon", lambda *_: []):
        times, queries = taken(lambda: publish(date_as_written=str(next(dates))))
    row("without the desk", f"{median(times):.0f}", f"{p95(times):.0f}", str(queries))


def of_a_series(user: Any) -> None:
    from archive.translation import batches
    from archive.translation.models import Batch, Work
    from archive.translation.sources import source_of
    from tests import factories

    series = factories.series("À soumettre")
    for n in range(SUBTREE):
        factories.write_face(factories.record(under=series, title=f"Plan {n} du refend"))
    works = Work.objects.filter(path__startswith=series.path).exclude(object_id=series.pk)
    began = time.perf_counter()
    batch = Batch.objects.create(
        by=user, works=list(batches.to_submit(works).order_by("path").values_list("pk", flat=True))
    )
    asked = (time.perf_counter() - began) * 1000
    slices = []
    more = True
    while more:
        began = time.perf_counter()
        more = batches.go_on(batch.pk)
        slices.append(time.perf_counter() - began)
    batch.refresh_from_db()
    assert batch.done == batch.total == SUBTREE and not batch.refused
    some = list(works.select_related("content_type")[:50])
    times, _queries = taken(lambda: [source_of(work).segments(work) for work in some], 3)
    head(f"The board, were each of {RECORDS:,} rows reckoned when asked, ms (from {len(some)})")
    row("the plain way", f"{median(times) / len(some) * RECORDS:,.0f}")
    head(f"A series of {SUBTREE} records submitted")
    row("the answer to whoever asks, ms", f"{asked:.0f}")
    row("the whole, in the background, s", f"{sum(slices):.1f}", "", "", f"{len(slices)} slices")
    row("the longest slice, s", f"{max(slices):.1f}")


def main(records: int) -> None:
    from .house import open_house

    open_house()
    series = fill(records)
    from django.contrib.auth import get_user_model
    from django.test import Client

    user = get_user_model().objects.create_superuser("a", "a@example.org", "a")
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    of_the_board(client)
    of_the_desk(client)
    of_a_publication(series)
    of_a_series(user)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS)
