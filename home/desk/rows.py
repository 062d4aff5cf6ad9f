"""One line of the record list, as it is shown and as it is given out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from archive.accounts.models import User
from archive.catalogue.models import FAMILIES, RecordFile
from archive.catalogue.parts import Part, parts_of
from archive.catalogue.terms import Term, terms_of
from archive.catalogue.vocabulary import Rights

from .standing import Access, English, Reading, State


@dataclass(frozen=True, slots=True)
class Row:
    mark: str
    title: str
    family: str
    type: str
    subjects: str
    series: str
    date: str
    who: str
    state: str
    access: str
    english: str
    rights: str
    rights_code: str
    files: int
    reading: str
    changed_by: str
    changed: datetime | None
    url: str


def read_rows(records: Iterable[Any], user: Any) -> list[Row]:
    """Of records with their standing; the same few queries however many they are."""
    records = list(records)
    families = {model._meta.model_name: str(model._meta.verbose_name) for model in FAMILIES.values()}
    parents = {record.path[: -record.steplen] for record in records}
    series = dict(Page.objects.filter(path__in=parents).values_list("path", "title"))
    held = RecordFile.objects.filter(page__in=[record.pk for record in records])
    files = dict(held.order_by().values("page").annotate(files=Count("pk")).values_list("page", "files"))
    people = User.objects.in_bulk({record.changed_by for record in records if record.changed_by})
    rights = dict(Rights.choices)
    parts = parts_of([record.pk for record in records], user)
    terms = terms_of(records)
    return [
        Row(
            mark=record.code or "",
            title=record.title,
            family=families.get(record.cached_content_type.model, ""),
            type=_said(terms[record.pk].type),
            subjects=" ; ".join(map(_said, terms[record.pk].subjects)),
            series=series.get(record.path[: -record.steplen], ""),
            date=record.date_as_written,
            who=" ; ".join(_part(part) for part in parts.get(record.pk, ())),
            state=str(State(record.state).label),
            access=str(Access(record.access).label),
            english=str(English(record.english).label),
            rights=str(rights.get(record.rights, _("missing"))),
            rights_code=record.rights or _("missing"),
            files=files.get(record.pk, 0),
            reading=str(Reading(record.reading).label),
            changed_by=_name(people.get(record.changed_by)),
            changed=record.latest_revision_created_at,
            url=reverse("wagtailadmin_pages:edit", args=[record.pk if record.opens_french else record.face]),
        )
        for record in records
    ]


def _said(term: Term | None) -> str:
    return term.label.said_in("fr").text if term else ""


def _part(part: Part) -> str:
    """The archivist's language is the records' own."""
    return f"{part.name.fr or _('a person not named')} ({part.role.fr})"


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
