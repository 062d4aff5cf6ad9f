"""What an archivist asks of the record list."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from archive.accounts.models import User
from archive.authorities.desk import may_find
from archive.authorities.models import Agent
from archive.authorities.panels import typed_agent
from archive.catalogue.access import day_of, sees_restricted
from archive.catalogue.dates import NotUnderstood, explained, understand
from archive.catalogue.models import (
    DOCUMENT_TYPES,
    FAMILIES,
    SUBJECTS,
    RecordFile,
    RecordPage,
    Restriction,
    SeriesPage,
)
from archive.catalogue.vocabulary import Rights
from archive.vocabularies.fields import typed_concept
from archive.vocabularies.models import Concept
from archive.vocabularies.trees import read_tree
from search.periods import dated_between

from .lacking import BY_KEY, WANTED, lacking_any
from .standing import Access, English, Reading, State

MISSING = "missing"
ANYTHING = "anything"


class SeriesField(filters.fields.ModelChoiceField):
    def label_from_instance(self, series: SeriesPage) -> str:
        return "— " * (series.depth - 4) + series.title


class SeriesFilter(filters.ModelChoiceFilter):
    """A series with all those under it."""

    field_class = SeriesField

    def filter(self, records: QuerySet, series: SeriesPage | None) -> QuerySet:
        return records.filter(path__startswith=series.path) if series else records


class PeriodField(forms.CharField):
    """A date or a span as people write them; its bounds."""

    def clean(self, value: Any) -> tuple[date | None, date | None] | None:
        words = super().clean(value)
        if not words:
            return None
        try:
            written = understand(words)
        except NotUnderstood as refusal:
            raise ValidationError(explained(refusal)) from refusal
        return written.earliest, written.latest


class PeriodFilter(filters.Filter):
    """Records whose date overlaps the one typed; those without a date for one that has none: s.d."""

    field_class = PeriodField

    def filter(self, records: QuerySet, bounds: tuple[date | None, date | None] | None) -> QuerySet:
        return records.filter(dated_between(*bounds)) if bounds else records


def known_series(request: Any) -> QuerySet[SeriesPage]:
    series = SeriesPage.objects.filter(locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE).order_by(
        "path"
    )
    return series if sees_restricted(request and request.user) else series.filter(live=True)


def _people(request: Any) -> QuerySet[User]:
    return User.objects.filter(is_active=True).order_by("username")


class ConceptFilter(filters.ModelChoiceFilter):
    """A concept with all that stands under it."""

    def __init__(self, *, scheme: str, path: str, **kwargs: Any) -> None:
        self.scheme, self.path = scheme, path
        queryset = lambda request: Concept.objects.in_scheme(scheme)  # noqa: E731 (asked for once there are models)
        super().__init__(queryset=queryset, widget=typed_concept(scheme), **kwargs)

    def filter(self, records: QuerySet, concept: Concept | None) -> QuerySet:
        if concept is None:
            return records
        below = read_tree(self.scheme).below([concept.slug])
        found = RecordPage.objects.filter(**{self.path: below})
        return records.filter(pk__in=found.values("pk"))


class RecordFilters(WagtailFilterSet):
    family = filters.ChoiceFilter(
        label=_("Family"),
        method="of_family",
        choices=[(key, model._meta.verbose_name) for key, model in FAMILIES.items()],
    )
    series = SeriesFilter(label=_("Series"), queryset=known_series)
    type = ConceptFilter(label=_("Type"), scheme=DOCUMENT_TYPES, path="type__in")
    subject = ConceptFilter(label=_("Subject"), scheme=SUBJECTS, path="subjects__concept__in")
    agent = filters.ModelChoiceFilter(
        label=_("Person or organisation"),
        method="with_agent",
        queryset=Agent.objects.all(),
        widget=typed_agent(()),
    )
    period = PeriodFilter(
        label=_("Period"), help_text=_("As a date is written: années 1950, 1948-1961, avant 2012, s.d.")
    )
    state = filters.ChoiceFilter(label=_("State"), choices=State.choices)
    access = filters.ChoiceFilter(label=_("Access"), choices=Access.choices)
    english = filters.ChoiceFilter(label=_("Translation"), choices=English.choices)
    reading = filters.ChoiceFilter(label=_("Files"), choices=Reading.choices)
    rights = filters.ChoiceFilter(
        label=_("Rights"), method="with_rights", choices=[(MISSING, _("missing")), *Rights.choices]
    )
    lacks = filters.MultipleChoiceFilter(
        label=_("What is lacking"),
        method="that_lack",
        choices=[(ANYTHING, _("anything")), *((wanted.key, wanted.name) for wanted in WANTED)],
        widget=forms.CheckboxSelectMultiple,
    )
    review = filters.ChoiceFilter(
        label=_("Restriction"), method="to_review", choices=[("due", _("to be reviewed"))]
    )
    by = filters.ModelChoiceFilter(
        label=_("Changed by"), field_name="latest_revision__user", queryset=_people
    )
    since = filters.DateFilter(
        label=_("Changed since"),
        field_name="latest_revision_created_at",
        lookup_expr="date__gte",
        widget=AdminDateInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_find(self.request and self.request.user):
            del self.filters["agent"]

    def with_agent(self, records: QuerySet, name: str, agent: Agent | None) -> QuerySet:
        return records.filter(agents__agent=agent.standing).distinct() if agent else records

    def of_family(self, records: QuerySet, name: str, family: str) -> QuerySet:
        return records.type(FAMILIES[family])

    def with_rights(self, records: QuerySet, name: str, rights: str) -> QuerySet:
        return records.filter(rights="" if rights == MISSING else rights)

    def that_lack(self, records: QuerySet, name: str, keys: list[str]) -> QuerySet:
        """All that is asked for at once; nothing is asked of what has been withdrawn."""
        records = records.exclude(state=State.WITHDRAWN) if keys else records
        for key in keys:
            records = records.filter(lacking_any() if key == ANYTHING else BY_KEY[key].condition())
        return records

    def to_review(self, records: QuerySet, name: str, value: str) -> QuerySet:
        due = Restriction.objects.filter(review_on__lte=day_of())
        held = RecordFile.objects.filter(document__in=due.filter(record=None).values("document"))
        return records.filter(Q(pk__in=due.values("record")) | Q(pk__in=held.values("page")))
