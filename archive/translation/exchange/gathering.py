"""Works as lines, and lines found again among the works that a person may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from .. import rights
from ..models import Remark, Work
from ..sources import Segment, Standing, source_of
from .base import Line

ALL, TODO = "all", "todo"
CHUNK = 200


def lines_of(works: QuerySet[Work], only: str = ALL) -> list[Line]:
    """TODO: what is missing or out of date, and what a reviewer has a remark on."""
    found = []
    for work, segments in texts_of(works):
        remarks: dict[str, list[str]] = defaultdict(list)
        for remark in work.remarks.all():
            remarks[remark.key].append(remark.text)
        for segment in segments:
            lacking = segment.standing in (Standing.MISSING, Standing.OUTDATED)
            if only == ALL or lacking or segment.key in remarks:
                found.append(_line(work, segment, remarks[segment.key]))
    return found


def texts_of(works: QuerySet[Work]) -> Iterator[tuple[Work, list[Segment]]]:
    """Each with its texts; those of things in few questions to the database."""
    remarks = Prefetch("remarks", Remark.objects.filter(settled=False))
    read = works.select_related("content_type").prefetch_related("thing", "pairs", "written", remarks)
    for work in read.iterator(chunk_size=CHUNK):
        if work.thing is not None:
            yield work, source_of(work).segments(work)


def name_of(work: Work) -> str:
    return f"{work.content_type.app_label}.{work.content_type.model}:{work.object_id}"


def works_named(names: Iterable[str], user: Any) -> Iterator[QuerySet[Work]]:
    """Those among them that this person may see, in handfuls."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for name in dict.fromkeys(names):
        kind, _colon, number = name.partition(":")
        numbers[kind].append(int(number))
    seen = rights.seen_by(user)
    for kind, asked in numbers.items():
        try:
            content_type = ContentType.objects.get_by_natural_key(*kind.split("."))
        except ContentType.DoesNotExist:
            continue
        for first in range(0, len(asked), CHUNK):
            yield seen.filter(content_type=content_type, object_id__in=asked[first : first + CHUNK])


def _line(work: Work, segment: Segment, remarks: list[str]) -> Line:
    earlier = segment.before if not segment.target else None
    return Line(
        work=name_of(work),
        key=segment.key,
        place=f"{work.title} — {segment.place}",
        source=segment.source,
        target=earlier.target if earlier else segment.target,
        before=segment.before,
        note="\n".join(_notes(segment, remarks)),
        unsure=earlier is not None or bool(segment.trouble),
    )


def _notes(segment: Segment, remarks: list[str]) -> Iterator[str]:
    if segment.limit:
        yield _("At most %(limit)s characters.") % {"limit": segment.limit}
    if segment.rich:
        yield _("With mark-up: keep the tags (%(tags)s) as they are; “&” is written &amp;, “<” &lt;.") % {
            "tags": '<a id="a1">, <b>, <i>'
        }
    if segment.trouble:
        yield _("Cannot be used as it is: %(why)s") % {"why": segment.trouble}
    for remark in remarks:
        yield _("Comment of the reviewer: %(text)s") % {"text": remark}
