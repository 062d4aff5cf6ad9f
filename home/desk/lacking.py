"""What a record should say, and whether it does: defined once, for the editor of a record and the report on
all of them. Each rule speaks of an object as last saved (`of`) and of rows (`condition`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, IntegerField, Model, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.catalogue.access import day_of
from archive.catalogue.models import (
    CREATORS,
    FAMILIES,
    Observation,
    RecordAgent,
    RecordCaption,
    RecordElement,
    RecordFile,
    RecordPage,
    RecordSubject,
    Restriction,
)
from archive.catalogue.vocabulary import Rights
from archive.holdings.models import Canvas
from archive.ingest.models import Unfolding

from .standing import English, told


class Rule(Protocol):
    def of(self, record: RecordPage) -> bool:
        """Whether this record lacks it."""

    def condition(self) -> Q:
        """The same, of rows that have their standing."""


@dataclass(frozen=True, slots=True)
class Says:
    """A field that holds none of these values."""

    field: str
    nothing: tuple[Any, ...] = ("",)

    def of(self, record: RecordPage) -> bool:
        return getattr(record, self.field) in self.nothing

    def condition(self) -> Q:
        found = Q()
        for value in self.nothing:
            found |= Q(**{self.field: value})
        return found


@dataclass(frozen=True, slots=True)
class Names:
    """At least one row of the record, by the name of its relation; `wanted` narrows which."""

    rows: str
    model: type[Model]
    wanted: tuple[str, Any] | None = None

    def _wanted(self) -> dict[str, Any]:
        return dict([self.wanted] if self.wanted else [])

    def of(self, record: RecordPage) -> bool:
        return not getattr(record, self.rows).filter(**self._wanted()).exists()

    def condition(self) -> Q:
        rows = self.model._default_manager.filter(page=OuterRef("pk"), **self._wanted())
        return Q(~Exists(rows))


@dataclass(frozen=True, slots=True)
class Reads:
    """No file of those that could not be read."""

    failed: Callable[[], Q]  # of RecordFile

    def of(self, record: RecordPage) -> bool:
        held = [row.document_id for row in record.files.all()]
        return RecordFile.objects.filter(self.failed(), document__in=held).exists()

    def condition(self) -> Q:
        return Q(Exists(RecordFile.objects.filter(self.failed(), page=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class Captions:
    """Words about each file."""

    def of(self, record: RecordPage) -> bool:
        said = {row.document_id for row in record.captions.all() if row.text}
        return any(row.document_id not in said for row in record.files.all())

    def condition(self) -> Q:
        said = RecordCaption.objects.filter(page=OuterRef("page"), document=OuterRef("document"))
        return Q(Exists(RecordFile.objects.filter(~Exists(said.exclude(text="")), page=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class Stands:
    """What is kept beside the record, so that its drafts know nothing of it."""

    lacking: Callable[[], Q]

    def of(self, record: RecordPage) -> bool:
        return told(RecordPage.objects.filter(pk=record.pk)).filter(self.lacking()).exists()

    def condition(self) -> Q:
        return self.lacking()


@dataclass(frozen=True, slots=True)
class Wanted:
    """`families`: of which it is asked; of all when empty. Without what is `required`, none is published."""

    key: str
    name: Promise
    rule: Rule
    lacking: Promise
    given: Promise
    families: tuple[str, ...] = ()
    required: bool = False

    def asked_of(self, family: str) -> bool:
        return not self.families or family in self.families

    def condition(self) -> Q:
        if not self.families:
            return self.rule.condition()
        kinds = [ContentType.objects.get_for_model(FAMILIES[family]).pk for family in self.families]
        return self.rule.condition() & Q(content_type__in=kinds)


def _unread() -> Q:
    broken = Canvas.objects.filter(document=OuterRef("document")).exclude(cause="")
    return Q(document__unfolding__state=Unfolding.State.FAILED) | Q(Exists(broken))


def _unreviewed() -> Q:
    """Closed without a day on which that is looked at again, or past it."""
    today = day_of()
    bars = Restriction.objects.in_force(today).filter(Q(review_on=None) | Q(review_on__lte=today))
    held = RecordFile.objects.filter(page=OuterRef("pk"), document__in=bars.values("document"))
    return Q(Exists(bars.filter(record=OuterRef("pk")))) | Q(Exists(held))


def _unobserved() -> Q:
    return Q(~Exists(Observation.objects.filter(report=OuterRef("pk"))))


READ_FROM = {"date_as_written": "date_edtf"}  # a date is given once it is understood
REQUIRED = tuple(
    Wanted(
        key=name,
        name=RecordPage._meta.get_field(name).verbose_name,
        rule=Says(READ_FROM.get(name, name)),
        lacking=_("It is required."),
        given=_("It is given."),
        required=True,
    )
    for name in RecordPage.required_elements
)
RECOMMENDED = (
    Wanted(
        "type",
        _("type"),
        Says("type", (None,)),
        _("Its type is not said."),
        _("Its type is said."),
    ),
    Wanted(
        "creator",
        _("creator"),
        Names("agents", RecordAgent, ("role__slug__in", CREATORS)),
        _("Who made it is not said."),
        _("Who made it is said."),
    ),
    Wanted(
        "scope",
        _("scope and content"),
        Says("scope_and_content"),
        _("Its content is not described."),
        _("Its content is described."),
    ),
    Wanted(
        "extent",
        _("extent"),
        Says("extent"),
        _("Its extent is not said."),
        _("Its extent is said."),
    ),
    Wanted(
        "element",
        _("part of the building"),
        Names("elements", RecordElement),
        _("No part of the building is named."),
        _("The parts of the building are named."),
    ),
    Wanted(
        "subject",
        _("subject"),
        Names("subjects", RecordSubject),
        _("It has no subject."),
        _("It has its subjects."),
    ),
    Wanted(
        "evaluation",
        _("evaluation of the rights"),
        Says("rights", ("", Rights.CNE)),
        _("The rights have not been evaluated."),
        _("The rights have been evaluated."),
    ),
    Wanted(
        "originals",
        _("location of originals"),
        Says("originals"),
        _("Where the original is kept is not said."),
        _("Where the original is kept is said."),
        ("historical_document",),
    ),
    Wanted(
        "finding",
        _("findings"),
        Stands(_unobserved),
        _("None of its findings is written."),
        _("Its findings are written."),
        ("diagnostic_report",),
    ),
    Wanted(
        "file",
        _("file"),
        Names("files", RecordFile),
        _("No file is attached."),
        _("A file is attached."),
    ),
    Wanted(
        "reading",
        _("reading of its files"),
        Reads(_unread),
        _("A file or a page could not be read."),
        _("No file failed to be read."),
    ),
    Wanted(
        "caption",
        _("captions"),
        Captions(),
        _("A file has no caption, which describes it to those who do not see it."),
        _("Every file has a caption."),
    ),
    Wanted(
        "english",
        _("English page"),
        Stands(lambda: ~Q(english=English.CURRENT)),
        _("The English page is not up to date."),
        _("The English page is published."),
    ),
    Wanted(
        "review",
        _("review date of a restriction"),
        Stands(_unreviewed),
        _("What is closed has no review date to come."),
        _("Nothing that is closed waits to be reviewed."),
    ),
)
WANTED = REQUIRED + RECOMMENDED
BY_KEY = {wanted.key: wanted for wanted in WANTED}


def asked_of(family: str) -> list[Wanted]:
    return [wanted for wanted in WANTED if wanted.asked_of(family)]


def lacking_any() -> Q:
    found = Q()
    for wanted in WANTED:
        found |= wanted.condition()
    return found


def measured(records: QuerySet[RecordPage]) -> QuerySet[RecordPage]:
    """Records with their standing, and `lacks_<key>` (1 or 0) of each element and `lacking`, how many."""
    flags = {f"lacks_{wanted.key}": _flag(wanted.condition()) for wanted in WANTED}
    return records.annotate(lacking=sum(flags.values(), Value(0)), **flags)


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
