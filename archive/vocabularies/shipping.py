"""The vocabularies that come with the software: schemes/*.csv, brought into the database.

What an editor has changed, merged or deleted since stays as the editor left it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from .content import WORDS, Content, content_of, matches_of, rows_of
from .models import Concept, ConceptLabel, ConceptMatch, ConceptScheme, FormerConcept, ShippedConcept
from .signals import concepts_taken

FOLDER = Path(__file__).parent / "schemes"
BETWEEN = "|"  # several labels, matches or keys in one cell
Key = tuple[str, str]  # scheme, concept


@dataclass
class Loaded:
    """What was done, by keys such as `roles/architect`."""

    made: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # changed here: the new version was not taken
    refused: list[str] = field(default_factory=list)  # its name belongs to another concept

    def lines(self) -> list[str]:
        said = []
        if self.made:
            said.append(f"Vocabularies: {len(self.made)} concepts loaded.")
        if self.updated:
            said.append(f"Vocabularies: {len(self.updated)} concepts brought up to date.")
        if self.kept:
            said.append("Left as they were changed or taken away here: " + ", ".join(self.kept))
        if self.refused:
            said.append("Left out, for another concept has the name: " + ", ".join(self.refused))
        return said


def read_index() -> list[dict[str, str]]:
    return list(_rows(FOLDER / "index.csv"))


def read_scheme(key: str) -> dict[str, Content]:
    """Concept key → content, in the order of the file."""
    found = {row["key"]: _content(row) for row in _rows(FOLDER / f"{key}.csv")}
    for slug, content in found.items():
        for other in content.related:
            found[other].related.add(slug)
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _content(row: dict[str, str]) -> Content:
    def cells(name: str) -> list[str]:
        return [text for text in row.get(name, "").split(BETWEEN) if text]

    return Content(
        words={name: row.get(name, "") for name in WORDS},
        broader=row.get("broader", ""),
        labels={
            (kind, language, text)
            for kind in ConceptLabel.Kind.values
            for language in ("fr", "en")
            for text in cells(f"{kind}_{language}")
        },
        matches={(kind, uri) for kind in ConceptMatch.Kind.values for uri in cells(f"{kind}_match")},
        related=set(cells("related")),
        also_under=set(cells("also_under")),
    )


@transaction.atomic
def load() -> Loaded:
    """Nothing but two queries when there is nothing new."""
    done = Loaded()
    known: dict[Key, ShippedConcept] = {
        (row.scheme_key, row.slug): row for row in ShippedConcept.objects.all()
    }
    for order, row in enumerate(read_index(), start=1):
        key = row.pop("key")
        shipped = read_scheme(key)
        news = {
            slug: content
            for slug, content in shipped.items()
            if (key, slug) not in known or known[key, slug].digest != content.digest
        }
        if news:
            scheme, _made = ConceptScheme.objects.get_or_create(key=key, defaults=row | {"sort_order": order})
            _take(scheme, news, list(shipped), known, done)
    if done.made or done.updated:
        concepts_taken.send(sender=Concept)
    return done


def _take(
    scheme: ConceptScheme,
    news: dict[str, Content],
    order: list[str],
    known: dict[Key, ShippedConcept],
    done: Loaded,
) -> None:
    there = {concept.slug: concept for concept in scheme.concepts.select_related("broader")}
    former = set(FormerConcept.objects.filter(scheme=scheme).values_list("slug", flat=True))
    fresh = []
    for slug, content in news.items():
        before, name = known.get((scheme.key, slug)), f"{scheme.key}/{slug}"
        if slug in there and before and content_of(there[slug]).digest == before.digest:
            if _is_taken(scheme, slug, content):
                done.refused.append(name)
                continue
            _store(scheme, there[slug], content)
            done.updated.append(name)
        elif slug in there or slug in former or before:
            done.kept.append(name)
        elif _is_taken(scheme, slug, content):
            done.refused.append(name)
            continue
        else:
            fresh.append(slug)
            done.made.append(name)
        ShippedConcept.objects.update_or_create(
            scheme_key=scheme.key, slug=slug, defaults={"digest": content.digest}
        )
    _make(scheme, {slug: news[slug] for slug in fresh}, {slug: n for n, slug in enumerate(order, start=1)})


def _is_taken(scheme: ConceptScheme, slug: str, content: Content) -> bool:
    wanted = Concept(**content.words)
    wanted.fold()
    same = Q(folded_fr=wanted.folded_fr) | Q(folded_en=wanted.folded_en)
    return Concept.objects.filter(same, scheme=scheme).exclude(slug=slug).exists()


def _make(scheme: ConceptScheme, contents: dict[str, Content], order: dict[str, int]) -> None:
    """In bulk: a first load is some five hundred."""
    made = [
        Concept(scheme=scheme, slug=slug, sort_order=order[slug], **content.words)
        for slug, content in contents.items()
    ]
    for concept in made:
        concept.fold()
    Concept.objects.bulk_create(made)
    there = {concept.slug: concept for concept in scheme.concepts.all()}
    for slug, content in contents.items():
        there[slug].broader = there.get(content.broader)
    Concept.objects.bulk_update([there[slug] for slug in contents], ["broader"])
    ConceptLabel.objects.bulk_create(
        row for slug, content in contents.items() for row in rows_of(there[slug], content.labels)
    )
    ConceptMatch.objects.bulk_create(
        row for slug, content in contents.items() for row in matches_of(there[slug], content.matches)
    )
    for slug, content in contents.items():
        if content.related:
            there[slug].related.add(*_present(there, content.related))
        if content.also_under:
            there[slug].also_under.add(*_present(there, content.also_under))


def _store(scheme: ConceptScheme, concept: Concept, content: Content) -> None:
    there = {row.slug: row for row in scheme.concepts.all()}
    for name, text in content.words.items():
        setattr(concept, name, text)
    concept.broader = there.get(content.broader)
    concept.save()
    ConceptLabel.objects.filter(concept=concept).delete()
    ConceptLabel.objects.bulk_create(rows_of(concept, content.labels))
    ConceptMatch.objects.filter(concept=concept).delete()
    ConceptMatch.objects.bulk_create(matches_of(concept, content.matches))
    concept.related.set(_present(there, content.related))
    concept.also_under.set(_present(there, content.also_under))


def _present(there: dict[str, Concept], slugs: Iterable[str]) -> list[Concept]:
    return [there[slug] for slug in sorted(slugs) if slug in there]
