"""Draft, review, publish: what a reviewer has read is what goes live, and nothing else.

A page goes through Wagtail's workflow; a thing, which has none, through the same steps kept in its work.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from archive.core.pages import FaceIncomplete, NotReady

from . import rights
from .faces import face_of
from .models import State, Work
from .models.pair import digest
from .news import tell_reviewers, tell_translator
from .reckoning import reckon
from .sources import PAGES, THINGS, Segment, Standing, source_of
from .sources.pages import draft_of


class Changed(NotReady):
    """The words are others than those the reviewer had before them."""


@dataclass(frozen=True, slots=True)
class Review:
    """by, at: the submission. comment: of whoever sent it back last."""

    by: Any
    at: Any
    comment: str
    in_review: bool


def standing(work: Work) -> Review | None:
    """None when nothing has been submitted."""
    kept = work.submitted or {}
    if work.state not in (State.REVIEW, State.SENT_BACK):
        return None
    by = get_user_model().objects.filter(pk=kept.get("by")).first()
    comment = kept.get("comment", "")
    running = _running(work) if work.is_page else None
    if running is not None and running.current_task_state is not None:
        comment = running.current_task_state.comment or comment
    return Review(by, parse_datetime(kept.get("at", "")), comment, work.state == State.REVIEW)


def needs_two(work: Work) -> bool:
    """Whether the one who approves must not be one of those who wrote."""
    model = work.content_type.model_class()
    return bool(getattr(model, "translation_needs_two", False))


def digest_of(segments: list[Segment]) -> str:
    """Of the English words as they stand, for `approve` to know what was read."""
    return digest(json.dumps([(segment.key, segment.target) for segment in segments]))


@transaction.atomic
def submit(work: Work, user: Any) -> None:
    """Raises NotReady when a text is lacking."""
    _allow(rights.may_write, user, work)
    segments = _complete(work)
    if all(segment.standing == Standing.LIVE for segment in segments):
        raise NotReady(_("There is nothing to review: all of it is published."))
    work.submitted = _submission(work, user, segments)
    if not work.is_page:
        work.save(update_fields=["submitted"])
        reckon(work)
        tell_reviewers(work, user)
        return
    source = PAGES.source(work)
    running = _running(work)
    if running is not None and running.status != WorkflowState.STATUS_NEEDS_CHANGES:
        raise NotReady(_("This translation is in review already."))
    work.submitted["revision"] = draft_of(source, user).pk
    work.save(update_fields=["submitted"])
    face = face_of(work.thing)
    if face is None:
        raise NotReady(_("There is no English page any more: start again."))
    if running is not None:
        running.resume(user=user)
        return
    workflow = face.get_workflow()
    if workflow is None:
        raise NotReady(_("No review is offered for this page."))
    workflow.start(face, user)


@transaction.atomic
def send_back(work: Work, user: Any, comment: str) -> None:
    _allow(rights.may_review, user, work)
    if work.state != State.REVIEW:
        raise NotReady(_("This translation is not in review."))
    if work.is_page:
        _act(work, user, "reject", comment)
        return
    work.submitted = (work.submitted or {}) | {"in_review": False, "comment": comment}
    work.save(update_fields=["submitted"])
    reckon(work)
    tell_translator(work, user, comment)


@transaction.atomic
def approve(work: Work, user: Any, seen: str = "") -> None:
    """seen: `digest_of` the words that were read. Publishes them. Raises NotReady, Changed."""
    work.refresh_from_db(from_queryset=Work.objects.select_for_update())  # nobody writes meanwhile
    _allow(rights.may_review, user, work)
    segments = _complete(work)
    if seen and seen != digest_of(segments):
        raise Changed(
            _("Words have been changed since you opened this page: read it again. Nothing was published.")
        )
    if needs_two(work):
        _second_person(work, user, segments)
    if not work.is_page:
        THINGS.publish(work, user)
        Work.objects.filter(pk=work.pk).update(submitted=None)
        work.submitted = None
        reckon(work)
        return
    running = _running(work)
    if running is None or running.status != WorkflowState.STATUS_IN_PROGRESS:
        if running is not None:
            running.cancel(user=user)
        PAGES.publish(work, user)
        return
    if PAGES.as_written(work) != [tuple(row) for row in (work.submitted or {}).get("said", ())]:
        _review_anew(work, user, running, segments)
    _act(work, user, "approve", "")


@transaction.atomic
def take_back(work: Work, user: Any) -> None:
    """By the one who submitted it, or a reviewer: it is a draft again."""
    kept = work.submitted or {}
    if kept.get("by") != user.pk:
        _allow(rights.may_review, user, work)
    if work.is_page:
        running = _running(work)
        if running is not None:
            running.cancel(user=user)
    Work.objects.filter(pk=work.pk).update(submitted=None)
    work.submitted = None
    reckon(work)


def _allow(rule: Callable[[Any, Work], bool], user: Any, work: Work) -> None:
    if not rule(user, work):
        raise PermissionDenied


def _complete(work: Work) -> list[Segment]:
    segments = source_of(work).segments(work)
    lacking = [row for row in segments if row.standing in (Standing.MISSING, Standing.OUTDATED)]
    if work.is_page and lacking:
        raise FaceIncomplete(
            _("This translation is not complete: %(missing)s of %(total)s texts are still missing."),
            code="incomplete",
            params={"missing": len(lacking), "total": len(segments)},
        )
    if len(lacking) == len(segments):
        raise NotReady(_("Nothing has been written yet."))
    return segments


def _submission(work: Work, user: Any, segments: list[Segment]) -> dict[str, Any]:
    kept = {"by": user.pk, "at": timezone.now().isoformat(), "in_review": True}
    if work.is_page:
        kept["said"] = [list(row) for row in PAGES.as_written(work)]
    return kept


def _review_anew(work: Work, user: Any, running: WorkflowState, segments: list[Segment]) -> None:
    """The reviewer has changed words: the review is of what stands there now."""
    revision = draft_of(PAGES.source(work), user)
    step = running.current_task_state
    step.revision = revision
    step.save(update_fields=["revision"])
    work.submitted = (work.submitted or {}) | {
        "revision": revision.pk,
        "said": [list(row) for row in PAGES.as_written(work)],
    }
    work.save(update_fields=["submitted"])


def _second_person(work: Work, user: Any, segments: list[Segment]) -> None:
    writers = {row.by for row in segments if row.standing == Standing.DRAFT}
    if not work.submitted:
        raise NotReady(_("These words bind the archive: submit them, and a second person approves them."))
    if user.pk in writers | {work.submitted.get("by")}:
        raise NotReady(_("These words bind the archive: whoever wrote them does not approve them."))


def _running(work: Work) -> WorkflowState | None:
    face = face_of(work.thing)
    return face.current_workflow_state if face is not None else None


def _act(work: Work, user: Any, action: str, comment: str) -> None:
    """One step of Wagtail's workflow, by whoever its task lets do it."""
    running = _running(work)
    step = running.current_task_state if running is not None else None
    if step is None:
        raise NotReady(_("This translation is not in review."))
    task = step.task.specific
    face = face_of(work.thing)
    if action not in {name for name, _label, _modal in task.get_actions(face, user)}:
        raise PermissionDenied
    task.on_action(step, user, action, comment=comment)
