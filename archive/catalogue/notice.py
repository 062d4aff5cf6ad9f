"""Notice, the waist: what anyone outside may know of one record, in both languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse

from archive.core.addresses import current_language, in_language
from archive.core.words import Bilingual, in_both
from archive.holdings.models import Canvas

from .access import Sight, sights
from .dates import NotUnderstood, heard
from .elements import NamedElement, elements_of
from .models import Mark, RecordCaption, RecordFile, RecordPage, Restriction
from .models.dated import DatedPage
from .models.description import Described, described
from .parts import Part, parts_of, said_parts
from .terms import Term, Terms, terms_of
from .vocabulary import RIGHTS_SENTENCES, RIGHTS_URLS, DocumentLanguage, Level, Rights

THUMBNAIL = 240
SHOWN = 2000  # pixels across; wider only when the reader asks for more


@dataclass(frozen=True, slots=True)
class Closure:
    """Why a thing, or what is in it, is not shown to the public. `until` empty: until further notice."""

    state: str  # "notice" or "closed"
    reason: str
    note: str  # in French
    review_on: date | None
    until: date | None

    @classmethod
    def of(cls, bar: Restriction | None) -> Closure | None:
        if bar is None:
            return None
        reason = str(Restriction.Reason(bar.reason).label)
        return cls(bar.state, reason, bar.note, bar.review_on, bar.embargo_until)


@dataclass(frozen=True, slots=True)
class NoticeFile:
    position: int
    name: str
    media_label: str
    media_type: str
    size: int
    pages: int
    sha256: str
    caption: Bilingual
    url: str  # "" when the reader may not have it
    closure: Closure | None


@dataclass(frozen=True, slots=True)
class NoticeDate:
    """`said`: as typed where that is in the reader's language, else the same date in that language; as typed,
    in French alone, when it was not understood."""

    said: Bilingual
    edtf: str
    earliest: date | None
    latest: date | None
    inferred: bool

    @classmethod
    def of(cls, page: DatedPage) -> NoticeDate:
        words = page.date_as_written
        try:
            reading = heard(words)
        except NotUnderstood:
            return cls(Bilingual(words), "", None, None, False)
        fr, en = (words if code in reading.languages else reading.said(code) for code in ("fr", "en"))
        facts = page.date_edtf, page.date_earliest, page.date_latest, page.date_inferred
        return cls(Bilingual(fr, en), *facts)

    @property
    def machine(self) -> str:
        """For `<time datetime>`: a day, a month or a year without any doubt; "" for all else."""
        return self.edtf if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", self.edtf) else ""


@dataclass(frozen=True, slots=True)
class Notice:
    """As one reader may see it. What is closed to the public alone is there with its closure for whoever
    sees everything."""

    mark: str
    family: str
    family_label: str
    type: Term | None
    title: Bilingual
    date: str  # as written
    dated: NoticeDate
    level_label: str
    extent: Bilingual
    scope: Bilingual
    parts: tuple[Part, ...]  # who did what
    elements: tuple[NamedElement, ...]  # which parts of the building it is about
    subjects: tuple[Term, ...]
    document_language: str
    document_language_label: str
    rights_label: str
    rights_url: str
    rights_sentence: str
    files: tuple[NoticeFile, ...]  # those the reader may know of
    path: str
    thumbnail: str
    translated: bool
    published: datetime | None
    changed: datetime | None
    closure: Closure | None
    described: tuple[Described, ...] = ()  # elements of ISAD(G), beyond those above

    @property
    def pages(self) -> int:
        return sum(file.pages for file in self.files)

    @property
    def creators(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.made)

    @property
    def said_parts(self) -> list[dict[str, Any]]:
        return said_parts(self.parts)

    @property
    def url(self) -> str:
        """In the interface's language."""
        return in_language(self.path, current_language())

    @property
    def permanent_url(self) -> str:
        return reverse("permanent", args=[self.mark])


def page_image_url(mark: str, page: int, width: int) -> str:
    return reverse("catalogue:page_image", args=[mark, page, width])


def shown_image(canvas: Canvas | None, mark: str, page: int, most: int = SHOWN) -> dict[str, Any] | None:
    """The image of a page that may be seen, in the sizes there are; None while there is none."""
    if canvas is None or not canvas.widths:
        return None
    width = max((w for w in canvas.widths if w <= most), default=min(canvas.widths))
    wide = [w for w in canvas.widths if w > THUMBNAIL] or canvas.widths
    return {
        "url": page_image_url(mark, page, width),
        "srcset": ", ".join(f"{page_image_url(mark, page, w)} {w}w" for w in wide),
        "width": canvas.width,
        "height": canvas.height,
    }


def read_notices(
    records: Iterable[RecordPage], user: Any = None, seen: dict[int, Sight] | None = None
) -> list[Notice]:
    """Notices of French rows as this reader may see them (by default, the public), in their order; those that
    may not be seen left out. The same few queries however many they are.

    seen: this reader's sights, by pk, where they are known already.
    """
    records = list(records)
    seen = sights(records, user) if seen is None else seen
    records = [record for record in records if seen[record.pk].may_see]
    keys = [record.translation_key for record in records]
    marks = _marks(records)
    faces: dict[UUID, RecordPage] = {
        face.translation_key: face
        for face in RecordPage.objects.filter(translation_key__in=keys, locale__language_code="en", live=True)
    }
    parts = parts_of([record.pk for record in records], user)
    elements = elements_of([record.pk for record in records])
    terms = terms_of(records)
    captions = _captions([record.pk for record in records] + [face.pk for face in faces.values()])
    files, imaged = defaultdict(list), set()
    rows = RecordFile.objects.filter(page__in=[record.pk for record in records]).select_related("document")
    drawn = Canvas.objects.filter(document=OuterRef("document"), number=1).exclude(widths=[])
    for row in rows.annotate(drawn=Exists(drawn)).order_by("sort_order"):
        files[row.page_id].append(row.document)
        if row.drawn:
            imaged.add(row.document_id)
    return [
        _read(
            record,
            marks.get(record.translation_key, ""),
            faces.get(record.translation_key),
            files,
            captions,
            imaged,
            seen[record.pk],
            parts.get(record.pk, ()),
            elements.get(record.pk, ()),
            terms[record.pk],
        )
        for record in records
    ]


def read_notice(record: RecordPage, user: Any = None) -> Notice:
    """Of a record that this reader may see; IndexError when not."""
    return read_notices([record], user)[0]


def _marks(records: list[RecordPage]) -> dict[UUID, str]:
    """Most are known since the gate was asked."""
    known = {record.translation_key: record.__dict__.get("mark", "") for record in records}
    unknown = [key for key, mark in known.items() if not mark]
    if unknown:
        known |= dict(Mark.objects.filter(key__in=unknown).values_list("key", "code"))
    return known


def _captions(pages: list[int]) -> dict[tuple[int, int], str]:
    rows = RecordCaption.objects.filter(page__in=pages).values_list("page_id", "document_id", "text")
    return {(page, document): text for page, document, text in rows}


def _caption(
    captions: dict[tuple[int, int], str], document: int, record: RecordPage, face: RecordPage | None
) -> Bilingual:
    french = captions.get((record.pk, document), "")
    return Bilingual(french, captions.get((face.pk, document), "") if face and french else "")


def _read(  # type: ignore[no-untyped-def]
    record, mark, face, files, captions, imaged, seen, parts, elements, terms: Terms
) -> Notice:
    held = files[record.pk]
    illustrated = bool(held) and held[0].pk in imaged and seen.opens(held[0].pk, 1)
    return Notice(
        mark=mark,
        family=record.specific_class.family,
        family_label=str(record.specific_class._meta.verbose_name),
        type=terms.type,
        title=in_both(record, face, "title"),
        date=record.date_as_written,
        dated=NoticeDate.of(record),
        level_label=str(Level(record.level).label) if record.level else "",
        extent=in_both(record, face, "extent"),
        scope=in_both(record, face, "scope_and_content"),
        parts=parts,
        elements=elements,
        subjects=terms.subjects,
        document_language=record.document_language,
        document_language_label=str(DocumentLanguage(record.document_language).label),
        rights_label=str(Rights(record.rights).label) if record.rights else "",
        rights_url=RIGHTS_URLS.get(record.rights, ""),
        rights_sentence=str(RIGHTS_SENTENCES.get(record.rights, "")),
        files=tuple(
            NoticeFile(
                position=position,
                name=document.original_name,
                media_label=document.media_label,
                media_type=document.media_type,
                size=document.size,
                pages=document.page_count,
                sha256=document.sha256,
                caption=_caption(captions, document.pk, record, face),
                url=reverse("catalogue:file", args=[mark, position])
                if mark and seen.opens(document.pk)
                else "",
                closure=Closure.of(seen.bars.whole(document.pk)),
            )
            for position, document in enumerate(held, start=1)
            if seen.lists(document.pk)
        ),
        path=str(record.url),
        thumbnail=page_image_url(mark, 1, THUMBNAIL) if mark and illustrated else "",
        translated=face is not None,
        published=record.first_published_at,
        changed=max(filter(None, [record.last_published_at, face and face.last_published_at]), default=None),
        closure=Closure.of(seen.bar),
        described=described(record, face),
    )
