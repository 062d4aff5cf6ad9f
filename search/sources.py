"""Passages of a record: its notice in each language that has words, and each page that has words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.catalogue.access import KEEPER, visible
from archive.catalogue.leaves import placed_files
from archive.catalogue.models import Mark, RecordPage
from archive.catalogue.notice import Notice, read_notice
from archive.holdings.models import Canvas

from . import elements, named, periods, vocabularies
from .passage import Passage

Facets = tuple[tuple[str, str], ...]


def public_record(mark: str) -> RecordPage | None:
    key = Mark.objects.filter(code=mark).values_list("key", flat=True).first()
    return visible(KEEPER).records().filter(translation_key=key).first() if key else None


def all_records() -> Iterator[tuple[str, Iterable[Passage]]]:
    for code, key in Mark.objects.filter(retired_at=None).values_list("code", "key"):
        record = visible(KEEPER).records().filter(translation_key=key).first()
        if record is not None:
            yield code, passages(record)


def passages(record: RecordPage) -> list[Passage]:
    """All there is, closed or not: what a reader may find of it is decided when the reader asks."""
    notice = read_notice(record, KEEPER)
    facets = facet_values(notice)
    found = []
    for language in ("fr", "en") if notice.translated else ("fr",):
        found.append(_notice(notice, language, facets))
        found += _captions(notice, language, facets)
    found += named.passages(notice, facets)
    for file in placed_files(record):
        canvases = Canvas.objects.filter(document=file.document).exclude(text="")
        for number, text, joined in canvases.values_list("number", "text", "joined"):
            page = file.first + number - 1
            found.append(
                Passage(
                    key=page_key(notice.mark, page),
                    mark=notice.mark,
                    kind="canvas",
                    language=notice.document_language if notice.document_language in ("fr", "en") else "",
                    page=page,
                    text=text,
                    also=joined,
                    facets=facets,
                )
            )
    return found


def facet_values(notice: Notice) -> Facets:
    """What every passage of the record is counted and filtered by."""
    values = [("family", notice.family), ("language", notice.document_language)]
    values += vocabularies.values(notice)
    values += named.values(notice)
    values += [("period", word) for word in periods.tokens(notice.dated.earliest, notice.dated.latest)]
    values += elements.values(notice)
    return tuple((facet, value) for facet, value in values if value)


def page_key(mark: str, page: int) -> str:
    return f"{mark}/p/{page}"


def caption_key(mark: str, language: str, position: int) -> str:
    return f"{mark}/{language}/{position}"


def caption_of(key: str) -> int:
    """The position of the file whose caption has this key; 0 for any other passage."""
    parts = key.split("/")
    return int(parts[2]) if len(parts) == 3 and parts[1] in ("fr", "en") else 0


def notice_text(notice: Notice, language: str) -> str:
    """The words of a notice apart from its title and captions, as indexed and as quoted in results."""
    said = (notice.scope, notice.extent, *(each.words for each in notice.described), notice.dated.said)
    words = [bilingual.fr if language == "fr" else bilingual.en for bilingual in said]
    words += vocabularies.said(notice, language)
    return "\n".join(text for text in words if text)


def _notice(notice: Notice, language: str, facets: Facets) -> Passage:
    return Passage(
        key=f"{notice.mark}/{language}",
        mark=notice.mark,
        kind="notice",
        language=language,
        page=0,
        title=notice.title.fr if language == "fr" else notice.title.en,
        text=f"{notice.mark}\n{notice_text(notice, language)}",
        also="\n".join(vocabularies.other_words(notice, language)),
        facets=facets,
    )


def _captions(notice: Notice, language: str, facets: Facets) -> list[Passage]:
    """A caption may be more closed than its record: it is found by itself."""
    said = {file.position: file.caption.fr if language == "fr" else file.caption.en for file in notice.files}
    return [
        Passage(
            key=caption_key(notice.mark, language, position),
            mark=notice.mark,
            kind="notice",
            language=language,
            page=0,
            text=text,
            facets=facets,
        )
        for position, text in said.items()
        if text
    ]
