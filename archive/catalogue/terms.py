"""The concepts by which records are described: what each is, and what each is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import IntegerField, Value

from archive.core.words import Bilingual
from archive.vocabularies.models import Concept

from .models import RecordPage, RecordSubject


@dataclass(frozen=True, slots=True)
class Term:
    """A concept as a notice names it."""

    pk: int
    scheme: str  # keys
    key: str
    label: Bilingual

    @classmethod
    def named(cls, pk: int, scheme: str, key: str, french: str, english: str) -> Term:
        return cls(pk, scheme, key, Bilingual(french, english))


@dataclass(frozen=True, slots=True)
class Terms:
    type: Term | None = None
    subjects: tuple[Term, ...] = ()


NAMED = ("pk", "scheme__key", "slug", "label_fr", "label_en")
NOTHING = Value(None, output_field=IntegerField())


def terms_of(records: Iterable[RecordPage]) -> dict[int, Terms]:
    """French rows' pk → terms; one query however many they are."""
    records = list(records)
    types = Concept.objects.order_by().filter(pk__in={record.type_id for record in records} - {None})
    rows = RecordSubject.objects.order_by().filter(page__in=[record.pk for record in records])
    about = rows.values_list("page_id", "sort_order", "pk", *(f"concept__{name}" for name in NAMED))
    found = types.values_list(NOTHING, NOTHING, NOTHING, *NAMED).union(about, all=True)
    known: dict[int, Term] = {}
    subjects: dict[int, dict[Term, None]] = defaultdict(dict)
    for page, _place, _row, *named in sorted(found, key=lambda row: (row[1] or 0, row[2] or 0)):
        term = known[named[0]] = Term.named(*named)
        if page is not None:
            subjects[page][term] = None
    return {
        record.pk: Terms(known.get(record.type_id), tuple(subjects.get(record.pk, ()))) for record in records
    }
