"""Things with `x_fr` and `x_en` side by side: concepts, agents, elements, findings, statements…

Found by their fields, so that no app has to register anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.functional import Promise
from wagtail.log_actions import log

from ..models import Pair, Work, Written
from ..models.pair import digest
from .base import Before, Segment, Standing, check_length


@cache
def paired_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Names, less their language, of the fields that stand in both, in the order of the model."""
    editable = {field.name: field for field in model._meta.concrete_fields if field.editable}
    names = (name[:-3] for name in editable if name.endswith("_fr") and f"{name[:-3]}_en" in editable)
    return tuple(names)


@cache
def paired_models() -> tuple[type[models.Model], ...]:
    return tuple(model for model in apps.get_models() if paired_fields(model))


class Things:
    def all_things(self) -> Iterator[tuple[type[models.Model], Any]]:
        for model in paired_models():
            yield model, model._default_manager.values_list("pk", flat=True)

    def segments(self, work: Work) -> list[Segment]:
        thing = work.thing
        if thing is None:
            return []
        approved = {pair.place: pair for pair in work.pairs.all() if pair.current}
        written = {row.place: row for row in work.written.all()}
        return [
            _segment(thing, name, approved.get(name), written.get(name))
            for name in paired_fields(type(thing))
            if _to_be_said(thing, name)
        ]

    def keep(self, work: Work, key: str, target: str, user: Any) -> None:
        self.keep_all(work, {key: target}, user)

    @transaction.atomic
    def keep_all(self, work: Work, words: Mapping[str, str], user: Any) -> None:
        segments = {segment.key: segment for segment in self.segments(work)}
        gone, written = [], []
        for key, target in words.items():
            segment, target = segments[key], target.strip()
            check_length(target, segment.limit)
            if not target or (target == getattr(work.thing, f"{key}_en") and segment.before is None):
                gone.append(key)
            else:
                written.append(Written(work=work, place=key, source=segment.source, target=target, by=user))
        if gone:
            work.written.filter(place__in=gone).delete()
        Written.objects.bulk_create(
            written,
            update_conflicts=True,
            unique_fields=["work", "place"],
            update_fields=["source", "target", "by", "at"],
        )

    @transaction.atomic
    def publish(self, work: Work, user: Any) -> None:
        """What was written for the French of today goes live; the rest waits."""
        thing = work.content_type.model_class()._default_manager.select_for_update().get(pk=work.object_id)
        for row in work.written.all():
            if row.source == getattr(thing, f"{row.place}_fr", "").strip():
                field = thing._meta.get_field(f"{row.place}_en")
                setattr(thing, field.name, field.clean(row.target, thing))
                approve(work, row.place, row.source, row.target, user)
                row.delete()
        thing.save()
        log(thing, "archive.translated", user=user)

    def observe(self, work: Work, thing: Any) -> None:
        """Words that were typed into both languages by hand are approved with it."""
        known = {pair.place: pair for pair in work.pairs.filter(current=True)}
        for name in paired_fields(type(thing)):
            french, english = getattr(thing, f"{name}_fr").strip(), getattr(thing, f"{name}_en").strip()
            pair = known.get(name)
            if pair is not None and not english:
                work.pairs.filter(place=name).update(current=False)
            elif french and english and (pair is None or pair.target != english):
                approve(work, name, french, english, None)


def approve(work: Work, place: str, source: str, target: str, user: Any, rich: bool = False) -> None:
    work.pairs.filter(place=place, current=True).exclude(digest=digest(source)).update(current=False)
    Pair.objects.update_or_create(
        work=work,
        place=place,
        digest=digest(source),
        defaults={"source": source, "target": target, "approved_by": user, "rich": rich, "current": True},
    )


def _to_be_said(thing: Any, name: str) -> bool:
    """A name that is the same in English is not written twice (`same_when_blank` of the model)."""
    if not getattr(thing, f"{name}_fr").strip():
        return False
    return name not in getattr(thing, "same_when_blank", ()) or bool(getattr(thing, f"{name}_en").strip())


def _segment(thing: Any, name: str, pair: Pair | None, written: Written | None) -> Segment:
    french, english = getattr(thing, f"{name}_fr").strip(), getattr(thing, f"{name}_en").strip()
    field = thing._meta.get_field(f"{name}_en")
    stale = bool(pair and english and pair.target == english and pair.source != french)
    before = Before(pair.source, pair.target) if stale and pair else None
    target, standing = english, Standing.LIVE if english else Standing.MISSING
    if stale:
        target, standing = "", Standing.OUTDATED
    if written is not None and written.source == french:
        target, standing = written.target, Standing.DRAFT
    elif written is not None:
        before = Before(written.source, written.target)
        target, standing = "", Standing.OUTDATED if english else Standing.MISSING
    return Segment(
        key=name,
        place=_name_of(thing._meta.get_field(f"{name}_fr").verbose_name),
        source=french,
        target=target,
        rich=False,
        standing=standing,
        before=before,
        public=Before(pair.source if stale and pair else french, english) if english else None,
        limit=field.max_length or 0,
        by=written.by_id if written else None,
        at=written.at if written else None,
    )


def _name_of(said: str | Promise) -> str:
    text = str(said)
    return text[:1].upper() + text[1:]
