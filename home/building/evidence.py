"""The records that show something, of those that the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from archive.catalogue.access import visible
from archive.catalogue.models import Mark
from archive.core.words import Bilingual


@dataclass(frozen=True, slots=True)
class Said:
    """A thing that is known, and who says so."""

    thing: Any
    period: Bilingual
    record: dict[str, str] | None


def said(rows: Iterable[Any], user: Any) -> list[Said]:
    """Rows with period, source, record; two queries however many they are."""
    rows = list(rows)
    keys = {row.record_id for row in rows if row.record_id}
    codes: dict[int, str] = {}
    if keys:
        seen = dict(visible(user).records().filter(pk__in=keys).values_list("pk", "translation_key"))
        marks = dict(Mark.objects.filter(key__in=seen.values()).values_list("key", "code"))
        codes = {pk: marks[key] for pk, key in seen.items() if key in marks}
    return [Said(row, row.period_said, _record(row, codes)) for row in rows]


def _record(row: Any, codes: dict[int, str]) -> dict[str, str] | None:
    code = codes.get(row.record_id)
    if code is None:
        return None
    page = getattr(row, "page", None)
    return {"mark": code, "url": reverse("permanent", args=[code]) + (f"?p={page}" if page else "")}
