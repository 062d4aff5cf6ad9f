"""The board's rows kept right: each work's state and counts are reckoned from its texts when they change."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone, translation
from wagtail.models import Page, WorkflowState

from .faces import face_of
from .models import State, Work
from .sources import SOURCES, THINGS, Segment, Standing, source_of


def work_of(thing: models.Model) -> Work:
    """The row of a French page or a thing, made when there is none."""
    kind = thing.cached_content_type if isinstance(thing, Page) else ContentType.objects.get_for_model(thing)
    known = Work.objects.filter(content_type=kind, object_id=thing.pk).first()
    return (
        known
        or Work.objects.get_or_create(
            content_type=kind, object_id=thing.pk, defaults={"title": title_of(thing), "path": path_of(thing)}
        )[0]
    )


def title_of(thing: models.Model) -> str:
    with translation.override(settings.ARCHIVE_SOURCE_LANGUAGE):
        return str(thing.title if isinstance(thing, Page) else thing)[:255]


def path_of(thing: models.Model) -> str:
    return str(thing.path) if isinstance(thing, Page) else ""


def reckon(work: Work, user: Any = None, now: datetime | None = None) -> list[Segment]:
    """user: who has just changed the French words. Returns the work's texts."""
    thing = work.thing
    if thing is None:
        work.delete()
        return []
    segments = source_of(work).segments(work)
    count = Counter(segment.standing for segment in segments)
    work.title, work.path = title_of(thing), path_of(thing)
    work.texts = len(segments)
    work.missing, work.outdated = count[Standing.MISSING], count[Standing.OUTDATED]
    work.drafted = count[Standing.DRAFT]
    work.state = _state(work, count)
    if work.state != State.OUTDATED:
        work.outdated_since = work.outdated_by = None
    elif work.outdated_since is None:
        work.outdated_since, work.outdated_by = now or timezone.now(), user
    work.save()
    return segments


def _state(work: Work, count: Counter[Standing]) -> State:
    if not work.wanted:
        return State.NOT_WANTED
    review = review_of(work)
    if review is not None:
        return review
    lacking = work.missing + work.outdated + work.drafted
    if work.is_page:
        face = face_of(work.thing)
        if face is not None and face.live:
            return State.OUTDATED if lacking else State.LIVE
        return State.DRAFT if work.drafted else State.MISSING
    if work.outdated:
        return State.OUTDATED
    if not lacking:
        return State.LIVE
    return State.DRAFT if work.drafted or count[Standing.LIVE] else State.MISSING


def review_of(work: Work) -> State | None:
    if not work.is_page:
        if not work.submitted:
            return None
        return State.REVIEW if work.submitted.get("in_review") else State.SENT_BACK
    face = face_of(work.thing)
    running = face.current_workflow_state if face is not None else None
    if running is None:
        return None
    return State.SENT_BACK if running.status == WorkflowState.STATUS_NEEDS_CHANGES else State.REVIEW


def observe(thing: models.Model, user: Any = None) -> Work | None:
    """A thing has been saved: what was typed into both languages is approved, the rest is to be translated.
    What has no French words has no row."""
    work = work_of(thing)
    THINGS.observe(work, thing)
    work.thing = thing
    if not reckon(work, user):
        if work.pk:
            work.delete()
        return None
    return work


def forget(thing: models.Model) -> None:
    Work.objects.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk).delete()


def catch_up() -> int:
    """A row for everything that came without a signal. Returns how many were made."""
    made = 0
    for source in SOURCES:
        for model, keys in source.all_things():
            kind = ContentType.objects.get_for_model(model)
            known = Work.objects.filter(content_type=kind).values_list("object_id", flat=True)
            lacking = set(keys) - set(known)
            for thing in model._default_manager.filter(pk__in=lacking):
                made += 1
                take_in(thing)
    return made


def take_in(thing: models.Model) -> None:
    """For the first time: a page whose English row is live was translated before the desk was there."""
    if not isinstance(thing, Page):
        observe(thing)
        return
    from .sources import PAGES

    work = work_of(thing)
    face = face_of(thing)
    if face is not None and face.live and not work.pairs.exists():
        PAGES.approve(work, PAGES.as_written(work), None)
    reckon(work)
