"""Facets: to add one, add its entry here. Its key is its parameter in the address, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.catalogue.models import FAMILIES, RecordPage
from archive.catalogue.vocabulary import DocumentLanguage


def _family_labels() -> dict[str, str]:
    return {key: str(model._meta.verbose_name_plural).capitalize() for key, model in FAMILIES.items()}


def _language_labels() -> dict[str, str]:
    return {value: str(label) for value, label in DocumentLanguage.choices}


def _of_families(values: Iterable[str]) -> Q:
    return Q(content_type__model__in=[FAMILIES[value]._meta.model_name for value in values])


def _family_counts(records: QuerySet[RecordPage]) -> dict[str, int]:
    names = {model._meta.model_name: key for key, model in FAMILIES.items()}
    rows = records.order_by().values_list("content_type__model").annotate(Count("pk"))
    return {names[name]: count for name, count in rows}


def _language_counts(records: QuerySet[RecordPage]) -> dict[str, int]:
    return dict(records.order_by().values_list("document_language").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Facet:
    key: str
    legend: Promise
    labels: Callable[[], dict[str, str]]
    narrow: Callable[[Iterable[str]], Q]
    count: Callable[[QuerySet[RecordPage]], dict[str, int]]
    always: bool  # values without any record are shown too

    def shown(self, counts: Mapping[str, int], chosen: Iterable[str]) -> dict[str, object]:
        """What a template needs: legend and values with their counts."""
        chosen = set(chosen)
        values = [
            {"value": value, "label": label, "count": counts.get(value, 0), "checked": value in chosen}
            for value, label in self.labels().items()
            if self.always or counts.get(value) or value in chosen
        ]
        return {"key": self.key, "legend": self.legend, "values": values}


FACETS = (
    Facet("family", _("Family"), _family_labels, _of_families, _family_counts, always=True),
    Facet(
        "language",
        _("Language of the document"),
        _language_labels,
        lambda values: Q(document_language__in=list(values)),
        _language_counts,
        always=False,
    ),
)


def chosen(parameters: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Values asked for in the address, those that exist only."""
    return {
        facet.key: tuple(v for v in dict.fromkeys(parameters.get(facet.key, [])) if v in facet.labels())
        for facet in FACETS
    }


def narrowed(
    records: QuerySet[RecordPage], wanted: Mapping[str, Iterable[str]], but: str = ""
) -> QuerySet[RecordPage]:
    """Or within a facet, and between facets; `but` names the facet that is being counted."""
    for facet in FACETS:
        values = list(wanted.get(facet.key, ()))
        if values and facet.key != but:
            records = records.filter(facet.narrow(values))
    return records
