"""What a record still lacks, told to whoever describes it. It never keeps a draft from being saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.catalogue.access import day_of
from archive.catalogue.models import RecordPage, Restriction
from archive.catalogue.nearness import likenesses
from archive.catalogue.vocabulary import Rights
from archive.ingest.models import Unfolding
from archive.translation.faces import face_of


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
    points = [*required, _rights(record), _scope(record), *_files(record), _english(record)]
    return [*points, *_access(record), *_alike(record, user)]


def _rights(record: RecordPage) -> Point:
    if record.rights in ("", Rights.CNE):
        return Point(_("The rights have not been evaluated."), False)
    return Point(_("The rights have been evaluated."), True)


def _scope(record: RecordPage) -> Point:
    if record.scope_and_content.strip():
        return Point(_("Its content is described."), True)
    return Point(_("Its content is not described."), False)


def _files(record: RecordPage) -> list[Point]:
    held = [row.document_id for row in record.files.all()]
    if not held:
        return [Point(_("No file is attached."), False)]
    points = []
    readings = Unfolding.objects.filter(document__in=held).select_related("document")
    failed = [reading for reading in readings if reading.state == Unfolding.State.FAILED]
    for reading in failed:
        url = f"{reverse('deposit:describe')}?document={reading.document_id}"
        points.append(Point(f"{reading.document.original_name} : {reading.sentence}", False, url=url))
    if not failed:
        going = any(not reading.is_over for reading in readings)
        points.append(Point(_("Files are being read.") if going else _("All files are read."), not going))
    bare = len(held) - len({row.document_id for row in record.captions.all() if row.text} & set(held))
    if bare:
        text = ngettext(
            "%(count)s file has no caption, which describes it to those who do not see it.",
            "%(count)s files have no caption, which describes them to those who do not see them.",
            bare,
        )
        return [*points, Point(text % {"count": bare}, False)]
    return [*points, Point(_("Every file has a caption."), True)]


def _english(record: RecordPage) -> Point:
    face = face_of(record)
    if face is None:
        return Point(_("The translation begins when the record is published."), False)
    url = reverse("wagtailadmin_pages:edit", args=[face.pk])
    missing, total = face.untranslated()
    if missing:
        text = _("To be translated: %(missing)s of %(total)s texts.") % {"missing": missing, "total": total}
        return Point(text, False, url=url)
    if not face.live:
        return Point(_("The translation is complete; it waits to be published."), False, url=url)
    return Point(_("The English page is published."), True, url=url)


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
