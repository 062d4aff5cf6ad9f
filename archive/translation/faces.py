"""Faces: the English row of each page of the catalogue, made once as a draft, moved and deleted with its
French row, never synchronised (docs/decisions/0003)."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource, get_schema_version
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from archive.core.pages import BasePage

FACE_LANGUAGE = "en"


def face_of(page: Page) -> Page | None:
    """The English row, live or draft."""
    found = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=FACE_LANGUAGE
    ).specific()
    return found.first()


def has_face(page: Page) -> bool:
    rows = Page.objects.filter(translation_key=page.translation_key)
    return rows.filter(locale__language_code=FACE_LANGUAGE).exists()


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
        follow(source, page)
    return face_of(page)


def follow(source: TranslationSource, page: BasePage) -> bool:
    """The texts to be translated, brought to what the page says now. Returns whether any has changed: only
    then are they all written anew, each by several queries."""
    now = {_kept(value) for value in extract_segments(page)}
    if now != _kept_of(source):
        source.update_from_db()
        return True
    source.content_json, source.object_repr = page.to_json(), str(page)[:200]
    source.schema_version, source.last_updated_at = get_schema_version(page._meta.app_label), timezone.now()
    source.save(update_fields=["content_json", "object_repr", "schema_version", "last_updated_at"])
    return False


def _kept(value: Any) -> tuple[Any, ...]:
    """A text, a frame of texts or a link, as localize keeps it."""
    if isinstance(value, StringSegmentValue):
        return value.path, value.order, value.string.data, json.dumps(value.attrs)
    if isinstance(value, TemplateSegmentValue):
        return value.path, value.order, value.template
    if isinstance(value, OverridableSegmentValue):
        return value.path, value.order, json.dumps(value.data), "link"
    return value.path, value.order, str(value.translation_key), "row"


def _kept_of(source: TranslationSource) -> set[tuple[Any, ...]]:
    strings = source.stringsegment_set.values_list("context__path", "order", "string__data", "attrs")
    frames = source.templatesegment_set.values_list("context__path", "order", "template__template")
    links = source.overridablesegment_set.values_list("context__path", "order", "data_json", Value("link"))
    rows = source.relatedobjectsegment_set.values_list("context__path", "order", "object_id", Value("row"))
    return {*strings, *frames, *links, *((path, at, str(key), kind) for path, at, key, kind in rows)}


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
