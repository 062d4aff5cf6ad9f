"""Pages: localize takes their texts apart, keeps what is written, and makes their English row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue, validate_translation_links

from archive.core.pages import BasePage, FaceIncomplete

from ..faces import FACE_LANGUAGE, face_of
from ..likeness import matched
from ..models import Pair, Work
from ..models.pair import digest
from .base import Before, Segment, Standing, check_length


def english() -> Locale:
    return Locale.objects.get(language_code=FACE_LANGUAGE)


def translated_types() -> tuple[type[BasePage], ...]:
    from wagtail.models import get_page_models

    return tuple(
        model for model in get_page_models() if issubclass(model, BasePage) and model.shown_in_every_language
    )


class Pages:
    def all_things(self) -> Iterator[tuple[type[models.Model], Any]]:
        """Those that have been public once: before that there is nothing to be said of them."""
        for model in translated_types():
            rows = model._default_manager.filter(
                locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE, first_published_at__isnull=False
            )
            yield model, rows.filter(content_type__model=model._meta.model_name).values_list("pk", flat=True)

    def source(self, work: Work) -> TranslationSource | None:
        page = work.thing
        return TranslationSource.objects.get_for_instance_or_none(page) if page is not None else None

    def segments(self, work: Work) -> list[Segment]:
        source = self.source(work)
        if source is None:
            return []
        said = {
            (row.translation_of_id, row.context_id): row
            for row in StringTranslation.objects.filter(
                locale__language_code=FACE_LANGUAGE, context__object_id=source.object_id
            )
        }
        rich = set(TemplateSegment.objects.filter(source=source).values_list("context__path", flat=True))
        face = face_of(work.thing)
        live = face is not None and face.live
        approved: dict[str, list[Pair]] = defaultdict(list)
        for pair in work.pairs.all() if live else ():
            if pair.current:
                approved[pair.place].append(pair)
        places: dict[str, list[StringSegment]] = defaultdict(list)
        for segment in _in_order(source, work.thing):
            places[segment.context.path].append(segment)
        found = []
        for path, segments in places.items():
            pairs = {pair.digest: pair for pair in approved[path]}
            gone = _gone(pairs, segments, path in rich)
            for number, segment in enumerate(segments):
                words = segment.string.data if path in rich else plain_of(segment.string.data)
                row = said.get((segment.string_id, segment.context_id))
                found.append(
                    _segment(
                        work.thing,
                        segment,
                        words,
                        row,
                        pairs.get(digest(words)),
                        gone.get(words),
                        rich=path in rich,
                        number=number + 1 if len(segments) > 1 else 0,
                    )
                )
        return found

    def keep(self, work: Work, key: str, target: str, user: Any) -> None:
        self.keep_all(work, {key: target}, user)

    @transaction.atomic
    def keep_all(self, work: Work, words: Mapping[str, str], user: Any) -> None:
        source, segments = self.source(work), self._by_key(work)
        rich = set(TemplateSegment.objects.filter(source=source).values_list("context", flat=True))
        said, taken_back, into = [], Q(), english()
        for key, target in words.items():
            segment, target = segments[key], target.strip()
            check_length(target, _limit(work.thing, segment.context.path))
            if target:
                said.append(_said(segment, target, segment.context_id in rich, into, user))
            else:
                taken_back |= Q(translation_of=segment.string, context=segment.context)
        if taken_back:
            StringTranslation.objects.filter(taken_back, locale=into).delete()
        StringTranslation.objects.bulk_create(
            said,
            update_conflicts=True,
            unique_fields=["locale", "translation_of", "context"],
            update_fields=[
                *("data", "translation_type", "tool_name", "last_translated_by"),
                *("updated_at", "has_error", "field_error"),
            ],
        )
        for row in said:
            if row.context.path == "title":
                faces = Page.objects.filter(translation_key=work.thing.translation_key, locale=row.locale)
                faces.update(draft_title=plain_of(row.data))

    def _by_key(self, work: Work) -> dict[str, StringSegment]:
        source = self.source(work)
        return {key_of(segment): segment for segment in _in_order(source, work.thing)} if source else {}

    @transaction.atomic
    def publish(self, work: Work, user: Any) -> None:
        lacking = [
            row for row in self.segments(work) if row.standing in (Standing.MISSING, Standing.OUTDATED)
        ]
        source = self.source(work)
        if lacking or source is None:
            raise FaceIncomplete(_("This translation is not complete."), code="incomplete")
        draft_of(source, user).publish(user=user)

    def approve(self, work: Work, said: list[tuple[str, str, str, bool]], user: Any) -> None:
        """said: (place, French, English, rich) of everything that is now live."""
        work.pairs.filter(current=True).update(current=False)
        for place, source, target, rich in said:
            Pair.objects.update_or_create(
                work=work,
                place=place,
                digest=digest(source),
                defaults={
                    "source": source,
                    "target": target,
                    "rich": rich,
                    "approved_by": user,
                    "current": True,
                },
            )

    def as_written(self, work: Work) -> list[tuple[str, str, str, bool]]:
        """(place, French, English, rich) of every text that has English words, live or not."""
        return [
            (segment.key.rsplit("#", 1)[0], segment.source, segment.target, segment.rich)
            for segment in self.segments(work)
            if segment.target
        ]

    def as_published(self, work: Work, face: Page) -> list[tuple[str, str, str, bool]]:
        """(place, French, English, rich) as a page that has just gone live says it."""
        said: dict[str, list[str]] = defaultdict(list)
        for part in extract_segments(face):
            if isinstance(part, StringSegmentValue):
                said[part.path].append(part.string.data)
        written: dict[str, list[Segment]] = defaultdict(list)
        for segment in self.segments(work):
            written[segment.key.rsplit("#", 1)[0]].append(segment)
        found = []
        for path, segments in written.items():
            texts = said[path] if len(said[path]) == len(segments) else [""] * len(segments)
            for segment, text in zip(segments, texts, strict=True):
                target = (text if segment.rich else plain_of(text)) or segment.target
                found += [(path, segment.source, target, segment.rich)] if target else []
        return found


def _said(segment: StringSegment, target: str, rich: bool, into: Locale, user: Any) -> StringTranslation:
    """Not saved. What cannot be used is kept with its error, as localize does."""
    data = target if rich else StringValue.from_plaintext(target).data
    try:
        StringValue.from_translated_html(data)
        validate_translation_links(segment.string.data, data)
    except ValueError:
        wrong = True
    else:
        wrong = False
    return StringTranslation(
        translation_of=segment.string,
        locale=into,
        context=segment.context,
        data=data,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        last_translated_by=user,
        has_error=wrong,
    )


def draft_of(source: TranslationSource, user: Any) -> Any:
    """A revision of the English row with what is written now; the row itself stays as it is."""
    face = source.get_ephemeral_translated_instance(english(), fallback=False)
    return face.save_revision(user=user)


def key_of(segment: StringSegment) -> str:
    return f"{segment.context.path}#{digest(segment.string.data)[:16]}"


def plain_of(data: str) -> str:
    return str(StringValue(data).render_text())


def _in_order(source: TranslationSource, page: Page) -> list[StringSegment]:
    """As they stand on the form and in each text. What is said twice in one text is one."""
    fields = [field.field_name for field in type(page).translatable_fields]
    rows = source.stringsegment_set.select_related("string", "context")
    ordered = sorted(
        rows, key=lambda row: (_position(fields, row.context.path), row.context_id, row.order, row.pk)
    )
    return list({(row.context_id, row.string_id): row for row in ordered}.values())


def _position(fields: list[str], path: str) -> int:
    name = path.split(".", 1)[0]
    return fields.index(name) if name in fields else len(fields)


def _gone(pairs: dict[str, Pair], segments: list[StringSegment], rich: bool) -> dict[str, Pair]:
    """Texts of today that nobody has approved → the approved text, no longer there, that each comes from."""
    texts = [row.string.data if rich else plain_of(row.string.data) for row in segments]
    there = {digest(text) for text in texts}
    gone = [pair for key, pair in pairs.items() if key not in there]
    new = [text for text in texts if digest(text) not in pairs]
    return {new[at]: gone[of] for at, of in matched(new, [pair.source for pair in gone]).items()}


def _limit(page: Page, path: str) -> int:
    name, *deeper = path.split(".")
    field = page._meta.get_field(name)
    if deeper and field.is_relation:
        field = field.related_model._meta.get_field(deeper[-1])
    return getattr(field, "max_length", None) or 0


def _place(page: Page, path: str, number: int) -> str:
    name, *deeper = path.split(".")
    field = page._meta.get_field(name)
    said = getattr(field, "verbose_name", None)
    if field.is_relation and deeper:
        said = field.related_model._meta.get_field(deeper[-1]).verbose_name
    text = str(said or name)
    text = text[:1].upper() + text[1:]
    return f"{text} ({number})" if number else text


def _segment(
    page: Page,
    segment: StringSegment,
    words: str,
    row: StringTranslation | None,
    pair: Pair | None,
    gone: Pair | None,
    *,
    rich: bool,
    number: int,
) -> Segment:
    target = "" if row is None else row.data if rich else plain_of(row.data)
    trouble = row.get_error() if row is not None and row.has_error else ""
    if row is not None and not trouble:
        standing = Standing.LIVE if pair and pair.target == target else Standing.DRAFT
    else:
        standing = Standing.OUTDATED if gone or pair else Standing.MISSING
    before = gone or (pair if pair and standing == Standing.OUTDATED else None)
    public = pair or gone
    return Segment(
        key=key_of(segment),
        place=_place(page, segment.context.path, number),
        source=words,
        target=target,
        rich=rich,
        standing=standing,
        before=Before(before.source, before.target) if before else None,
        public=Before(public.source, public.target) if public else None,
        limit=_limit(page, segment.context.path),
        trouble=str(trouble or ""),
        by=row.last_translated_by_id if row else None,
        at=row.updated_at if row else None,
    )
