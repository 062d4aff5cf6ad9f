"""How one date is written: its day, month and year in every order, shares of something longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from . import lexicon as words
from .longer_rules import LongerRules
from .rules import rule
from .stretch import OF_MONTH, OF_YEAR, Share, Stretch

_MONTHS = (words.MONTHS_FR, words.MONTHS_EN)
_WEEKDAYS = (words.WEEKDAYS_FR, words.WEEKDAYS_EN)


class CalendarRules(LongerRules):
    """Rules of one date without what is said around it. Each gives stretches."""

    @rule
    def date(self, at: int) -> Iterator[tuple[Stretch, int]]:
        yield from self.whole(at)
        yield from self.before_whole(at)
        yield from self.after_whole(at)
        yield from self.share_alone(at)

    @rule
    def whole(self, at: int) -> Iterator[tuple[Stretch, int]]:
        for read in (
            *(self.of_days, self.figures, self.season, self.year_and_season),
            *(self.decade, self.century, self.partly),
        ):
            yield from read(at)

    # shares: early, late, first half, 3rd quarter

    @rule
    def share(self, at: int) -> Iterator[tuple[Share, int]]:
        for number, phrases in enumerate((words.EARLY, words.MIDDLE, words.LATE), start=1):
            for end in self.phrase(at, *phrases):
                yield Share("vague", number, typed=self.typed(at, end)), end
        for number, end in [*self.ordinal(at), *((-1, end) for end in self.word(at, words.LAST))]:
            for kind, only, nouns in (
                ("half", "", words.HALF),
                ("quarter", "", words.QUARTER),
                ("third", "", words.THIRD),
                ("half", OF_YEAR, words.SEMESTER),
                ("quarter", OF_YEAR, words.TRIMESTER),
                ("third", OF_YEAR, words.FOUR_MONTHS),
                ("half", OF_MONTH, words.FORTNIGHT),
            ):
                for after in self.word(end, nouns):
                    yield Share(kind, number, only, self.typed(at, after)), after  # type: ignore[arg-type]
        yield from self.lettered(at)

    @rule
    def lettered(self, at: int) -> Iterator[tuple[Share, int]]:
        """T1, Q1, S2, H2"""
        token = self.token(at)
        if token is not None and token.text in words.LETTERS and self.glued(at + 1):
            for number, end in self.number(at + 1, 1):
                kind = words.LETTERS[token.text]
                yield Share(kind, int(number), OF_YEAR, self.typed(at, end)), end  # type: ignore[arg-type]

    @rule
    def before_whole(self, at: int) -> Iterator[tuple[Stretch, int]]:
        """fin 1957, early 1950s, 2e moitié du XXe siècle, 2e semestre 2027"""
        for share, end in self.share(at):
            for linked in self.maybe(end, self.of(end)):
                for stretch, after in self.whole(linked):
                    if stretch.day is None and not stretch.figures:
                        yield replace(stretch, share=share), after

    @rule
    def after_whole(self, at: int) -> Iterator[tuple[Stretch, int]]:
        """XXe siècle, 2e moitié; 1957 (fin); 1957-Q1"""
        for stretch, end in self.whole(at):
            if stretch.day is not None or stretch.figures:
                continue
            for opened in self.maybe(end, self.sign(end, ",-/:")):
                for share, after in self.share(opened):
                    if self.closes_share(share, opened, end):
                        yield replace(stretch, share=share), after
            for opened in self.sign(end, "("):
                for share, closing in self.share(opened):
                    for after in self.sign(closing, ")"):
                        yield replace(stretch, share=share), after

    def closes_share(self, share: Share, opened: int, end: int) -> bool:
        """A vague share follows after a comma only: "1957 fin" may be cut out of "1957, fin 1958"."""
        return share.kind != "vague" or opened > end

    @rule
    def share_alone(self, at: int) -> Iterator[tuple[Stretch, int]]:
        """Completed by its neighbour: début ou fin 1957, T1-T2 1957"""
        for share, end in self.share(at):
            yield Stretch(share=share), end

    # days, months, years in words

    @rule
    def of_days(self, at: int) -> Iterator[tuple[Stretch, int]]:
        for weekday, start in [*self.weekday(at), (None, at)]:
            for stretch, end in self.in_order(start):
                if weekday is None:
                    yield stretch, end
                elif stretch.day is not None and stretch.weekday is None:
                    yield replace(stretch, weekday=weekday), end

    @rule
    def weekday(self, at: int) -> Iterator[tuple[int, int]]:
        token = self.token(at)
        for names in _WEEKDAYS:
            if token is not None and token.text in names:
                place = self.passed(at + 1)
                for end in self.maybe(place, self.sign(place, ",")):
                    for after in self.maybe(end, self.word(end, ("le", "the"))):
                        yield names[token.text], after

    def in_order(self, at: int) -> Iterator[tuple[Stretch, int]]:
        yield from self.day_first(at)
        yield from self.month_first(at)
        yield from self.year_first(at)
        for day, end in self.day(at):
            yield Stretch(day=day), end
            for comma in self.sign(end, ","):
                for year, after in self.year(comma, 4):
                    yield Stretch(day=day, year=year), after  # "14, 1957" of "May 12–14, 1957"

    def day_first(self, at: int) -> Iterator[tuple[Stretch, int]]:
        for day, end in self.day(at):
            for place in self.joint(end, "-./", ("de", "d", "of")):
                for month, after in self.month(place):
                    yield Stretch(day=day, month=month), after
                    for link in self.joint(after, "-./,", ("de", "of")):
                        for year, last in self.year(link):
                            yield Stretch(day=day, month=month, year=year), last
                for month, after in self.roman_month(place):
                    for link in self.joint(after, "-./", ()):
                        for year, last in self.year(link):
                            yield Stretch(day=day, month=month, year=year), last

    def month_first(self, at: int) -> Iterator[tuple[Stretch, int]]:
        for month, end in self.month(at):
            yield Stretch(month=month), end
            for link in self.joint(end, "-./,", ("de", "of")):
                for year, after in self.year(link):
                    yield Stretch(month=month, year=year), after
            for day, after in self.day(end):
                yield Stretch(month=month, day=day), after
                for link in self.joint(after, ",", ()):
                    for year, last in self.year(link, 4):
                        yield Stretch(day=day, month=month, year=year), last

    def year_first(self, at: int) -> Iterator[tuple[Stretch, int]]:
        for year, end in self.year(at):
            yield Stretch(year=year), end
            if len(year) != 4:
                continue
            for link in self.joint(end, ",-:", ()):
                for month, after in self.month(link):
                    yield Stretch(year=year, month=month, year_leads=True), after
                    for place in self.joint(after, "-", ()):
                        for day, last in self.day(place):
                            yield Stretch(year=year, month=month, day=day, year_leads=True), last
                for weekday, place in [(None, link), *self.weekday(link)]:
                    for stretch, after in self.day_first(place):
                        if not stretch.year:
                            yield replace(stretch, year=year, year_leads=True, weekday=weekday), after

    @rule
    def day(self, at: int) -> Iterator[tuple[int, int]]:
        for figures, end in self.number(at, 1, 2):
            yield int(figures), end
            if self.glued(end):
                for after in self.word(end, words.ENDINGS):
                    yield int(figures), after
        for end in self.word(at, ("premier", "ier", "first")):
            yield 1, end

    @rule
    def month(self, at: int) -> Iterator[tuple[int, int]]:
        token, following = self.token(at), self.token(at + 1)
        if token is None:
            return
        for names in _MONTHS:
            if token.kind == "word" and token.text in names:
                yield names[token.text], self.passed(at + 1)
        figured = following is not None and following.glued and following.text == "bre"
        if figured and token.text in words.FIGURED_MONTHS:
            yield words.FIGURED_MONTHS[token.text], self.passed(at + 2)

    @rule
    def roman_month(self, at: int) -> Iterator[tuple[int, int]]:
        token = self.token(at)
        if token is not None and token.kind == "word" and token.text in words.ROMAN_MONTHS:
            yield words.ROMAN_MONTHS[token.text], self.passed(at + 1)

    # in figures alone

    @rule
    def figures(self, at: int) -> Iterator[tuple[Stretch, int]]:
        """31/03/2025, 31.3.2025, 31 03 2025, 2025-03-31, 03/2025, 2025-03; the day before the month."""
        for first, end in self.number(at, 1, 2, 4):
            for sign, second_at in self.separator(end):
                for second, after in self.number(second_at, 1, 2, 4):
                    yield from self.two_figures(first, second, sign, after)
                    for again, third_at in self.separator(after):
                        if again == sign:
                            for third, last in self.number(third_at, 1, 2, 4):
                                yield from self.three_figures(first, second, third, sign, last)

    def separator(self, at: int) -> Iterator[tuple[str, int]]:
        if not self.glued(at):
            yield " ", at
        for end in self.sign(at, "/.-"):
            yield self.tokens[at].text, end

    def two_figures(self, first: str, second: str, sign: str, end: int) -> Iterator[tuple[Stretch, int]]:
        if sign == " " or self.glued_letters(end):
            return
        if len(first) < 3 and len(second) == 4:
            yield Stretch(month=int(first), year=second, figures=sign), end
        elif len(first) == 4 and len(second) < 3:
            # 1956-58 and 1956–58 are years; a month has both its figures where a hyphen stands
            spaced = not self.glued(end - 1) or not self.glued(end - 2)
            if int(second) <= 12 and not (sign == "-" and (spaced or len(second) < 2)):
                yield Stretch(month=int(second), year=first, figures=sign), end
        elif len(first) < 3 and len(second) < 3 and sign in "/.":
            yield Stretch(day=int(first), month=int(second), figures=sign), end

    def three_figures(
        self, first: str, second: str, third: str, sign: str, end: int
    ) -> Iterator[tuple[Stretch, int]]:
        if self.glued_letters(end) or len(second) > 2:
            return
        if len(first) < 3 and (len(third) == 4 or (len(third) == 2 and sign != " ")):
            yield Stretch(day=int(first), month=int(second), year=third, figures=sign), end
        elif len(first) == 4 and len(third) < 3 and sign != " ":
            yield Stretch(day=int(third), month=int(second), year=first, figures=sign), end

    # what is known not to be known

    @rule
    def partly(self, at: int) -> Iterator[tuple[Stretch, int]]:
        for stretch, end in [*self.day_first(at), *self.month_first(at)]:
            if stretch.month is None or stretch.year or stretch.figures:
                continue
            for place in self.maybe(end, self.sign(end, ",")):
                for opened in self.maybe(place, self.sign(place, "(")):
                    for after in self.phrase(opened, *words.YEAR_UNKNOWN):
                        if opened == place:
                            yield replace(stretch, unknown="year"), after
                        else:
                            for last in self.sign(after, ")"):
                                yield replace(stretch, unknown="year"), last
        yield from self.partly_said(at)

    def partly_said(self, at: int) -> Iterator[tuple[Stretch, int]]:
        """un jour de mars 1957, a month in 1957, le 25 d'un mois de 1956"""
        for finest, phrases in (("day", words.A_DAY), ("month", words.A_MONTH)):
            for start in self.phrase(at, *phrases):
                for stretch, end in self.whole(start):
                    coarse = replace(stretch, year="", year_leads=False, month=None, unknown="") == Stretch()
                    if coarse and (finest == "day" or stretch.month is None):
                        yield replace(stretch, unknown=finest), end  # type: ignore[arg-type]
        for day, end in self.day(at):
            for place in self.phrase(end, *words.OF_A_MONTH):
                for year, after in self.four_figures(place):
                    yield Stretch(day=day, year=year, unknown="day"), after

    def of(self, at: int) -> Iterator[int]:
        """What links a share to its whole."""
        yield from self.sign(at, ",-")
        yield from self.phrase(at, *words.OF)
