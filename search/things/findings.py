"""Findings: found by whoever may read a report that tells them, and by the words of such reports alone."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.catalogue.access import visible
from archive.catalogue.models import Observation
from archive.vocabularies.models import Concept

from ..passage import Kind
from .base import BETWEEN, LANGUAGES, Thing, Things, words_in
from .elements import facets_of

BY_DAY = ("finding__number", *Observation._meta.ordering)
NAMED = ("decay", "cause", "condition", "urgency", "action")  # the concepts of an observation


class Findings(Things):
    kind: Kind = "finding"
    one = _("Finding")
    many = _("Findings")

    def mark(self, key: str) -> str:
        return key

    def marks(self, user: Any) -> set[str]:
        rows = visible(user).observations().order_by()
        return set(rows.values_list("finding__number", flat=True).distinct())

    def withheld_keys(self, user: Any) -> set[str]:
        """Of what is said by reports that this reader may not read, beside others that may be read."""
        seen = visible(user).observations().order_by()
        rows = Observation.objects.exclude(pk__in=seen.values("pk")).order_by()
        return {
            BETWEEN.join([number, str(pk), language])
            for pk, number in rows.values_list("pk", "finding__number")
            for language in LANGUAGES
        }

    def read(self, keys: list[str], user: Any) -> list[Thing]:
        rows = visible(user).observations().filter(finding__number__in=keys).order_by(*BY_DAY)
        rows = rows.select_related("finding__element", *NAMED)
        told: dict[str, list[Observation]] = defaultdict(list)
        for row in rows.prefetch_related("decay__labels", "cause__labels"):
            told[row.finding.number].append(row)
        facets = facets_of(seen[0].finding.element for seen in told.values())
        return [self._thing(seen, facets[seen[0].finding.element.place]) for seen in told.values()]

    def _thing(self, seen: list[Observation], facets: list[tuple[str, str]]) -> Thing:
        """Its name, then what each report says of it: a passage each, for each is as closed as its report."""
        finding, latest = seen[0].finding, seen[-1]
        passages, past = [], set()
        for language in LANGUAGES:
            where = words_in(language, finding.element.label)
            label = words_in(language, finding.label)
            if label:
                passages.append(self._passage(finding.number, language, facets, title=label[0], also=where))
            for row in seen:
                concepts = [concept for name in NAMED if (concept := getattr(row, name))]
                if said := words_in(language, row.note, *(concept.label for concept in concepts)):
                    also = [*label, *where, *_other_words(row.decay), *_other_words(row.cause)]
                    told = self._passage(
                        finding.number, language, facets, part=str(row.pk), text=said, also=also
                    )
                    passages.append(told)
                    if row is not latest:
                        past.add(told.key)
        return Thing(
            mark=finding.number,
            kind=self.kind,
            label=finding.label,
            route="building:finding",
            key=(finding.number,),
            facts=(
                finding.number,
                finding.element.label,
                latest.condition.label,
                str(latest.get_state_display()),
            ),
            passages=tuple(passages),
            past=frozenset(past),
        )


def _other_words(concept: Concept | None) -> list[str]:
    return concept.words() if concept else []
