"""The glossary that comes with the software (glossary.csv), brought into the database."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.db import transaction

from .models import GlossaryTerm
from .models.glossary import WORDS, ShippedTerm, folded

FILE = Path(__file__).parent / "glossary.csv"


def shipped() -> Iterator[dict[str, Any]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            several = {name: row[name].replace("|", "\n") for name in ("others", "avoid")}
            yield row | several | {"keep": bool(row["keep"])}


def digest(words: dict[str, Any]) -> str:
    text = json.dumps([words[name] for name in WORDS])
    return blake2b(text.encode("ascii"), digest_size=16).hexdigest()


@transaction.atomic
def load() -> int:
    """What was changed or deleted here stays so. Returns how many terms were made or brought up to date."""
    known = dict(ShippedTerm.objects.values_list("folded", "digest"))
    news = {
        folded(words["french"]): words
        for words in shipped()
        if known.get(folded(words["french"])) != digest(words)
    }
    there = {term.folded: term for term in GlossaryTerm.objects.filter(folded__in=news)}
    taken = 0
    for key, words in news.items():
        term = there.get(key)
        if term is None and key not in known:
            term = GlossaryTerm()
        elif term is None or digest({name: getattr(term, name) for name in WORDS}) != known.get(key):
            term = None
        if term is not None:
            for name in WORDS:
                setattr(term, name, words[name])
            term.save()
            taken += 1
        ShippedTerm.objects.update_or_create(folded=key, defaults={"digest": digest(words)})
    return taken
