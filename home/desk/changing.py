"""Many records changed at once: what would change is shown first, and one click takes it back while nobody
has worked on them since."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page

from archive.authorities.models import Element
from archive.catalogue.models import RecordElement, RecordPage, SeriesPage
from archive.catalogue.vocabulary import DocumentLanguage, Level, Rights
from archive.vocabularies.models import Concept

from ..models import ChangedRecord, RecordsChange

MOST = 500  # records in one change
Value = Any  # what JSON can keep


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that may be said of many records. `becomes`: (value there, value asked for) → value after."""

    label: Promise
    read: Callable[[RecordPage], Value]
    write: Callable[[RecordPage, Value], None]
    becomes: Callable[[Value, Value], Value]
    say: Callable[[Value], str]


def _plain(name: str, label: Promise, choices: Any) -> Change:
    labels = dict(choices.choices)
    return Change(
        label,
        lambda record: getattr(record, name),
        lambda record, value: setattr(record, name, value),
        lambda _there, asked: asked,
        lambda value: str(labels.get(value, value or "—")),
    )


def _elements(record: RecordPage) -> list[int]:
    return sorted(row.element_id for row in record.elements.all())


def _set_elements(record: RecordPage, pks: list[int]) -> None:
    rows = {row.element_id: row for row in record.elements.all()}
    record.elements.set([rows.get(pk) or RecordElement(element_id=pk) for pk in pks])


def _say_elements(pks: list[int]) -> str:
    names = {element.pk: str(element) for element in Element.objects.filter(pk__in=pks)}
    return ", ".join(names[pk] for pk in pks if pk in names) or "—"


def _subjects(record: RecordPage) -> list[int]:
    return [row.concept_id for row in record.subjects.all()]


def _set_subjects(record: RecordPage, pks: list[int]) -> None:
    """In this order; one that was merged away or deleted meanwhile is passed over."""
    known = Concept.objects.in_bulk(pks)
    record.set_subjects([known[pk] for pk in pks if pk in known])


def _set_type(record: RecordPage, pk: int | None) -> None:
    record.type = Concept.objects.filter(pk=pk).first()


def _say_concepts(pks: list[int]) -> str:
    names = Concept.objects.in_bulk(pks)
    return ", ".join(str(names[pk]) for pk in pks if pk in names) or "—"


def _parent(record: RecordPage) -> int:
    return int(record.get_parent().pk)


def _say_series(pk: int) -> str:
    return str(SeriesPage.objects.filter(pk=pk).values_list("title", flat=True).first() or "—")


CHANGES: dict[str, Change] = {
    "rights": _plain("rights", gettext_lazy("Rights statement"), Rights),
    "level": _plain("level", gettext_lazy("Level of description"), Level),
    "language": _plain("document_language", gettext_lazy("Language of the document"), DocumentLanguage),
    "add_element": Change(
        gettext_lazy("Add a part of the building"),
        _elements,
        _set_elements,
        lambda there, asked: sorted({*there, asked}),
        _say_elements,
    ),
    "remove_element": Change(
        gettext_lazy("Take away a part of the building"),
        _elements,
        _set_elements,
        lambda there, asked: [pk for pk in there if pk != asked],
        _say_elements,
    ),
    "type": Change(
        gettext_lazy("Type"),
        lambda record: record.type_id,
        _set_type,
        lambda _there, asked: asked,
        lambda pk: _say_concepts([pk] if pk else []),
    ),
    "add_subject": Change(
        gettext_lazy("Add a subject"),
        _subjects,
        _set_subjects,
        lambda there, asked: there if asked in there else [*there, asked],
        _say_concepts,
    ),
    "remove_subject": Change(
        gettext_lazy("Take away a subject"),
        _subjects,
        _set_subjects,
        lambda there, asked: [pk for pk in there if pk != asked],
        _say_concepts,
    ),
    "series": Change(
        gettext_lazy("Move to a series"),
        _parent,
        lambda _record, _pk: None,
        lambda _there, asked: asked,
        _say_series,
    ),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """What would become of one record. `refused`: why nothing will; "" when it changes."""

    record: RecordPage
    before: str
    after: str
    refused: str
    same: bool

    @property
    def changes(self) -> bool:
        return not self.refused and not self.same


def draft_of(record: RecordPage) -> RecordPage:
    draft: RecordPage = record.specific.get_latest_revision_as_object()
    return draft


def plan(kind: str, value: Value, records: Iterable[RecordPage], user: Any) -> list[Planned]:
    change, planned = CHANGES[kind], []
    for record in records:
        draft = draft_of(record)
        there = change.read(draft)
        after = change.becomes(there, value)
        refused = refusal(record, user) or (_no_move(record, after, user) if kind == "series" else "")
        planned.append(Planned(record, change.say(there), change.say(after), refused, there == after))
    return planned


def refusal(record: Page, user: Any) -> str:
    """Why this person cannot change it now; "" when they can."""
    rights = record.permissions_for_user(user)
    if not rights.can_edit() or (record.live and not rights.can_publish()):
        return _("You may not change this record.")
    if rights.page_locked():
        return _("Someone has locked it.")
    if record.specific.current_workflow_state:
        return _("It is in review.")
    return ""


def _no_move(record: Page, series: int, user: Any) -> str:
    target = SeriesPage.objects.filter(pk=series).first()
    if target is None or not record.permissions_for_user(user).can_move_to(target):
        return _("It cannot be moved there.")
    return ""


def apply(kind: str, value: Value, records: Iterable[RecordPage], user: Any) -> RecordsChange:
    """Each record in a transaction of its own: what fails is told and leaves the others as they are."""
    made = RecordsChange.objects.create(kind=kind, value=value, user=user)
    for planned in plan(kind, value, records, user):
        if planned.changes:
            _change_one(made, planned.record, user)
    return made


def _change_one(made: RecordsChange, record: RecordPage, user: Any) -> None:
    change = CHANGES[made.kind]
    row = ChangedRecord(change=made, record=record)
    try:
        with transaction.atomic():
            draft = draft_of(record)
            row.before = change.read(draft)
            row.after = change.becomes(row.before, made.value)
            row.revision = _save(made.kind, draft, row.after, user)
    except ValidationError as error:
        row.failed = " ".join(error.messages)
    row.save()


def _save(kind: str, draft: RecordPage, value: Value, user: Any) -> int:
    """Published again when all it had was published. Returns the pk of what is now the latest revision."""
    if kind == "series":
        page = Page.objects.get(pk=draft.pk).specific
        page.move(SeriesPage.objects.get(pk=value), pos="last-child", user=user)
        log(instance=page, action="wagtail.move", user=user)
        return int(page.latest_revision_id or 0)
    publish = draft.live and not draft.has_unpublished_changes
    CHANGES[kind].write(draft, value)
    draft.full_clean()
    revision = draft.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
    return int(revision.pk)


def take_back(made: RecordsChange, user: Any) -> int:
    """The values there were, on every record as it was left. Returns how many."""
    taken = 0
    for row in made.records.filter(failed="", taken_back=False).select_related("record"):
        record = RecordPage.objects.get(pk=row.record_id)
        if not untouched(row, record) or refusal(record, user):
            continue
        with transaction.atomic():
            _save(made.kind, draft_of(record), row.before, user)
            row.taken_back = True
            row.save(update_fields=["taken_back"])
        taken += 1
    return taken


def untouched(row: ChangedRecord, record: RecordPage) -> bool:
    if row.change.kind == "series":
        return bool(record.get_parent().pk == row.after)
    return bool(record.latest_revision_id == row.revision)
