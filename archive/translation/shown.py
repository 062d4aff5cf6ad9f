"""What the public reads in English of a work whose French has gone on since: the English words that were
approved, and in French what has been added."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, TemplateSegment
from wagtail_localize.strings import StringValue, extract_strings, restore_strings

from archive.core.addresses import current_language
from archive.core.pages import BasePage
from archive.core.templatetags.archive import french, left_in
from archive.core.words import Words

from .models import Work
from .sources import PAGES, Segment, source_of
from .sources.pages import key_of, plain_of


def language_note(thing: models.Model) -> str:
    """What the reader must know of the language of the page of a thing, or of a page itself; "" for
    nothing."""
    language = current_language()
    if isinstance(thing, BasePage):
        if thing.locale.language_code != language:
            return _("This page has not been translated yet: its text is in French.")
        if thing.is_source or thing.source is None:
            return ""
        thing = thing.source
    elif language == "fr":
        return ""
    segments = behind(thing)
    changed = any(row.public is not None and row.public.source != row.source for row in segments)
    added = any(row.public is None for row in segments)
    if changed and added:
        return _("The French has changed since this was translated, and what was added is in French.")
    if changed:
        return _("The French has changed since this was translated.")
    return _("What was added since this was translated is in French.") if added else ""


def behind(thing: models.Model) -> list[Segment]:
    """The texts of a French page or a thing, when not all of them are public in English as they are; none
    where there are no English words at all."""
    kind = ContentType.objects.get_for_model(thing)
    work = Work.objects.filter(content_type=kind, object_id=thing.pk).first()
    if work is None or not work.missing + work.outdated + work.drafted:
        return []
    work.thing = thing
    segments = source_of(work).segments(work)
    return segments if any(row.public for row in segments) else []


def rich_text(page: Any, name: str) -> str:
    """A rich text of a live face: as it was approved, with what French has added since at its place."""
    segments = {row.key: row for row in behind(page.source) if row.rich} if page.source else {}
    if all(row.public and row.public.source == row.source for row in segments.values()):
        return str(getattr(page, name))
    source = PAGES.source(Work(thing=page.source))
    template = TemplateSegment.objects.filter(source=source, context__path=name).first()
    if template is None:
        return str(getattr(page, name))
    rows = StringSegment.objects.filter(source=source, context__path=name).order_by("order")
    approved = {
        value.render_text(): (value, attrs) for value, attrs in extract_strings(getattr(page, name))[1]
    }
    said = [_said(row, segments[key_of(row)], approved) for row in rows.select_related("string", "context")]
    return str(restore_strings(template.template.template, said))


def _said(
    row: StringSegment, segment: Segment, approved: dict[str, tuple[StringValue, dict[str, Any]]]
) -> tuple[StringValue, dict[str, Any]]:
    """English words with the links they were approved with."""
    attrs: dict[str, Any] = defaultdict(dict, json.loads(row.attrs) or {})
    if segment.public is not None:
        return approved.get(plain_of(segment.public.target)) or (StringValue(segment.public.target), attrs)
    label = left_in(Words(row.string.data, "fr"), True)
    return StringValue(f'<span lang="fr">{french(row.string.data)}</span>{label}'), attrs
