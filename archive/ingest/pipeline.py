"""Unfolding: a file becomes canvases, in slices of seconds, again and again with the same result.

`advance` does one slice of whatever comes next and says whether there is more. Nothing untrusted is opened
here: files are read by the limited process (limits.py), and no reading happens inside a transaction.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import astuple
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from archive.core.queue import LATER, SOON, enqueue_on_commit
from archive.core.unavailable import Trouble, trouble
from archive.holdings.models import ArchiveDocument, Canvas, Event
from archive.holdings.storage import image_folder

from . import arriving, limits, ocr, transcript
from .leaf import Cause, Leaf, Unreadable, Word
from .models import Unfolding
from .signals import document_unfolded

State = Unfolding.State
Urgent = Callable[[], bool]
STUCK_LIMIT = 3
QUIET = timedelta(seconds=45)  # standing still for less is no sign of trouble


def begin(document: ArchiveDocument, *, queued: bool = True) -> Unfolding:
    """Have the document read, once; a document already read or being read is left alone.

    queued: by the worker; else the caller goes on with `advance`.
    """
    unfolding, made = Unfolding.objects.get_or_create(document=document)
    if made and queued:
        _enqueue(unfolding, SOON)
    return unfolding


def try_again(unfolding: Unfolding) -> None:
    """From the start: what was read well before is found again, not read again."""
    with transaction.atomic():
        Canvas.objects.filter(document=unfolding.document).exclude(cause="").update(widths=[], cause="")
        unfolding.state, unfolding.cause, unfolding.note = State.RECEIVED, "", ""
        unfolding.done = unfolding.stuck = 0
        unfolding.save()
        _enqueue(unfolding, SOON)


def take_up_stuck() -> int:
    """Readings that no task is waiting to go on with are taken up; after the third time they have failed."""
    from .tasks import waiting

    arriving.sweep()
    taken = 0
    busy = waiting()
    quiet = timezone.now() - QUIET
    standing = Unfolding.objects.exclude(state__in=[State.READY, State.FAILED, State.INDEXED])
    for unfolding in standing.filter(updated_at__lt=quiet):
        if unfolding.pk in busy:
            continue
        with transaction.atomic():
            unfolding.stuck += 1
            if unfolding.stuck > STUCK_LIMIT:
                _fail(unfolding, Cause.CRASHED)
            else:
                unfolding.save()
                _enqueue(unfolding, LATER)
                taken += 1
    return taken


def run(unfolding_id: int) -> None:
    """The worker's way: one slice, then the next one queued behind everything more urgent."""
    from .tasks import urgent

    unfolding = Unfolding.objects.select_related("document").get(pk=unfolding_id)
    if advance(unfolding, urgent):
        _enqueue(unfolding, LATER)


def advance(unfolding: Unfolding, urgent: Urgent = lambda: False) -> bool:
    """One slice of the next step, shorter when something is urgent. True when there is more to do."""
    if unfolding.is_over:
        return False
    try:
        if unfolding.state == State.RECEIVED:
            _check(unfolding)
        elif unfolding.state in (State.CHECKED, State.IMAGES):
            _make_images(unfolding, urgent)
        elif unfolding.state == State.READING:
            return _read_text(unfolding, urgent)
        else:
            return False
    except Unreadable as unreadable:
        _fail(unfolding, unreadable.cause, unreadable.detail)
        return False
    except OSError as error:
        if trouble(error) is not Trouble.DISK:
            raise
        _fail(unfolding, Cause.DISK_FULL, str(error))
        return False
    return True


def indexed(document: ArchiveDocument) -> None:
    """Called when the index holds what was read: the reading is over."""
    unfolding = Unfolding.objects.filter(document=document, state=State.INDEXED).first()
    if unfolding is not None:
        _reach(unfolding, State.READY)


def _enqueue(unfolding: Unfolding, priority: int) -> None:
    from .tasks import unfold

    enqueue_on_commit(unfold, unfolding.pk, priority=priority)


def _reach(unfolding: Unfolding, state: str, done: int = 0) -> None:
    unfolding.state, unfolding.done = state, done
    unfolding.save()


def _fail(unfolding: Unfolding, cause: str, detail: str = "") -> None:
    unfolding.state, unfolding.cause = State.FAILED, cause
    unfolding.save()
    Event.objects.create(
        type=Event.Type.FAILURE,
        sha256=unfolding.document.sha256,
        detail={"cause": str(cause), "detail": detail[:500]},
    )


def _check(unfolding: Unfolding) -> None:
    document = unfolding.document
    found = limits.inspect(document.path, document.media_type)
    document.page_count, document.carries = found.pages, [list(row) for row in found.carries]
    with transaction.atomic():
        document.save(update_fields=["page_count", "carries"])
        Event.objects.create(
            type=Event.Type.FORMAT,
            sha256=document.sha256,
            detail={"media_type": found.media_type, "pages": found.pages, "may_extract": found.may_extract},
        )
        _reach(unfolding, State.CHECKED)


def _make_images(unfolding: Unfolding, urgent: Urgent) -> None:
    document = unfolding.document
    imaged = set(
        Canvas.objects.filter(document=document).exclude(widths=[], cause="").values_list("number", flat=True)
    )
    missing = [number for number in range(1, document.page_count + 1) if number not in imaged]
    if not missing:
        _reach(unfolding, State.READING)
        return
    _reach(unfolding, State.IMAGES, len(imaged))
    target = image_folder(document.sha256)
    target.mkdir(parents=True, exist_ok=True)
    making = arriving.making()
    making.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=making) as aside:
        for leaf in limits.images(
            document.path,
            document.media_type,
            missing,
            Path(aside),
            seconds=settings.ARCHIVE_SLICE_SECONDS,
        ):
            _keep_images(document, leaf, Path(aside), target)
            unfolding.done += 1
            unfolding.save(update_fields=["done", "updated_at"])
            if urgent():
                break


def _keep_images(document: ArchiveDocument, leaf: Leaf, aside: Path, target: Path) -> None:
    for rendition in leaf.renditions:
        os.replace(aside / rendition.name, target / f"{leaf.number}-{rendition.width}.webp")
    Canvas.objects.update_or_create(
        document=document,
        number=leaf.number,
        defaults={
            "width": leaf.width,
            "height": leaf.height,
            "widths": sorted(rendition.width for rendition in leaf.renditions),
            "needs_ocr": leaf.needs_ocr,
            "cause": str(leaf.cause or ""),
            **_words(leaf),
        },
    )


def _words(leaf: Leaf) -> dict[str, object]:
    return {
        "source": leaf.source,
        "confidence": leaf.confidence,
        "words": [list(astuple(word)) for word in leaf.words],
        "text": transcript.plain(leaf.words),
        "joined": transcript.joined(leaf.words),
    }


def words_of(canvas: Canvas) -> list[Word]:
    return [Word(*row) for row in canvas.words]


def _read_text(unfolding: Unfolding, urgent: Urgent) -> bool:
    document = unfolding.document
    waiting = Canvas.objects.filter(document=document, needs_ocr=True).order_by("number")
    numbers = list(waiting.values_list("number", flat=True))
    if numbers and ocr.available():
        unfolding.done = document.page_count - len(numbers)
        for leaf in limits.text(
            document.path,
            document.media_type,
            numbers,
            seconds=settings.ARCHIVE_SLICE_SECONDS,
            languages=settings.ARCHIVE_OCR_LANGUAGES,
            abreast=settings.ARCHIVE_OCR_ABREAST,
            urgent=urgent,
        ):
            Canvas.objects.filter(document=document, number=leaf.number).update(
                needs_ocr=False, cause=str(leaf.cause or ""), **_words(leaf)
            )
            unfolding.done += 1
            unfolding.save(update_fields=["done", "updated_at"])
        return True
    _finish(unfolding, Cause.OCR_MISSING if numbers else "")
    return False


def _finish(unfolding: Unfolding, note: str) -> None:
    document = unfolding.document
    canvases = Canvas.objects.filter(document=document)
    if canvases.exclude(cause="").count() == canvases.count():
        first = canvases.first()
        _fail(unfolding, first.cause if first else Cause.DAMAGED)
        return
    partly = canvases.exclude(cause="").values_list("cause", flat=True).first() or ""
    with transaction.atomic():
        unfolding.note = note or partly
        _reach(unfolding, State.INDEXED, document.page_count)
        Event.objects.create(
            type=Event.Type.UNFOLDING, sha256=document.sha256, detail={"pages": document.page_count}
        )
        document_unfolded.send(sender=ArchiveDocument, document=document)
