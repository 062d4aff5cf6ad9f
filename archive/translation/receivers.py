"""The face follows the French row, and the board follows both."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, WorkflowState
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)
from wagtail_localize.models import TranslationSource

from archive.core.pages import BasePage
from archive.core.queue import SOON, enqueue_on_commit
from archive.core.signals import all_prepared, prepared

from . import faces, reckoning, shipped_terms, words
from .models import Work
from .sources import PAGES
from .sources.things import paired_fields
from .tasks import make_face


def _has_face(page: Any) -> bool:
    return isinstance(page, BasePage) and page.shown_in_every_language and page.is_source


def _is_face(page: Any) -> bool:
    return isinstance(page, BasePage) and page.shown_in_every_language and not page.is_source


@receiver(page_published)
def after_publication(sender: type, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    if _has_face(instance) and instance.alias_of_id is None:
        source = TranslationSource.objects.get_for_instance_or_none(instance)
        if source is None or faces.follow(source, instance):  # what was changed is out of date from now on
            reckoning.reckon(reckoning.work_of(instance), getattr(revision, "user", None))
        if source is None or not faces.has_face(instance):
            enqueue_on_commit(make_face, instance.pk, priority=SOON)
    elif _is_face(instance) and instance.source is not None:
        work = reckoning.work_of(instance.source)
        PAGES.approve(work, said_by(work, instance, revision), getattr(revision, "user", None))
        Work.objects.filter(pk=work.pk).update(submitted=None)
        work.submitted = None
        reckoning.reckon(work)


def said_by(work: Work, face: Any, revision: Any) -> list[tuple[str, str, str, bool]]:
    """What a published revision says: as it was submitted, whatever has been typed since."""
    submitted = work.submitted or {}
    if revision is not None and submitted.get("revision") == revision.pk:
        return [tuple(row) for row in submitted["said"]]
    return PAGES.as_published(work, face)


@receiver(page_unpublished)
def after_unpublication(sender: type, instance: Any, **kwargs: Any) -> None:
    _reckon_page(instance)


@receiver(workflow_submitted)
@receiver(workflow_approved)
@receiver(workflow_rejected)
@receiver(workflow_cancelled)
def after_review(sender: type, instance: WorkflowState, **kwargs: Any) -> None:
    _reckon_page(instance.content_object)


@receiver(task_submitted)
def after_another_try(sender: type, instance: Any, **kwargs: Any) -> None:
    _reckon_page(instance.workflow_state.content_object)


def _reckon_page(page: Any) -> None:
    page = page.specific if isinstance(page, Page) else page
    if _is_face(page) and page.source is not None:
        reckoning.reckon(reckoning.work_of(page.source))


@receiver(pre_save)
def before_saving_a_thing(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw and instance.pk and getattr(instance, "same_said_by", None) and paired_fields(sender):
        instance.stale_texts = words.out_of_date(reckoning.work_of(instance))


@receiver(post_save)
def after_saving_a_thing(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if raw or not paired_fields(sender):
        return
    work = reckoning.observe(instance)
    stale = instance.__dict__.pop("stale_texts", None)
    if work is not None and stale is not None:  # a minor edit
        words.carry_over(work, instance.__dict__.pop("same_said_by"), stale)


@receiver(post_delete)
def after_deletion(sender: type, instance: Any, **kwargs: Any) -> None:
    if _has_face(instance):
        faces.remove_face(instance)
        reckoning.forget(instance)
    elif _is_face(instance) and instance.source is not None:
        work = reckoning.work_of(instance.source)
        transaction.on_commit(lambda: reckoning.reckon(work))  # the row itself is still there
    elif paired_fields(sender):
        reckoning.forget(instance)


@receiver(post_page_move)
def after_move(sender: type, instance: Any, **kwargs: Any) -> None:
    page = instance.specific
    if _has_face(page):
        faces.move_face(page)
        below = dict(Page.objects.descendant_of(page, inclusive=True).values_list("pk", "path"))
        works = list(Work.objects.exclude(path="").filter(object_id__in=below))
        for work in works:
            work.path = below[work.object_id]
        Work.objects.bulk_update(works, ["path"], batch_size=500)


@receiver(page_slug_changed)
def after_new_slug(sender: type, instance: Any, **kwargs: Any) -> None:
    if _has_face(instance):
        faces.rename_face(instance)


@receiver(prepared)
def after_preparation(sender: Any = None, say: Any = None, **kwargs: Any) -> None:
    terms = shipped_terms.load()
    if terms and say:
        say(f"Glossary: {terms} terms loaded or brought up to date.")


@receiver(all_prepared)
def after_all_preparation(sender: Any = None, say: Any = None, **kwargs: Any) -> None:
    made = reckoning.catch_up()
    if made and say:
        say(f"{made} things to be said in English counted")
