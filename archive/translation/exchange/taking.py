"""Lines taken back: each is judged against the text as it is now; while one is wrong, none is written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import rights
from ..checks import markup
from ..checks.base import Rendering
from ..markup import changes
from ..models import State, Work
from ..reckoning import reckon
from ..sources import NotKept, Segment, source_of
from ..sources.base import check_length
from ..words import tidied
from .base import Line
from .gathering import CHUNK, name_of, texts_of, works_named

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class Verdict(models.TextChoices):
    """In the order in which a person wants to read them."""

    ERROR = "error", gettext_lazy("In error")
    STALE = "stale", gettext_lazy("Stale: the French is another now")
    UNKNOWN = "unknown", gettext_lazy("Unknown here")
    LEFT_OUT = "left_out", gettext_lazy("Left out")
    ACCEPTED = "accepted", gettext_lazy("Accepted")
    UNCHANGED = "unchanged", gettext_lazy("Unchanged")


@dataclass(frozen=True, slots=True)
class Judged:
    """`now`: the text of today that the line means, or the one that has taken its place."""

    line: Line
    verdict: Verdict
    why: str = ""
    now: Segment | None = None
    work: Work | None = None

    @property
    def changes(self) -> str:
        """Of a stale line: what the French has become since."""
        return changes(self.line.source, self.now.source, rich=self.now.rich) if self.now else ""


@dataclass
class Report:
    """`empty`: how many lines bring no words; they are no news to anybody."""

    judged: list[Judged] = field(default_factory=list)
    empty: int = 0

    @property
    def count(self) -> Counter[Verdict]:
        return Counter(one.verdict for one in self.judged)

    def of(self, verdict: Verdict) -> list[Judged]:
        return [one for one in self.judged if one.verdict == verdict]


class Refused(Exception):
    """Nothing was written: something is wrong that was not when the file was looked at."""

    def __init__(self, report: Report) -> None:
        self.report = report


def look(lines: Iterable[Line], user: Any) -> Report:
    """What taking them would do; nothing changes."""
    report = Report()
    by_work: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.target.strip():
            by_work[line.work].append(line)
        else:
            report.empty += 1
    strangers = by_work.pop("", [])
    for works in works_named(list(by_work), user):
        read = list(texts_of(works))
        open_to = rights.writable(user, [work for work, _segments in read])
        for work, segments in read:
            report.judged += _judge_all(by_work.pop(name_of(work)), work, segments, work.pk in open_to)
    strangers += [line for group in by_work.values() for line in group]
    report.judged += [Judged(line, Verdict.UNKNOWN, _("There is no such text here.")) for line in strangers]
    report.judged.sort(key=lambda one: one.line.at)
    return report


@transaction.atomic
def take(lines: Iterable[Line], user: Any) -> Report:
    """Write what is accepted, as drafts. Raises Refused."""
    lines = list(lines)
    for works in works_named([line.work for line in lines if line.work], user):
        list(works.select_for_update(of=("self",)).values_list("pk"))  # one writer of a work at a time
    report = look(lines, user)
    if report.count[Verdict.ERROR]:
        raise Refused(report)
    words: dict[int, dict[str, str]] = defaultdict(dict)
    works: dict[int, Work] = {}
    for one in report.of(Verdict.ACCEPTED):
        if one.work is not None and one.now is not None:
            words[one.work.pk][one.now.key] = tidied(one.now, one.line.target)
            works[one.work.pk] = one.work
    for number, said in words.items():
        source_of(works[number]).keep_all(works[number], said, user)
    for work in _afresh(list(works)):
        reckon(work)
    return report


def _afresh(numbers: list[int]) -> Iterator[Work]:
    for first in range(0, len(numbers), CHUNK):
        chosen = Work.objects.filter(pk__in=numbers[first : first + CHUNK])
        for work, _segments in texts_of(chosen):
            yield work


def _judge_all(lines: list[Line], work: Work, segments: list[Segment], may_write: bool) -> Iterator[Judged]:
    by_key = {segment.key: segment for segment in segments}
    by_place: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_place[_place(segment.key)].append(segment)
    first: dict[str, Line] = {}
    for line in lines:
        now = by_key.get(line.key) or _successor(line, by_place[_place(line.key)])
        before = first.setdefault(now.key, line) if now and not line.unsure else line
        if before is not line:
            yield _said_twice(line, before, now, work)
        else:
            verdict, why = _judge(line, now, work, may_write)
            yield Judged(line, verdict, why, now, work)


def _place(key: str) -> str:
    return key.rsplit("#", 1)[0]


def _successor(line: Line, there: list[Segment]) -> Segment | None:
    """What stands now where the line's text stood: the same French, else what was made of it, else what is
    in its place alone."""
    for segment in there:
        if same(segment.source, line.source):
            return segment
    made_of_it = [one for one in there if one.before and same(one.before.source, line.source)]
    return next(iter(made_of_it or there), None) if made_of_it or len(there) == 1 else None


def _said_twice(line: Line, before: Line, now: Segment | None, work: Work) -> Judged:
    said = {"line": before.at}
    if same(line.target, before.target):
        return Judged(line, Verdict.LEFT_OUT, _("Stands at line %(line)s already.") % said, now, work)
    return Judged(line, Verdict.ERROR, _("Line %(line)s says it otherwise.") % said, now, work)


def _judge(line: Line, now: Segment | None, work: Work, may_write: bool) -> tuple[Verdict, str]:
    if now is None:
        return Verdict.UNKNOWN, _("This text is no longer there.")
    if line.unsure:
        return Verdict.LEFT_OUT, _("Marked as not sure (fuzzy).")
    if not same(line.source, now.source):
        return Verdict.STALE, ""
    if tidied(now, line.target) == now.target:
        return Verdict.UNCHANGED, ""
    if not may_write:
        if work.state == State.REVIEW:
            return Verdict.ERROR, _("In review: it is not written to until the review is over.")
        return Verdict.ERROR, _("Locked, or not yours to write.")
    wrong = list(_wrong(line.target.strip(), now))
    return (Verdict.ERROR, " ".join(wrong)) if wrong else (Verdict.ACCEPTED, "")


def _wrong(target: str, now: Segment) -> Iterator[str]:
    found = UNWANTED.search(target)
    if found:
        yield _("Holds a character that no text holds (U+%(code)s).") % {"code": f"{ord(found[0]):04X}"}
    if now.limit and "\n" in target and "\n" not in now.source:
        yield _("This text stands on one line.")
    try:
        check_length(target, now.limit)
    except NotKept as error:
        yield from error.messages
    if now.rich:
        doubts = markup.check(Rendering(now.source, target, rich=True))
        yield from (doubt.says for doubt in doubts if doubt.severity != "notice")


def same(one: str, other: str) -> bool:
    """Spreadsheets and editors change spaces and the way accents are made, and mean no harm."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
