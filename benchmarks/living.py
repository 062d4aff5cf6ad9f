"""The living site, web server and worker as `manage.py serve` starts them: how long readers wait.

Idle, with eight readers at once, and while a scan is read; and how soon what is published is found.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path

from .measure import head, median, p95, row

ROOT = Path(__file__).parent.parent
PORT = 8197
TIMES = 80
READERS = 8
RESULTS = "/fr/recherche/?q=joint+humidite+pignon"
WORDS = ["joint", "vertical", "pignon", "nord", "laisse", "passer", "humidite", "mur", "chambre", "etage"]
ASKED = list(combinations(WORDS, 3))
PUBLISH = """
import django; django.setup()
from tests import factories
factories.record(under=factories.series("Nouveau"), title="Le mot xylophage est ici")
"""


def get(address: str) -> tuple[float, str]:
    """Seconds until the whole page is there, and the page."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    began = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read().decode()
    took = time.perf_counter() - began
    connection.close()
    assert answer.status in (200, 301), (address, answer.status)
    return took, body


def waits(address: str, times: int = TIMES) -> list[float]:
    return sorted(get(address)[0] for _ in range(times))


def questions(reader: int, times: int) -> list[float]:
    """Three words, others each time: no page of results is asked for twice."""
    asked = [ASKED[n % len(ASKED)] for n in range(reader * times, (reader + 1) * times)]
    return [get("/fr/recherche/?q=" + "+".join(words))[0] for words in asked]


def main() -> None:
    from .house import furnish, open_house

    data = open_house()
    records = furnish(60, 12)
    from search import index
    from tests.ingest.samples import scan_pdf

    from .reading import TYPED, sheet

    index.rebuild()
    scan = scan_pdf(data / "scan.pdf", *[sheet(number, TYPED)[0] for number in range(30)], dpi=200)
    production = os.environ | {"DJANGO_SETTINGS_MODULE": "archive.settings.production"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "prepare"], env=production, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    with (data / "log").open("w") as log:
        site = subprocess.Popen(
            [*manage, "serve", "--port", str(PORT)], env=production, stdout=log, stderr=log, cwd=ROOT
        )
        try:
            measure(records[2].url, scan, manage, production)
        finally:
            site.terminate()
            site.wait(30)


def measure(page: str, scan: Path, manage: list[str], production: dict[str, str]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            get(page)
            break
        except OSError:
            time.sleep(0.2)
    waits(page, 10)
    idle, again = waits(page), waits(RESULTS)
    results = sorted(questions(READERS, 12))
    with ThreadPoolExecutor(READERS) as readers:
        each = list(readers.map(lambda reader: questions(reader, 12), range(READERS)))
        same = list(readers.map(lambda _reader: waits(RESULTS, 20), range(READERS)))
    crowd, chorus = (sorted(wait for one in some for wait in one) for some in (each, same))
    subprocess.run([sys.executable, "-c", PUBLISH], env=production, check=True, cwd=ROOT)
    began = time.perf_counter()
    while "est ici" not in get("/fr/recherche/?q=xylophage")[1].split("<main", 1)[1]:
        time.sleep(0.1)
    found = time.perf_counter() - began
    reading = subprocess.Popen(
        [*manage, "deposit", str(scan)], env=production, stdout=subprocess.DEVNULL, cwd=ROOT
    )
    time.sleep(8)  # until the first pages are being read
    busy = waits(page)
    assert reading.poll() is None, "the scan was read too soon to measure"
    reading.terminate()
    reading.wait()
    head("Readers of the living site: milliseconds on the clock")
    row("", "median", "p95", "", "goal")
    for name, figures, goal in (
        ("record, idle", idle, ""),
        ("record, while a scan is read", busy, f"p95 at most twice idle: {p95(busy) / p95(idle):.1f} times"),
        ("results, one reader", results, ""),
        ("the same results again", again, ""),
        (f"the same, {READERS} readers at once", chorus, ""),
        (f"results, {READERS} readers at once", crowd, "p95 under 150"),
    ):
        row(name, f"{median(figures) * 1000:.0f}", f"{p95(figures) * 1000:.0f}", "", goal)
    row("published until found", f"{found:.1f} s", "", "", "within 5 s")


if __name__ == "__main__":
    main()
