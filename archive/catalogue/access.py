"""The gate: everything that gives anything out asks here, when it is asked (docs/decisions/0006, 0009).

A record is open when its French row is live, its mark not withdrawn, and no restriction in force. Files, page
images and text follow the records that hold them, the strictest of them; single files and pages may be more
closed. Those who work on the French records see all of it, and drafts besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from archive.holdings.models import ArchiveDocument, Canvas

from .models import Finding, Mark, Observation, RecordFile, RecordPage, Restriction
from .models.marked import MarkedPage

SEE_RESTRICTED = "catalogue.see_restricted"


class Level(IntEnum):
    NOTICE = 1
    CONTENTS = 2  # page images, text, files


class _Keeper:
    """The archive itself at work: it sees everything, and gives nothing out."""

    is_authenticated = True

    def has_perm(self, right: str) -> bool:
        return True


KEEPER = _Keeper()


def sees_restricted(user: Any) -> bool:
    return bool(user is not None and user.is_authenticated and user.has_perm(SEE_RESTRICTED))


def day_of(now: datetime | None = None) -> date:
    """The archive's day, whatever the server's time zone."""
    return timezone.localtime(now or timezone.now(), ZoneInfo(settings.TIME_ZONE)).date()


def _strictest(*bars: Restriction | None) -> Restriction | None:
    there = [bar for bar in bars if bar is not None]
    return next((bar for bar in there if bar.closes), there[0] if there else None)


@dataclass(frozen=True, slots=True)
class Bars:
    """Restrictions in force on some things, read at once. Each file bears the strictest of its own and of
    those of all records that hold it."""

    records: dict[int, Restriction]
    files: dict[int, Restriction]
    pages: dict[tuple[int, int], Restriction]

    def page(self, document: int, number: int) -> Restriction | None:
        return _strictest(self.files.get(document), self.pages.get((document, number)))

    def whole(self, document: int) -> Restriction | None:
        """Of the file given out as it is: a page of it that is closed closes it."""
        pages = [bar for (held, _number), bar in self.pages.items() if held == document]
        return self.files.get(document) or _strictest(*pages)


def read_bars(
    day: date, records: Iterable[int] | None = None, documents: QuerySet[Any] | list[int] | None = None
) -> Bars:
    """Of these records and files; of everything when `records` is None. At most two queries."""
    documents = [] if documents is None else documents
    rows = Restriction.objects.in_force(day)
    if records is not None:
        held = RecordFile.objects.filter(document__in=documents).values("page")
        rows = rows.filter(Q(record__in=list(records)) | Q(record__in=held) | Q(document__in=documents))
    found = Bars({}, {}, {})
    for row in rows:
        if row.record_id:
            found.records[row.record_id] = row
        elif row.page:
            found.pages[row.document_id, row.page] = row
        else:
            found.files[row.document_id] = row
    if found.records:
        holding = RecordFile.objects.filter(page__in=found.records).values_list("page", "document")
        for record, document in holding:
            strictest = _strictest(found.files.get(document), found.records[record])
            if strictest is not None:
                found.files[document] = strictest
    return found


@dataclass(frozen=True, slots=True)
class Sight:
    """What one reader may see of one record, its files and its pages, at one moment."""

    may_see: bool  # its notice
    everything: bool  # whatever the bars
    record: int
    bars: Bars

    @property
    def bar(self) -> Restriction | None:
        """Of the record; there too for those who see everything, to be told what others do not see."""
        return self.bars.records.get(self.record)

    def lists(self, document: int, number: int = 0) -> bool:
        """Whether the file, or its page, is shown to be there."""
        bar = self.bars.page(document, number)
        return self.may_see and (self.everything or bar is None or not bar.closes)

    def tells(self, document: int | None, number: int, held: Iterable[int]) -> bool:
        """What is said of this page in words of our own; without a page, it is as closed as anything that is
        held."""
        if self.everything or not self.may_see:
            return self.may_see
        if self.bar is not None:
            return False
        if document:
            return self.bars.page(document, number) is None
        return all(self.bars.whole(each) is None for each in held)

    def opens(self, document: int, number: int = 0) -> bool:
        """The page; without a number, the file as it is."""
        bar = self.bars.page(document, number) if number else self.bars.whole(document)
        return self.may_see and (self.everything or bar is None)


def sights(records: Iterable[RecordPage], user: Any = None, now: datetime | None = None) -> dict[int, Sight]:
    """French rows' pk → sight; the same few queries however many they are."""
    records = list(records)
    keys = [record.pk for record in records]
    bars = read_bars(day_of(now), keys, RecordFile.objects.filter(page__in=keys).values("document"))
    marks = Mark.objects.filter(key__in=[record.translation_key for record in records])
    known = {key: (code, retired) for key, code, retired in marks.values_list("key", "code", "retired_at")}
    withdrawn = {key for key, (_code, retired) in known.items() if retired is not None}
    for record in records:  # whoever asks what may be seen of a record needs its mark next
        record.__dict__["mark"] = known.get(record.translation_key, ("",))[0]
    everything = sees_restricted(user)
    found = {}
    for record in records:
        if everything:
            may_see = record.live or user is KEEPER or _may_edit(user, record)
        elif record.translation_key in withdrawn:
            may_see = False
        else:
            bar = bars.records.get(record.pk)
            closed = bar is not None and bar.closes
            may_see = not closed and (record.live or _may_edit(user, record))
        found[record.pk] = Sight(may_see, everything, record.pk, bars)
    return found


def hidden_from(user: Any, now: datetime | None = None) -> QuerySet[RecordPage]:
    """Records of which this user must not know, not even in the admin."""
    if sees_restricted(user):
        return RecordPage.objects.none()
    closed = Restriction.objects.in_force(day_of(now)).filter(state=Restriction.State.CLOSED)
    withdrawn = Mark.objects.exclude(retired_at=None)
    drafts = Q(live=False, locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE)
    mine = Q(owner=user) if user is not None and user.is_authenticated else Q(pk__in=())
    return RecordPage.objects.filter(
        Q(pk__in=closed.filter(record__isnull=False).values("record"))
        | Q(translation_key__in=withdrawn.values("key"))
        | (drafts & ~mine)
    )


def sight(record: RecordPage, user: Any = None, now: datetime | None = None) -> Sight:
    return sights([record], user, now)[record.pk]


def may_view(
    user: Any,
    thing: MarkedPage | ArchiveDocument | Canvas | Observation | Finding,
    level: Level = Level.NOTICE,
    now: datetime | None = None,
) -> bool:
    """A file is as open as the records that hold it; nobody's file is closed. An observation is as open as
    the contents of its report, a finding as the most open of its observations."""
    if isinstance(thing, Finding):
        return any(may_view(user, row, level, now) for row in thing.observations.select_related("report"))
    if isinstance(thing, Observation):
        held = [] if thing.document_id else thing.report.files.values_list("document", flat=True)
        return sight(thing.report, user, now).tells(thing.document_id, thing.number or 0, held)
    if isinstance(thing, MarkedPage):
        source = thing.source
        if isinstance(source, RecordPage):
            seen = sight(source, user, now)
            return seen.may_see and (level == Level.NOTICE or seen.everything or seen.bar is None)
        return isinstance(source, MarkedPage) and (source.live or _may_edit(user, source))
    document, number = (thing.document, thing.number) if isinstance(thing, Canvas) else (thing, 0)
    holding = RecordPage.objects.filter(
        files__document=document, locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE
    ).distinct()
    seen_through = sights(holding, user, now).values()
    if level == Level.NOTICE:
        return any(seen.lists(document.pk, number) for seen in seen_through)
    return any(seen.opens(document.pk, number) for seen in seen_through)


@dataclass(frozen=True, slots=True)
class Visible:
    """What one reader may find and count: the same rule for a QuerySet and for an index. Drafts are never
    found or listed, not even by those who may edit them; nor is what has been withdrawn."""

    everything: bool
    day: date

    def records(self) -> QuerySet[RecordPage]:
        """French rows of the records that may be listed and found."""
        withdrawn = Mark.objects.exclude(retired_at=None).values("key")
        found = RecordPage.objects.filter(
            live=True, locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE
        ).exclude(translation_key__in=withdrawn)
        if self.everything:
            return found
        closed = Restriction.objects.in_force(self.day).filter(
            state=Restriction.State.CLOSED, record__isnull=False
        )
        return found.exclude(pk__in=closed.values("record"))

    def observations(self) -> QuerySet[Observation]:
        """Those whose report's contents this reader may read."""
        found = Observation.objects.filter(report__in=self.records())
        bars = self.bars()
        if not (bars.records or bars.files or bars.pages):
            return found
        barred = {document for document, _number in bars.pages} | bars.files.keys()
        holding = RecordFile.objects.filter(document__in=barred).values("page")
        closed = Q(report__in=list(bars.records)) | Q(document__in=list(bars.files))
        closed |= Q(document=None, report__in=holding)
        for document, number in bars.pages:
            closed |= Q(document=document, number=number)
        return found.exclude(pk__in=Observation.objects.filter(closed).values("pk"))

    def excluded(self, indexed: QuerySet[Any]) -> frozenset[str]:
        """Of the marks that an index knows (rows with `mark`), those that must not be found now."""
        allowed = Mark.objects.filter(key__in=self.records().values("translation_key")).values("code")
        return frozenset(indexed.exclude(mark__in=allowed).values_list("mark", flat=True))

    def bars(self) -> Bars:
        """Everything that stands between this reader and the contents of what may be found."""
        return Bars({}, {}, {}) if self.everything else read_bars(self.day)


def visible(user: Any = None, now: datetime | None = None) -> Visible:
    return Visible(sees_restricted(user), day_of(now))


def _may_edit(user: Any, page: MarkedPage) -> bool:
    if user is None or not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return False
    return bool(page.permissions_for_user(user).can_edit())
