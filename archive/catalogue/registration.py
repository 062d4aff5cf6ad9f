"""A record is born: one transaction gives it mark, place, files and captions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from archive.authorities.models import Element
from archive.holdings.models import ArchiveDocument

from .models import FAMILIES, ArchivePage, RecordAgent, RecordElement, RecordFile, RecordPage, SeriesPage


@transaction.atomic
def register(
    family: str,
    series: SeriesPage,
    title: str,
    *,
    documents: Sequence[ArchiveDocument] = (),
    captions: Sequence[str] = (),
    parts: Sequence[RecordAgent] = (),
    elements: Sequence[Element] = (),
    mark: str = "",
    user: Any = None,
    **facts: Any,
) -> RecordPage:
    """A draft record in its series, with a first revision. facts: other fields of the record.

    Raises ValidationError (a mark given twice, a title missing).
    """
    record = FAMILIES[family](
        title=title, live=False, owner=user, locale=Locale.objects.get(language_code="fr"), **facts
    )
    record.wanted_mark = mark
    record.files = [RecordFile(document=document, sort_order=n) for n, document in enumerate(documents)]
    for place, part in enumerate(parts):
        part.sort_order = place
    record.agents = list(parts)
    record.elements = [RecordElement(element=element, sort_order=n) for n, element in enumerate(elements)]
    record.set_captions(
        {document.pk: text for document, text in zip(documents, captions, strict=False) if text}
    )
    series.add_child(instance=record)
    record.save_revision(user=user, log_action=True)
    return record


def unsorted_series() -> SeriesPage:
    """Where a deposit goes when the archive has no series yet: the usual "to be arranged"."""
    found = SeriesPage.objects.filter(locale__language_code="fr").order_by("path").first()
    if found is not None:
        return found
    archive = ArchivePage.objects.get(locale__language_code="fr")
    series = SeriesPage(title="À classer", slug="a-classer", locale=archive.locale, live=True)
    archive.add_child(instance=series)
    series.save_revision().publish()
    return series
