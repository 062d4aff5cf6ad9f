"""How seasons, decades and centuries are written, and the ordinals and years they are written with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from . import lexicon as words
from .rules import Rules, rule
from .stretch import Stretch

_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})(e|eme|ieme|er|o|th|st|nd|rd)?")
_ONES = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_SEASONS = {**words.SEASONS_FR, **words.SEASONS_EN}


class LongerRules(Rules):
    @rule
    def four_figures(self, at: int) -> Iterator[tuple[str, int]]:
        for start in self.maybe(at, self.phrase(at, *words.YEAR)):
            for figures, end in self.number(start):
                decades = start > at and self.tokens[at].text == "annees" and figures.endswith("0")
                if len(figures) > 2 and not self.glued_letters(end) and not decades:
                    yield figures, end

    def year(self, at: int, *lengths: int) -> Iterator[tuple[str, int]]:
        """As typed, two figures too, which are refused where a year is wanted."""
        for year, end in self.four_figures(at):
            if not lengths or len(year) in lengths:
                yield year, end
        if not lengths or 2 in lengths:
            for start in self.maybe(at, self.sign(at, "'")):
                for figures, end in self.number(start, 2):
                    if not self.glued_letters(end):
                        yield figures, end

    def glued_letters(self, at: int) -> bool:
        token = self.token(at)
        return token is not None and token.glued and token.kind == "word"

    def joint(self, at: int, signs: str, linking: tuple[str, ...]) -> Iterator[int]:
        """Nothing, one of these signs, or one of these words."""
        yield at
        yield from self.sign(at, signs)
        yield from self.word(at, linking)

    # seasons, decades, centuries

    @rule
    def season(self, at: int) -> Iterator[tuple[Stretch, int]]:
        token = self.token(at)
        if token is None or token.text not in _SEASONS:
            return
        season, end = _SEASONS[token.text], self.passed(at + 1)
        yield Stretch(season=season), end
        for place in self.joint(end, ",", ("de", "of")):
            for year, after in self.year(place):
                yield Stretch(season=season, year=year), after
                if season == 24:
                    for again in self.sign(after, ("-", "–", "/")):
                        for following, last in self.year(again):
                            yield Stretch(season=season, year=year, next_year=following), last

    def year_and_season(self, at: int) -> Iterator[tuple[Stretch, int]]:
        for year, end in self.four_figures(at):
            for place in self.joint(end, ",", ()):
                for stretch, after in self.season(place):
                    if not stretch.year:
                        yield replace(stretch, year=year), after

    @rule
    def decade(self, at: int) -> Iterator[tuple[Stretch, int]]:
        for start in self.word(at, words.DECADE):
            years = self.tokens[at].text == words.YEARS
            for figures, end in self.number(start, 2, 4):
                if figures.endswith("0") or len(figures) < 4 or not years:
                    yield Stretch(decade=figures, years=years), end
                for sign in self.sign(end, ("-", "–")) if not years else ():
                    for last, after in self.number(sign, 4):
                        if int(last) == int(figures) + 9:
                            yield Stretch(decade=figures), after
            yield from self.unnumbered_decade(start)
        yield from self.unnumbered_decade(at)
        yield from self.english_decade(at)
        yield from self.masked_decade(at)

    def unnumbered_decade(self, at: int) -> Iterator[tuple[Stretch, int]]:
        """années cinquante, the fifties: of which century is not said, and so refused later"""
        for end in self.phrase(at, *words.TENS):
            yield Stretch(decade=self.typed(at, end), years=True), end

    def english_decade(self, at: int) -> Iterator[tuple[Stretch, int]]:
        """1950s, 1950's; 1900s is a decade or a century, unless it says which"""
        apostrophe = [found for start in self.sign(at, "'") for found in self.number(start, 2)]
        for figures, end in [*self.number(at, 2, 4), *apostrophe]:
            for place in self.maybe(end, self.sign(end, "'")):
                if not self.glued(place):
                    continue
                for after in self.word(place, ("s",)):
                    yield Stretch(decade=figures), after
                    for opened in self.sign(after, "("):
                        for closing in self.word(opened, ("decade",)):
                            for last in self.sign(closing, ")"):
                                yield Stretch(decade=figures), last
                    if figures.endswith("00"):
                        yield Stretch(century=int(figures[:2]) + 1), after

    def masked_decade(self, at: int) -> Iterator[tuple[Stretch, int]]:
        """195X, 19XX, and the 195- and 19--, 195. and 19.. of older rules"""
        for figures, end in self.number(at, 2, 3):
            token = self.token(end)
            if token is None or not token.glued:
                continue
            missing = 4 - len(figures)
            following = self.token(end + missing)
            dashes = [self.token(end + place) for place in range(missing)]
            dashed = all(each is not None and each.text == "-" and each.glued for each in dashes) or (
                token.text in ("--" if missing == 2 else ".", "." * missing)
            )
            after = end + 1 if token.text in ("x", "xx", "--", "..", ".") else end + missing
            following = self.token(after)
            ends_here = following is None or following.text in ("?", "(", ",")
            if token.text == "x" * missing or (dashed and ends_here):
                if missing == 1:
                    yield Stretch(decade=figures + "0"), self.passed(after)
                else:
                    yield Stretch(century=int(figures) + 1), self.passed(after)

    @rule
    def century(self, at: int) -> Iterator[tuple[Stretch, int]]:
        for number, end in self.ordinal(at):
            yield Stretch(century=number, century_named=False), end
            for place in self.maybe(end, self.sign(end, "-")):
                for after in self.word(place, words.CENTURY):
                    yield Stretch(century=number), after

    @rule
    def ordinal(self, at: int) -> Iterator[tuple[int, int]]:
        token = self.token(at)
        if token is None:
            return
        for figures, end in self.number(at, 1, 2):
            if self.glued(end):
                for after in self.word(end, words.ENDINGS):
                    yield int(figures), after
        for names in (words.ORDINALS_FR, words.ORDINALS_EN):
            if token.text in names:
                yield names[token.text], self.passed(at + 1)
        for phrase, number in words.LONG_ORDINALS.items():
            for end in self.phrase(at, phrase):
                yield number, end
        match = _ROMAN.fullmatch(token.text) if token.kind == "word" else None
        if match and token.text and (match[1] or match[2]):
            yield 10 * len(match[1]) + _ONES[match[2]], self.passed(at + 1)
