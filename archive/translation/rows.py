"""The texts of a work as the desk shows them, one row each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name

from . import markup, words
from .checks import Doubt, check
from .context import pictures
from .lexicon import EMPTY, Lexicon, Spot
from .models import Remark, Work
from .sources import Segment, Standing

SAID: dict[Standing, str | Promise] = {
    Standing.MISSING: _("missing"),
    Standing.OUTDATED: _("out of date"),
    Standing.DRAFT: _("draft"),
    Standing.LIVE: _("live"),
}


@dataclass(slots=True)
class Row:
    """`typed`, `problem`, `theirs`: of words that could not be taken in, what was typed, why, and what
    another person has written meanwhile."""

    number: int
    segment: Segment
    stays: bool  # the earlier English words are public, and may be confirmed
    spots: list[Spot]
    doubts: list[Doubt]
    by: str = ""
    remarks: list[Remark] = field(default_factory=list)
    picture: dict[str, Any] | None = None
    typed: str | None = None
    problem: str = ""
    theirs: str | None = None
    theirs_by: str = ""

    @property
    def key(self) -> str:
        return self.segment.key

    @property
    def stamp(self) -> str:
        return words.stamp(self.segment)

    @property
    def words(self) -> str:
        return self.segment.target if self.typed is None else self.typed

    @property
    def said(self) -> str | Promise:
        return SAID[self.segment.standing]

    @property
    def source(self) -> SafeString:
        return markup.laid_out(self.segment.source, rich=self.segment.rich, terms=self.spots)

    @property
    def terms(self) -> list[Spot]:
        """Each once."""
        return list({spot.said: spot for spot in self.spots}.values())

    @property
    def links(self) -> list[markup.Link]:
        return markup.links_of(self.segment.source) if self.segment.rich else []

    @property
    def is_clean(self) -> bool:
        """Whether the words can be edited as they will look; otherwise their tags are shown."""
        return markup.is_shown(self.words)

    @property
    def read(self) -> SafeString:
        """For whoever may not write."""
        return markup.laid_out(self.segment.target, rich=self.segment.rich)

    @property
    def changed(self) -> SafeString | str:
        before = self.segment.before
        if before is None or before.source == self.segment.source:
            return ""
        return markup.changes(before.source, self.segment.source, rich=self.segment.rich)

    @property
    def earlier(self) -> SafeString | str:
        before = self.segment.before
        return markup.laid_out(before.target, rich=self.segment.rich) if before else ""

    @property
    def open_remarks(self) -> list[Remark]:
        return [remark for remark in self.remarks if not remark.settled]

    @property
    def to_do(self) -> bool:
        lacking = self.segment.standing in (Standing.MISSING, Standing.OUTDATED)
        return bool(lacking or self.segment.trouble or self.problem or self.open_remarks)


def rows_of(work: Work, segments: list[Segment], user: Any, lexicon: Lexicon = EMPTY) -> list[Row]:
    names = _names(segment.by for segment in segments)
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for remark in work.remarks.select_related("by"):
        remarks[remark.key].append(remark)
    shown = pictures(work, user)
    found = [row_of(work, segment, number, lexicon) for number, segment in enumerate(segments, start=1)]
    for row in found:
        row.by = names.get(row.segment.by or 0, "")
        row.remarks = remarks[row.key]
        row.picture = next((image for key, image in shown.items() if key and row.key.startswith(key)), None)
    return found


def row_of(work: Work, segment: Segment, number: int = 0, lexicon: Lexicon = EMPTY) -> Row:
    return Row(
        number=number,
        segment=segment,
        stays=words.may_stay(work, segment),
        spots=lexicon.terms_in(segment.source, rich=segment.rich),
        doubts=check(
            segment.source,
            segment.target,
            rich=segment.rich,
            limit=segment.limit or None,
            lexicon=lexicon,
        ),
    )


def name_of(key: int | None) -> str:
    return _names([key]).get(key or 0, "")


def _names(keys: Iterable[int | None]) -> dict[int, str]:
    users = get_user_model()._default_manager.in_bulk({key for key in keys if key})
    return {key: get_user_display_name(user) for key, user in users.items()}
