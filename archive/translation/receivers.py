"""The face follows the French row."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, post_page_move

from archive.core.pages import BasePage
from archive.core.queue import SOON, enqueue_on_commit

from . import faces
from .tasks import make_face


def _has_face(page: Any) -> bool:
    return isinstance(page, BasePage) and page.shown_in_every_language and page.is_source


@receiver(page_published)
def after_publication(sender: type, instance: Any, **kwargs: Any) -> None:
    if _has_face(instance) and instance.alias_of_id is None:
        enqueue_on_commit(make_face, instance.pk, priority=SOON)


@receiver(post_delete)
def after_deletion(sender: type, instance: Any, **kwargs: Any) -> None:
    if _has_face(instance):
        faces.remove_face(instance)


@receiver(post_page_move)
def after_move(sender: type, instance: Any, **kwargs: Any) -> None:
    page = instance.specific
    if _has_face(page):
        faces.move_face(page)


@receiver(page_slug_changed)
def after_new_slug(sender: type, instance: Any, **kwargs: Any) -> None:
    if _has_face(instance):
        faces.rename_face(instance)
