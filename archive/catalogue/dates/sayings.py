"""How whole expressions are put together: one date with its doubts, spans, limits, lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from . import lexicon as words
from .calendar_rules import CalendarRules
from .joining import (
    Item,
    Later,
    Members,
    between,
    choice_of,
    doubted_alike,
    inside,
    limited,
    may_pair,
    open_span,
    single,
    span_of,
)
from .rules import rule
from .shapes import Undated
from .stretch import Stretch

DASHES = ("-", "–", "--", "/", "..", "...")


class Sayings(CalendarRules):
    @rule
    def item(self, at: int) -> Iterator[tuple[Item, int]]:
        for (approximate, uncertain), start in self.doubts(at):
            for place in self.led(start):
                for stretch, end in self.date(place):
                    for (about, perhaps, spaced), after in self.afterthought(end):
                        doubted = replace(
                            stretch, approximate=approximate or about, uncertain=uncertain or perhaps
                        )
                        leads = approximate or uncertain
                        yield Item(doubted, leads, spaced, self.tokens[end - 1].supplied), after

    def led(self, at: int) -> Iterator[int]:
        """Past "in", "le", "au printemps"'s "au", and the like, which say nothing of the date."""
        for start in self.maybe(at, self.phrase(at, *words.IN)):
            for place in self.maybe(start, self.word(start, words.ARTICLES)):
                yield place
        token = self.token(at)
        if token is not None and token.text in ("a", "au", "aux"):
            start = at + 1
            for place in self.maybe(start, self.word(start, ("l", "la"))):
                for stretch, _end in self.date(place):
                    if stretch.season or stretch.share or stretch.century or stretch.decade:
                        yield self.passed(place)
                        break

    @rule
    def doubts(self, at: int) -> Iterator[tuple[tuple[bool, bool], int]]:
        """(approximate, uncertain) as said before the date, either first."""
        yield (False, False), at
        about = [*self.phrase(at, *words.APPROXIMATE), *self.sign(at, "~")]
        perhaps = [*self.phrase(at, *words.UNCERTAIN)]
        for end in about:
            yield (True, False), end
            for after in self.phrase(end, *words.UNCERTAIN):
                yield (True, True), after
        for end in perhaps:
            yield (False, True), end
            for after in self.phrase(end, *words.APPROXIMATE):
                yield (True, True), after

    @rule
    def afterthought(self, at: int) -> Iterator[tuple[tuple[bool, bool, bool], int]]:
        """(approximate, uncertain, spaced) as said after the date."""
        yield (False, False, False), at
        for about, end in [(False, at), *self.about_after(at)]:
            if end > at:
                yield (True, False, False), end
            for spaced, after in self.perhaps_after(end):
                yield (about, True, spaced), after
                for last in self.about_after(after):
                    if not about:
                        yield (True, True, spaced), last[1]

    def about_after(self, at: int) -> Iterator[tuple[bool, int]]:
        for end in self.phrase(at, *words.AFTERWARDS_APPROXIMATE):
            yield True, end
        if self.glued(at):
            for end in self.sign(at, "~"):
                yield True, end
        for opened in self.sign(at, "("):
            for end in self.phrase(opened, *words.BRACKETED_APPROXIMATE):
                for after in self.sign(end, ")"):
                    yield True, after

    def perhaps_after(self, at: int) -> Iterator[tuple[bool, int]]:
        for end in self.sign(at, "?"):
            yield not self.glued(at) or self.tokens[at].supplied, end
        for end in self.phrase(at, *words.UNCERTAIN):
            yield False, end
        for opened in self.sign(at, "("):
            inner = [*self.sign(opened, "?"), *self.phrase(opened, *words.BRACKETED_UNCERTAIN)]
            for end in inner:
                for after in self.sign(end, ")"):
                    yield True, after

    # whole expressions

    @rule
    def saying(self, at: int) -> Iterator[tuple[Later, int]]:
        for read in (
            self.undated,
            self.one,
            self.span,
            self.between,
            self.limits,
            self.open_spans,
            self.listing,
        ):
            yield from read(at)

    def undated(self, at: int) -> Iterator[tuple[Later, int]]:
        for end in self.phrase(at, *words.UNDATED):
            yield Undated, end
            for place in self.maybe(end, self.sign(end, (",", ";", ":"))):
                token = self.token(place)
                if token is not None and token.supplied and not self.tokens[at].supplied:
                    yield from self.saying(place)

    def undated_too(self, length: int) -> bool:
        """Whether dates and "s.d." were typed together: 1956-1958, s.d."""
        undated = {
            place
            for at in range(length)
            for end in self.phrase(at, *words.UNDATED)
            for place in range(at, end)
        }
        return bool(undated) and any(
            self.tokens[at].kind == "number" for at in range(length) if at not in undated
        )

    def one(self, at: int) -> Iterator[tuple[Later, int]]:
        for item, end in self.item(at):
            yield (lambda item=item: single(item)), end  # type: ignore[misc]

    def span(self, at: int) -> Iterator[tuple[Later, int]]:
        for (first, last), end in self.pair(at):
            yield (lambda first=first, last=last: span_of(first, last)), end  # type: ignore[misc]
        for start in self.phrase(at, *words.FROM):
            for first, middle in self.item(start):
                for place in self.phrase(middle, *words.TO):
                    for last, end in self.item(place):
                        yield (lambda first=first, last=last: span_of(first, last, True)), end  # type: ignore[misc]
                    for end in self.phrase(place, *words.UNKNOWN_END):
                        yield (lambda first=first: open_span(first, None, "")), end  # type: ignore[misc]
            for middle in self.phrase(start, *words.UNKNOWN_END):
                for place in self.phrase(middle, *words.TO):
                    for last, end in self.item(place):
                        yield (lambda last=last: open_span(None, last, "")), end  # type: ignore[misc]

    @rule
    def pair(self, at: int) -> Iterator[tuple[tuple[Item, Item], int]]:
        """1956-1958, 12-14 mai 1957, mars à mai 1957. A doubt before the first, or apart behind the last,
        is a doubt about both."""
        for first, middle in self.item(at):
            for place, how in [
                *self.dashed(middle),
                *((end, "to") for end in self.leading_to(first, middle)),
            ]:
                for last, end in [*self.item(place), *self.short_year(place)]:
                    if not may_pair(first, last, how):
                        continue
                    yield (doubted_alike(first, last) if how != "to" else (first, last)), end

    def leading_to(self, first: Item, at: int) -> Iterator[int]:
        """mars à mai 1957, mid-to-late 1950s, mid- to late 1950s"""
        yield from self.phrase(at, *words.TO)
        if first.stretch == Stretch(share=first.stretch.share):
            for hyphen in self.sign(at, "-"):
                for end in self.phrase(hyphen, *words.TO):
                    yield from self.maybe(end, self.sign(end, "-"))

    def dashed(self, at: int) -> Iterator[tuple[int, str]]:
        for end in self.sign(at, DASHES):
            sign = self.tokens[at].text
            hyphen = sign == "-" and self.glued(at) and self.glued(end)
            yield end, "hyphen" if hyphen else "slash" if sign == "/" else "dash"

    def short_year(self, at: int) -> Iterator[tuple[Item, int]]:
        """The 7 of 1956/7."""
        for figure, end in self.number(at, 1):
            yield Item(Stretch(year=figure)), end

    def between(self, at: int) -> Iterator[tuple[Later, int]]:
        for start in self.phrase(at, *words.BETWEEN):
            for first, middle in self.item(start):
                joined = [*self.phrase(middle, *words.AND), *self.sign(middle, "&")]
                for place in [*joined, *self.sign(middle, ("-", "–"))]:
                    for last, end in self.item(place):
                        yield (lambda first=first, last=last: between(first, last)), end  # type: ignore[misc]

    def limits(self, at: int) -> Iterator[tuple[Later, int]]:
        for phrases, later, itself in (
            (words.BEFORE, False, False),
            (words.NOT_AFTER, False, True),
            (words.AFTER, True, False),
            (words.NOT_BEFORE, True, True),
        ):
            after = self.exactly(at, "apr") if phrases is words.AFTER else ()  # Apr. is April
            for start in [*self.phrase(at, *phrases), *after]:
                for place in self.maybe(start, self.sign(start, "-")):
                    for item, end in self.item(place):
                        yield limited(item, later, itself), end
        for start in self.phrase(at, *words.AFTER):
            for first, middle in self.item(start):
                for linked in [*self.phrase(middle, *words.AND, *words.BUT), *self.sign(middle, ",")]:
                    for place in self.phrase(linked, *words.BEFORE):
                        for last, end in self.item(place):
                            yield (lambda first=first, last=last: inside(first, last)), end  # type: ignore[misc]
        for item, middle in self.item(at):
            for phrases, later in ((words.OR_EARLIER, False), (words.OR_LATER, True)):
                for end in self.phrase(middle, *phrases):
                    yield limited(item, later, True), end

    def open_spans(self, at: int) -> Iterator[tuple[Later, int]]:
        since = [*self.phrase(at, *words.SINCE), *self.exactly(at, "dès"), *self.exactly(at, "Dès")]
        for start in since:
            for item, end in self.item(start):
                for after in self.maybe(end, self.phrase(end, *words.ONWARDS)):
                    yield (lambda item=item: open_span(item, None, "..")), after  # type: ignore[misc]
        for start in self.phrase(at, *words.UNTIL):
            for item, end in self.item(start):
                yield (lambda item=item: open_span(None, item, "..")), end  # type: ignore[misc]
        for start in self.maybe(at, self.phrase(at, *words.FROM)):
            for item, middle in self.item(start):
                for end in self.phrase(middle, *words.ONWARDS):
                    yield (lambda item=item: open_span(item, None, "..")), end  # type: ignore[misc]
                if start == at:
                    yield from self.open_dash(item, middle)
        for start in self.sign(at, "?"):
            for place, _how in self.dashed(start):
                for item, end in self.item(place):
                    yield (lambda item=item: open_span(None, item, "")), end  # type: ignore[misc]

    def open_dash(self, item: Item, at: int) -> Iterator[tuple[Later, int]]:
        """1956-, 1956-…, 1956 – aujourd'hui, 1956-?"""
        for place, how in self.dashed(at):
            if how == "slash":
                continue
            later = lambda item=item: open_span(item, None, "..")  # noqa: E731
            if place == len(self.tokens):
                yield later, place
            for end in self.sign(place, ("...", "..")):
                yield later, end
            for end in self.phrase(place, *words.TODAY):
                yield later, end
            for end in self.sign(place, "?"):
                yield (lambda item=item: open_span(item, None, "")), end  # type: ignore[misc]

    def exactly(self, at: int, typed: str) -> Iterator[int]:
        """With its accent and its capital: dès is since, des is no more than of."""
        token = self.token(at)
        if token is not None and token.typed == typed:
            yield self.passed(at + 1)

    # lists

    @rule
    def member(self, at: int) -> Iterator[tuple[Item | tuple[Item, Item], int]]:
        for item, end in self.item(at):
            if not item.stretch.is_bare_year or len(item.stretch.year) > 2:
                yield item, end
        yield from self.pair(at)

    @rule
    def enumeration(self, at: int) -> Iterator[tuple[Members, int]]:
        for first, end in self.member(at):
            yield (first,), end
            for place in self.sign(end, (",", ";")):
                for rest, after in self.enumeration(place):
                    if len(rest) < 40:
                        yield (first, *rest), after

    def listing(self, at: int) -> Iterator[tuple[Later, int]]:
        for members, end in self.enumeration(at):
            if len(members) > 1:
                yield (lambda members=members: choice_of(members, True)), end  # type: ignore[misc]
            for comma in self.maybe(end, self.sign(end, ",")):
                for every, joined in ((True, words.AND), (False, words.OR)):
                    signs = self.sign(comma, ("&", "+")) if every else iter(())
                    for place in [*self.phrase(comma, *joined), *signs]:
                        for last, after in self.member(place):
                            yield (
                                (
                                    lambda members=members, last=last, every=every: choice_of(
                                        (*members, last), every
                                    )  # type: ignore[misc]
                                ),
                                after,
                            )
