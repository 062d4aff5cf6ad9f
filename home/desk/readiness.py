"""What a record still lacks, told to whoever describes it. It never keeps a draft from being saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.catalogue.access import day_of
from archive.catalogue.models import RecordPage, Restriction
from archive.catalogue.nearness import likenesses
from archive.ingest.models import Unfolding
from archive.translation.faces import face_of

from .lacking import BY_KEY, RECOMMENDED, Wanted


@dataclass(frozen=True, slots=True)
class Point:
    """`required`: without it the record is not published."""

    text: str
    done: bool
    required: bool = False
    url: str = ""


def readiness(record: RecordPage, user: Any = None) -> list[Point]:
    missing = record.missing_elements()
    required = [Point(_("Missing: %(element)s") % {"element": name}, False, True) for name in missing]
    required += [Point(sentence, False, True) for sentence in record.obstacles()]
    if not required:
        required = [Point(_("Title, date, level and rights are given."), True, True)]
    if not record.pk:
        return required
    recommended = [
        point for wanted in RECOMMENDED if wanted.asked_of(record.family) for point in _points(wanted, record)
    ]
    return [*required, *recommended, *_under_way(record), *_access(record), *_alike(record, user)]


def _points(wanted: Wanted, record: RecordPage) -> list[Point]:
    if not wanted.rule.of(record):
        return [Point(str(wanted.given), True)]
    details = DETAILS[wanted.key](record) if wanted.key in DETAILS else []
    return details or [Point(str(wanted.lacking), False)]


def _readings(record: RecordPage) -> Any:
    held = [row.document_id for row in record.files.all()]
    return Unfolding.objects.filter(document__in=held).select_related("document")


def _failed(record: RecordPage) -> list[Point]:
    return [
        Point(
            f"{reading.document.original_name} : {reading.sentence}",
            False,
            url=f"{reverse('deposit:describe')}?document={reading.document_id}",
        )
        for reading in _readings(record).filter(state=Unfolding.State.FAILED)
    ]


def _under_way(record: RecordPage) -> list[Point]:
    going = any(not reading.is_over for reading in _readings(record))
    return [Point(_("Files are being read."), False)] if going else []


def _findings(record: RecordPage) -> list[Point]:
    text = str(BY_KEY["finding"].lacking)
    return [Point(text, False, url=reverse("findings:desk", args=[record.pk]))]


def _english(record: RecordPage) -> list[Point]:
    face = face_of(record)
    if face is None:
        return [Point(_("The translation begins when the record is published."), False)]
    url = reverse("wagtailadmin_pages:edit", args=[face.pk])
    missing, total = face.untranslated()
    if missing:
        text = _("To be translated: %(missing)s of %(total)s texts.") % {"missing": missing, "total": total}
        return [Point(text, False, url=url)]
    return [Point(_("The translation is complete; it waits to be published."), False, url=url)]


# What is lacking, said more exactly than the report says it, with the screen where it is mended.
DETAILS = {"reading": _failed, "finding": _findings, "english": _english}


def _alike(record: RecordPage, user: Any) -> list[Point]:
    """Until it is published: afterwards both are known to be two."""
    alike = [] if record.live else likenesses(record.title, record.date_as_written, user=user)
    return [
        Point(
            _("%(mark)s has nearly the same title and date.") % {"mark": like.record.mark},
            False,
            url=reverse("wagtailadmin_pages:edit", args=[like.record.pk]),
        )
        for like in alike
        if like.record.pk != record.pk
    ]


def _access(record: RecordPage) -> list[Point]:
    bar = Restriction.objects.in_force(day_of()).filter(record=record).first()
    if bar is None:
        return []
    text = _("Access: %(state)s. %(reason)s") % {
        "state": bar.get_state_display(),
        "reason": bar.get_reason_display(),
    }
    return [Point(text, True)]
