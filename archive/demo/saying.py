"""What the demonstration's records are, are about, and have to do with each other (content/said.toml)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from archive.catalogue.models import RecordPage, RecordRelation
from archive.vocabularies.models import Concept

from .reading import FOLDER, ContentError, made, read


@dataclass(frozen=True, slots=True)
class Said:
    """Concepts by their keys; relations as (kind, key of the other record)."""

    type: str
    subjects: tuple[str, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()


def load() -> dict[str, Said]:
    """By the key of the record. Raises ContentError."""
    found = {}
    for key, entry in read(FOLDER / "said.toml").items():
        fields: dict[str, Any] = dict(entry)
        fields["subjects"] = tuple(fields.get("subjects", ()))
        fields["relations"] = tuple((kind, other) for kind, other in fields.get("relations", ()))
        found[key] = made(Said, key, fields)
    return found


def concept(scheme: str, key: str) -> Concept:
    found = Concept.objects.filter(scheme__key=scheme, slug=key).first()
    if found is None:
        raise ContentError(f"said.toml: {scheme} has no {key!r}")
    return found


def say(record: RecordPage, said: Said) -> None:
    """On the row, which is then to be saved."""
    record.type = concept("document-types", said.type)
    record.set_subjects([concept("subjects", key) for key in said.subjects])


def relate(known: dict[str, Said], find: Callable[[str], RecordPage | None]) -> None:
    """Once all records stand. find: the record of a key."""
    for key, said in known.items():
        for place, (kind, other) in enumerate(said.relations):
            page, target = find(key), find(other)
            if page is not None and target is not None:
                RecordRelation.objects.get_or_create(
                    page=page, kind=kind, other=target, defaults={"sort_order": place}
                )
