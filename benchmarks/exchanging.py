"""Words that go outside: 5,000 texts of 200 pages, and 5,000 of 2,500 terms, taken out, looked at and taken
back, and how often the database is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .measure import head, row, timed

PAGES, PARAGRAPHS = 200, 24
TERMS = 2_500


@contextmanager
def asked() -> Iterator[Callable[[], int]]:
    """How often the database was asked; counting costs nothing."""
    from django.db import connection

    number = 0

    def count(execute: Any, *told: Any) -> Any:
        nonlocal number
        number += 1
        return execute(*told)

    with connection.execute_wrapper(count):
        yield lambda: number


def fill() -> None:
    from django.test import TestCase

    from archive.translation.reckoning import catch_up
    from archive.vocabularies.models import Concept
    from tests import factories

    for number in range(PAGES):
        said = "".join(
            f"<p>Le joint {at} du panneau {number} laisse <b>passer</b> l’eau vers le mur.</p>"
            for at in range(PARAGRAPHS)
        )
        with TestCase.captureOnCommitCallbacks(execute=True):
            factories.text(f"Page {number}", said)
    scheme = factories.scheme("subjects")
    Concept.objects.bulk_create(
        Concept(scheme=scheme, slug=f"t{n}", label_fr=f"Terme {n}", note_fr=f"Définition du terme {n}.")
        for n in range(TERMS)
    )
    catch_up()


def english(content: bytes) -> bytes:
    """Each text said, its tags kept."""
    import polib

    from archive.translation.exchange.po import _parsed

    file: polib.POFile = _parsed(content.decode())
    for entry in file:
        entry.msgstr = re.sub(r"\b(Le|Page|Terme|Définition)\b", "The", entry.msgid)
        entry.flags = []
    return str(file).encode()


def main() -> None:
    from .house import open_house

    open_house()
    from archive.accounts.models import User
    from archive.translation.exchange import FORMATS
    from archive.translation.exchange.base import new_seal
    from archive.translation.exchange.gathering import lines_of
    from archive.translation.exchange.taking import look, take
    from archive.translation.models import Work

    fill()
    user = User.objects.create_superuser("bench", password="bench")
    for name, works in (
        (f"{PAGES} pages", Work.objects.exclude(path="").filter(texts__gt=PARAGRAPHS)),
        (f"{TERMS} terms", Work.objects.filter(content_type__model="concept", texts=2)),
    ):
        done: dict[str, Any] = {}

        def step(said: str, work: Callable[[], Any], done: dict[str, Any] = done) -> Any:
            with timed() as spent, asked() as count:
                done[said] = work()
            row(said, f"{spent['wall']:.1f}", f"{spent['cpu']:.1f}", str(count()))
            return done[said]

        lines = lines_of(works)
        head(
            f"{len(lines)} texts of {name}: seconds on the clock, of the processor, questions to the database"
        )
        content = step(
            "taken out as PO", lambda works=works: FORMATS["po"].write(lines_of(works), new_seal())
        )
        for kind in ("csv", "xlsx"):
            step(f"as {kind.upper()}", lambda works=works, k=kind: FORMATS[k].write(lines_of(works), ""))
        back = step("PO read", lambda content=content: FORMATS["po"].read(english(content)))
        report = step("looked at", lambda back=back: look(back, user))
        step("taken in", lambda back=back: take(back, user))
        print(dict(report.count))


if __name__ == "__main__":
    main()
