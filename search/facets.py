"""Facets: to add one, add its entry here. Its key is its parameter in the address, in both languages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.authorities.models import Element
from archive.authorities.naming import Names, names_of
from archive.catalogue.models import (
    DOCUMENT_TYPES,
    FAMILIES,
    SUBJECTS,
    RecordAgent,
    RecordElement,
    RecordPage,
    RecordSubject,
)
from archive.catalogue.vocabulary import DocumentLanguage
from archive.core.words import Bilingual
from archive.vocabularies.trees import Tree, read_tree

from . import periods
from .vocabularies import rolled_up

MOST_CHOSEN = 50  # of one facet in one address

Counts = dict[str, int]
MOST = 15


class Values(ABC):
    """The values of one facet, read once for a page."""

    labels: Mapping[str, str | Bilingual]  # in the order in which they are shown

    @abstractmethod
    def narrow(self, values: Iterable[str]) -> Q: ...

    @abstractmethod
    def count(self, records: QuerySet[RecordPage]) -> Counts: ...

    def exist(self, values: Iterable[str]) -> tuple[str, ...]:
        """Those of these values, typed in an address, that there are."""
        return tuple(value for value in values if value in self.labels)

    def named(self, values: Iterable[str]) -> Mapping[str, str | Bilingual]:
        """At least these values with their labels, in order."""
        return self.labels

    def depth(self, value: str) -> int:
        return 0

    def sought(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """What the index is asked for."""
        return values

    def figures(self, counts: Mapping[str, int]) -> Mapping[str, int]:
        """Of values, from what the index counts."""
        return counts

    def is_counted(self, value: str) -> bool:
        return True


class Families(Values):
    def __init__(self) -> None:
        self.labels = {
            key: str(model._meta.verbose_name_plural).capitalize() for key, model in FAMILIES.items()
        }

    def narrow(self, values: Iterable[str]) -> Q:
        return Q(content_type__model__in=[FAMILIES[value]._meta.model_name for value in values])

    def count(self, records: QuerySet[RecordPage]) -> Counts:
        names = {model._meta.model_name: key for key, model in FAMILIES.items()}
        rows = records.order_by().values_list("content_type__model").annotate(Count("pk"))
        return {names[name]: count for name, count in rows}


class Languages(Values):
    def __init__(self) -> None:
        self.labels = {value: str(label) for value, label in DocumentLanguage.choices}

    def narrow(self, values: Iterable[str]) -> Q:
        return Q(document_language__in=list(values))

    def count(self, records: QuerySet[RecordPage]) -> Counts:
        return dict(records.order_by().values_list("document_language").annotate(Count("pk")))


class Periods(Values):
    """Decades, and spans of years that are typed: see `search.periods`."""

    def narrow(self, values: Iterable[str]) -> Q:
        return periods.overlapping(values)

    def count(self, records: QuerySet[RecordPage]) -> Counts:
        return periods.counts(records)

    def exist(self, values: Iterable[str]) -> tuple[str, ...]:
        return tuple(value for value in values if periods.read(value))

    def named(self, values: Iterable[str]) -> Mapping[str, str | Bilingual]:
        return periods.labels(values)

    def sought(self, values: tuple[str, ...]) -> tuple[str, ...]:
        return periods.sought(values)

    def figures(self, counts: Mapping[str, int]) -> Mapping[str, int]:
        return periods.figures(counts)

    def is_counted(self, value: str) -> bool:
        period = periods.read(value)
        return period is not None and period.is_decade


class Concepts(Values):
    """A concept narrows to the records of all that stands under it; from this depth on they are shown."""

    scheme = ""
    top = 0

    def __init__(self) -> None:
        self.tree: Tree = read_tree(self.scheme)
        self.labels = {branch.key: branch.label for branch in self.tree if branch.depth >= self.top}

    def depth(self, value: str) -> int:
        return self.tree.branches[value].depth - self.top


class Types(Concepts):
    scheme = DOCUMENT_TYPES
    top = 1  # above stand the families

    def narrow(self, values: Iterable[str]) -> Q:
        return Q(type__in=self.tree.below(values))

    def count(self, records: QuerySet[RecordPage]) -> Counts:
        return rolled_up(self.tree, records.order_by().exclude(type=None).values_list("pk", "type"))


class Subjects(Concepts):
    scheme = SUBJECTS

    def narrow(self, values: Iterable[str]) -> Q:
        rows = RecordSubject.objects.filter(concept__in=self.tree.below(values))
        return Q(pk__in=rows.values("page"))

    def count(self, records: QuerySet[RecordPage]) -> Counts:
        rows = RecordSubject.objects.filter(page__in=records.order_by())
        return rolled_up(self.tree, rows.order_by().values_list("page_id", "concept_id"))


class Elements(Values):
    """The parts of the building, in the order of their tree: each for all that it is made of."""

    def __init__(self) -> None:
        self.rows = {row.slug: row for row in Element.objects.all()}
        self.labels = {key: row.label for key, row in self.rows.items()}

    def depth(self, value: str) -> int:
        return self.rows[value].depth

    def narrow(self, values: Iterable[str]) -> Q:
        places = [self.rows[value].place for value in values]
        below = Q(element__place__in=places)
        for place in places:
            below |= Q(element__place__startswith=f"{place}.")
        return Q(pk__in=RecordElement.objects.filter(below).values("page"))

    def count(self, records: QuerySet[RecordPage]) -> Counts:
        keys = {row.place: key for key, row in self.rows.items()}
        above = {row.place: [keys[place] for place in row.places_above()] for row in self.rows.values()}
        found: dict[str, set[int]] = {}
        rows = RecordElement.objects.filter(page__in=records.order_by()).order_by()
        for page, place in rows.values_list("page_id", "element__place"):
            for key in above[place]:
                found.setdefault(key, set()).add(page)
        return {key: len(pages) for key, pages in found.items()}


class Agents(Values):
    """Those who have a part in some record and whose name the reader may know, in the editorial order."""

    def __init__(self, names: Names) -> None:
        used = names.agents().standing().filter(pk__in=RecordAgent.objects.values("agent"))
        self.labels: dict[str, str | Bilingual] = {agent.slug: agent.name for agent in used}

    def narrow(self, values: Iterable[str]) -> Q:
        return Q(pk__in=RecordAgent.objects.filter(agent__slug__in=list(values)).values("page"))

    def count(self, records: QuerySet[RecordPage]) -> Counts:
        rows = RecordAgent.objects.filter(page__in=records.order_by()).order_by()
        return dict(rows.values_list("agent__slug").annotate(Count("page", distinct=True)))

    def depth(self, value: str) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Facet:
    key: str
    legend: Promise
    read: Callable[[Any], Values]  # for one reader
    always: bool  # values without any record are shown too
    most: int = 0  # values shown at most, those with the most records; 0: all


FACETS = (
    Facet("family", _("Family"), lambda user: Families(), always=True),
    Facet("type", _("Type"), lambda user: Types(), always=False),
    Facet("subject", _("Subject"), lambda user: Subjects(), always=False, most=MOST),
    Facet("element", _("Part of the building"), lambda user: Elements(), always=False, most=MOST),
    Facet("agent", _("Person or organisation"), lambda user: Agents(names_of(user)), always=False, most=MOST),
    Facet("period", _("Period"), lambda user: Periods(), always=False),
    Facet("language", _("Language of the document"), lambda user: Languages(), always=False),
)


class Board:
    """All facets as one reader has them before them: their values, and those chosen in the address."""

    def __init__(self, parameters: Mapping[str, list[str]], user: Any = None) -> None:
        self.values = {facet.key: facet.read(user) for facet in FACETS}
        self.chosen = {
            facet.key: self.values[facet.key].exist(
                dict.fromkeys(parameters.get(facet.key, [])[:MOST_CHOSEN])
            )
            for facet in FACETS
        }

    @property
    def sought(self) -> dict[str, tuple[str, ...]]:
        """What the index is asked for."""
        return {key: self.values[key].sought(chosen) for key, chosen in self.chosen.items()}

    def found(self, counts: Mapping[str, Mapping[str, int]]) -> list[dict[str, object]]:
        """Filters for a template, with the figures of the index."""
        return self.shown({key: self.values[key].figures(counts.get(key, {})) for key in self.chosen})

    def narrowed(self, records: QuerySet[RecordPage], but: str = "") -> QuerySet[RecordPage]:
        """Or within a facet, and between facets; `but` names the facet that is being counted."""
        for key, chosen in self.chosen.items():
            if chosen and key != but:
                records = records.filter(self.values[key].narrow(chosen))
        return records

    def counted(self, records: QuerySet[RecordPage]) -> list[dict[str, object]]:
        """Filters for a template; a facet is not narrowed by itself."""
        return self.shown(
            {facet.key: self.values[facet.key].count(self.narrowed(records, facet.key)) for facet in FACETS}
        )

    def shown(self, counts: Mapping[str, Mapping[str, int]]) -> list[dict[str, object]]:
        """Filters for a template: legend and values with their counts. A facet that tells nothing is left
        out."""
        filters = []
        for facet in FACETS:
            of_facet, chosen, values = (
                counts.get(facet.key, {}),
                self.chosen[facet.key],
                self.values[facet.key],
            )
            rows = [
                {
                    "value": value,
                    "label": label,
                    "count": of_facet.get(value, 0) if values.is_counted(value) else None,
                    "checked": value in chosen,
                    "depth": values.depth(value),
                }
                for value, label in values.named({*of_facet, *chosen}).items()
                if facet.always or of_facet.get(value) or value in chosen
            ]
            if facet.most and len(rows) > facet.most:
                shown = sorted(rows, key=lambda row: (not row["checked"], -row["count"]))[: facet.most]
                rows = [row for row in rows if row in shown]
            if rows:
                filters.append({"key": facet.key, "legend": facet.legend, "values": rows})
        return filters
