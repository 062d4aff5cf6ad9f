"""The numbers and dates that a text gives, as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.core.words import plain

from ..bare import Language, Span
from .numerals import MONTH_OF, MONTHS, SPACE, ordinal, read_number, roman, written
from .references import ADDRESS, MARK, without

_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")  # thousands, as French typists wrote them
_OTHER: dict[Language, Language] = {"fr": "en", "en": "fr"}
_ENDINGS: dict[Language, tuple[str, ...]] = {
    "fr": ("er", "re", "ers", "res", "e", "es", "ᵉ", "ème", "èmes", "nd", "nde"),
    "en": ("st", "nd", "rd", "th"),
}
_ENDING = "|".join(sorted({*_ENDINGS["fr"], *_ENDINGS["en"], "s", "’s"}, key=len, reverse=True))
_UNIT = "[mcdk]?m[²³23]?|k?g|t|ha|h|min|s|[kM]?W|[kKMGT]?[oB]|px|dpi|ppp|[kM]?[€$]|x|v|r"
_NUMBER = re.compile(
    r"(?<![^\W_])(?<![^\W\d_]\+)"
    rf"(\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    rf"(?:({_ENDING})(?!\w)|(?=(?:{_UNIT})(?!\w))|(?![^\W_]))"
)
_MEASURED = re.compile(rf"{SPACE}?(?:%|€|°|×|(?:{_UNIT}|mètres?|millions?|milliards?|heures?|tonnes?)(?!\w))")
_IDENTIFIER = re.compile(r"\b(?:RCS|SIREN|SIRET|ISBN|ISSN|TVA|VAT|RNA|APE)\b[^.;\d]{0,30}$")
_PHONE = re.compile(
    r"(?<![\w+])(?:\+33[\s.]?(?:\(0\))?[\s.]?|0)([1-9])((?:[\s.\u00a0\u202f-]?\d{2}){4})(?!\d)"
)
_NUMERIC_DATE = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|\.\d)")
_ISO_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_MONTH_AND_YEAR = re.compile(r"(?<![\d/])(0?[1-9]|1[0-2])/(\d{4})(?![\d/])")
_TIME = {
    "fr": re.compile(rf"(?<!\d)(\d{{1,2}}){SPACE}?(?:h|heures?)(?:{SPACE}?(\d{{2}}))?(?!\w)()"),
    "en": re.compile(rf"(?<![\d.,:])(\d{{1,2}})(?:[:.](\d{{2}}))?{SPACE}?(am|pm|a\.m\.|p\.m\.)(?!\w)"),
}
_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,2}):([0-5]\d)(?![\d:])()")
_CENTURY = re.compile(r"(?<![\w-])([IVX]+)(?:e|ᵉ|ème|er|th)(?!\w)")


def _names(language: Language) -> str:
    names = {*MONTHS[language], *map(plain, MONTHS[language]), *MONTH_OF[language]}
    names |= {"févr", "déc"} if language == "fr" else set()
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_NAMED = {
    "fr": re.compile(
        rf"(?:(?<![\w,.])(?P<d>\d{{1,2}})(?:er)?{SPACE})?(?<![\w-])(?P<m>{_names('fr')})(?!\w)\.?"
        rf"(?:{SPACE}(?P<y>\d{{4}})(?!\d))?(?P<after>\Z)?",
        re.I,
    ),
    "en": re.compile(
        rf"(?:(?<![\w,.])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:{SPACE}of)?{SPACE})?(?<![\w-])(?P<m>{_names('en')})"
        rf"(?!\w)\.?(?:{SPACE}(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.]|,\d))?(?:,?{SPACE}(?P<y>\d{{4}})(?!\d))?",
        re.I,
    ),
}
_LEADS = re.compile(
    r"(?:\b(?:in|of|since|until|till|from|early|late|mid|by|to|and|during|before|after|between|or|last|next"
    r"|en|de|depuis|jusqu’en|début|fin|mi|et|au|à|du|mois)[\s-]+|\bd[’']|[-–/(,]\s*)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or the month of a date. A date gives up to three of them, all said in the same words.

    `values`: what it may stand for in the language of its text; `foreign`: in the other one. `better`: how
    that language writes it. `date`: year, month and day where all are given.
    """

    said: str
    span: Span
    values: frozenset[Decimal] = frozenset()
    foreign: frozenset[Decimal] = frozenset()
    month: int = 0
    better: str = ""
    date: tuple[int, int, int] | None = None

    @property
    def any(self) -> frozenset[Decimal]:
        return self.values or self.foreign


def figures(text: str, language: Language) -> list[Figure]:
    """In the order of the text. What belongs to an address, a mark or a code is none."""
    found: list[Figure] = []
    text = without(text, [match.span() for kind in (ADDRESS, MARK) for match in kind.finditer(text)])

    def take(pattern: re.Pattern[str], read: Callable[[re.Match[str]], list[Figure]]) -> None:
        nonlocal text
        for match in pattern.finditer(text):
            if read_here := read(match):
                found.extend(read_here)
                text = without(text, [match.span()])

    take(_PHONE, lambda match: [_figure(match, int(re.sub(r"\D", "", match[1] + match[2])))])
    take(_ISO_DATE, lambda match: _date(match, match[1], match[2], match[3]))
    take(_NUMERIC_DATE, lambda match: _date(match, match[4], match[3], match[1]))
    take(_MONTH_AND_YEAR, lambda match: _date(match, match[2], match[1], ""))
    take(_NAMED[language], lambda match: _named(match, language))
    take(_TIME[language], _time)
    take(_CLOCK, _time)
    take(_CENTURY, lambda match: [_century(match, language)])
    take(_NUMBER, lambda match: _number(match, language))
    return sorted(found, key=lambda figure: figure.span)


def _figure(match: re.Match[str], *values: int, better: str = "") -> Figure:
    return Figure(match[0].strip(), match.span(), frozenset(map(Decimal, values)), better=better)


def _date(match: re.Match[str], year: str, month: str, day: str) -> list[Figure]:
    """Month and day in the American order are understood, and said to be so."""
    months, days, better = int(month), int(day or 1), ""
    if not day and month == "1" and year.endswith("00"):
        return []  # 1/2000 is a scale
    if months > 12 >= days >= 1 and months <= 31:
        months, days = days, months
        better = f"{days:02}/{months:02}/{year}"
    if not (1 <= months <= 12 and 1 <= days <= 31):
        return []
    years = [int(year)] if len(year) == 4 else [int(year), 1900 + int(year), 2000 + int(year)]
    full = (years[0], months, days) if len(years) == 1 and day else None
    found = [replace(_figure(match, better=better), month=months, date=full), _figure(match, *years)]
    return [*found, _figure(match, days)] if day else found


def _named(match: re.Match[str], language: Language) -> list[Figure]:
    """A name alone is a month only where a month may stand: not May that begins a question, nor `sept`."""
    name, day, year = match["m"], match["d"] or match["after"], match["y"]
    full = name.casefold() in {month.casefold() for month in MONTHS[language]}
    if language == "en" and not name[0].isupper():
        return []
    if not (day or year) and not (full and _LEADS.search(match.string[: match.start()])):
        return []
    if language == "fr" and name.casefold() == "sept" and not (year or "." in match[0]):
        return []
    month = MONTH_OF[language][plain(name)]
    whole = (int(year), month, int(day)) if day and year else None
    found = [replace(_figure(match), month=month, date=whole)]
    return found + [_figure(match, int(part)) for part in (day, year) if part]


def _time(match: re.Match[str]) -> list[Figure]:
    hour, minutes, half = int(match[1]), int(match[2] or 0), match[3]
    hours = {hour} if not half else {hour, hour % 12 + (12 if half.startswith("p") else 0)}
    return [_figure(match, *hours), *([_figure(match, minutes)] if minutes else [])]


def _century(match: re.Match[str], language: Language) -> Figure:
    number = roman(match[1])
    return _figure(match, number, better=ordinal(number, "en") if language == "en" else "")


def _number(match: re.Match[str], language: Language) -> list[Figure]:
    raw, ending = match[1], match[2] or ""
    native, foreign = read_number(raw, language), read_number(raw, _OTHER[language])
    if native is None and foreign is None:
        foreign = read_number(re.sub(SPACE, "", raw), language)
    values = set() if native is None else {native}
    if language == "fr" and _DOTTED.fullmatch(raw):
        values |= {Decimal(raw.replace(".", "")), Decimal(raw) if raw.count(".") == 1 else Decimal(0)}
    if len(raw) == 2 and raw.isdecimal() and (century := _century_before(match)):
        values.add(Decimal(f"{century}{raw}"))
    if not values and foreign is None:
        return []
    better = ""
    if native is None and foreign is not None:
        better = _rewritten(match, foreign, language)
    elif ending and native == int(native or 0) and ending in _ENDINGS[_OTHER[language]]:
        better = "" if ending in _ENDINGS[language] else ordinal(int(native or 0), language)
    return [
        Figure(
            match[0].strip(),
            match.span(),
            frozenset(values),
            frozenset() if foreign is None else frozenset({foreign}),
            better=better,
        )
    ]


def _rewritten(match: re.Match[str], number: Decimal, language: Language) -> str:
    """Not the number of a company, nor in French that of a version or a criterion, 4.1."""
    if re.match(r"0\d", match[1]) or _IDENTIFIER.search(match.string[: match.start()]):
        return ""
    if language == "fr" and number < 1000 and not _MEASURED.match(match.string[match.end(1) :]):
        return ""
    return written(number, language)


def _century_before(match: re.Match[str]) -> str:
    """1953-63, années 50, the 50s: the figures that are left out."""
    before = match.string[: match.start()]
    if range_of := re.search(r"\b(\d\d)\d\d[-–/]$", before):
        return range_of[1]
    decade = re.search(r"\bannées\s$", before, re.I) or match[2] in ("s", "’s")
    return "19" if decade else ""
