"""The gate: everything that gives anything out asks here, when it is asked (docs/decisions/0006).

A record is open when its French row is live. Its file, page images and text follow the record; a file that
no live record holds is closed. Those who may edit a record see it before it is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from archive.holdings.models import ArchiveDocument, Canvas

from .models import Mark, RecordPage
from .models.marked import MarkedPage


@dataclass(frozen=True, slots=True)
class Visible:
    """What one reader may find: the same rule for a QuerySet and for an index."""

    def records(self) -> QuerySet[RecordPage]:
        """French rows of the records that may be listed and found."""
        return RecordPage.objects.filter(live=True, locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE)

    def excluded(self, indexed: QuerySet[Any]) -> frozenset[str]:
        """Of the marks that an index knows (rows with `mark`), those that must not be found now."""
        keys = self.records().values("translation_key")
        allowed = Mark.objects.filter(key__in=keys, retired_at=None).values("code")
        return frozenset(indexed.exclude(mark__in=allowed).values_list("mark", flat=True))


def visible(user: Any = None) -> Visible:
    """For everybody alike: drafts are never found or listed, not even by those who may edit them."""
    return Visible()


def may_view(user: Any, thing: MarkedPage | ArchiveDocument | Canvas) -> bool:
    if isinstance(thing, MarkedPage):
        source = thing.source
        return isinstance(source, MarkedPage) and (source.live or _may_edit(user, source))
    document = thing.document if isinstance(thing, Canvas) else thing
    records = RecordPage.objects.filter(files__document=document).distinct()
    return any(may_view(user, record) for record in records)


def _may_edit(user: Any, page: MarkedPage) -> bool:
    if user is None or not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return False
    return bool(page.permissions_for_user(user).can_edit())
