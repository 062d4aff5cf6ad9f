"""Faces: the English row of each page of the catalogue, made once as a draft, moved and deleted with its
French row, never synchronised (docs/decisions/0003)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from archive.core.pages import BasePage

FACE_LANGUAGE = "en"


def face_of(page: Page) -> Page | None:
    """The English row, live or draft."""
    found = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=FACE_LANGUAGE
    ).specific()
    return found.first()


def ensure_face(page: BasePage) -> Page | None:
    """The page's face, made as a draft with its parents' where none stands; its source text kept up to date.

    Done twice, or by two processes at once, it is done once.
    """
    if not page.is_source or not page.shown_in_every_language:
        return None
    parent = page.get_parent().specific
    if face_of(parent) is None:
        ensure_face(parent)
    english = Locale.objects.get(language_code=FACE_LANGUAGE)
    source, made = TranslationSource.get_or_create_from_instance(page)
    Translation.objects.update_or_create(source=source, target_locale=english, defaults={"enabled": True})
    if face_of(page) is None:
        try:
            with transaction.atomic():
                source.create_or_update_translation(english, publish=False, fallback=True)
        except (ValidationError, IntegrityError):
            if face_of(page) is None:
                raise
    elif not made:
        source.update_from_db()
    return face_of(page)


def remove_face(page: Page) -> None:
    """With its French row goes the face, and what stands under it."""
    face = face_of(page)
    if face is not None:
        face.delete()


def move_face(page: BasePage) -> None:
    """The face follows its French row to the same place in the English tree."""
    face = face_of(page)
    if face is None:
        return
    parent = page.get_parent().specific
    new_parent = face_of(parent) or ensure_face(parent)
    if new_parent is not None and face.get_parent().pk != new_parent.pk:
        face.move(new_parent, pos="last-child")


def rename_face(page: BasePage) -> None:
    """Both rows have the same slug."""
    face = face_of(page)
    if face is not None and face.slug != page.slug:
        face.slug = page.slug
        face.save(clean=False)
        for revision in face.revisions.all():
            revision.content["slug"] = page.slug
            revision.save(update_fields=["content"])
