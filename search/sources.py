"""Passages of a record: its notice in each language that has words, and each page that has words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.catalogue.access import visible
from archive.catalogue.leaves import placed_files
from archive.catalogue.models import Mark, RecordPage
from archive.catalogue.notice import Notice, read_notice
from archive.holdings.models import Canvas

from .passage import Passage


def public_record(mark: str) -> RecordPage | None:
    key = Mark.objects.filter(code=mark).values_list("key", flat=True).first()
    return visible().records().filter(translation_key=key).first() if key else None


def all_records() -> Iterator[tuple[str, Iterable[Passage]]]:
    for code, key in Mark.objects.filter(retired_at=None).values_list("code", "key"):
        record = visible().records().filter(translation_key=key).first()
        if record is not None:
            yield code, passages(record)


def passages(record: RecordPage) -> list[Passage]:
    notice = read_notice(record)
    found = [_notice(notice, "fr")]
    if notice.translated:
        found.append(_notice(notice, "en"))
    for file in placed_files(record):
        canvases = Canvas.objects.filter(document=file.document).exclude(text="")
        for number, text, joined in canvases.values_list("number", "text", "joined"):
            page = file.first + number - 1
            found.append(
                Passage(
                    key=f"{notice.mark}/p/{page}",
                    mark=notice.mark,
                    kind="canvas",
                    language=notice.document_language if notice.document_language in ("fr", "en") else "",
                    page=page,
                    text=text,
                    also=joined,
                    family=notice.family,
                    document_language=notice.document_language,
                )
            )
    return found


def notice_text(notice: Notice, language: str) -> str:
    """The words of a notice apart from its title, as indexed and as quoted in results."""
    said = (notice.scope, notice.extent, *(file.caption for file in notice.files))
    words = [bilingual.fr if language == "fr" else bilingual.en for bilingual in said]
    return "\n".join(text for text in [*words, notice.date if language == "fr" else ""] if text)


def _notice(notice: Notice, language: str) -> Passage:
    return Passage(
        key=f"{notice.mark}/{language}",
        mark=notice.mark,
        kind="notice",
        language=language,
        page=0,
        title=notice.title.fr if language == "fr" else notice.title.en,
        text=f"{notice.mark}\n{notice_text(notice, language)}",
        family=notice.family,
        document_language=notice.document_language,
    )
