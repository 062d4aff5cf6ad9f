"""Dates said in French. A name of a part is its article ("", "le", "la", "l’", "les") and its words."""

from __future__ import annotations

from .lexicon import FRENCH_DAYS, FRENCH_MONTHS, FRENCH_SEASONS
from .parts import SHARES, Century, Day, Decade, Month, Part, Portion, Season, Unit, Unknown, Winter, Year
from .shapes import Choice, Date, Dated, Partly, Single, Span, Undated, Within
from .sharing import Members, days_of, months_of, one_month, one_year

Name = tuple[str, str]

_SHARES = {"half": ("moitié", "la"), "third": ("tiers", "le"), "quarter": ("quart", "le")}
_VAGUE: tuple[Name, ...] = (("le", "début"), ("le", "milieu"), ("la", "fin"))
_OF_YEAR = {33: (33, "trimestre"), 37: (37, "quadrimestre"), 40: (40, "semestre")}


def spoken(date: Date) -> str:
    match date:
        case Undated():
            return "s.d."
        case Single(dated):
            return _single(dated)
        case Partly():
            return _partly(date)
        case Within(start, end):
            return _within(start, end)
        case Choice(items, every):
            said, shared = _members(items, every)
            return f"{', '.join(said[:-1])} {'et' if every else 'ou'} {said[-1]}{shared}"
        case Span():
            return _span(date)


def _single(dated: Dated) -> str:
    doubt = " (?)" if dated.uncertain else ""
    if dated.approximate:
        return f"vers {with_article(name(dated.part))}{doubt}"
    part = dated.part
    if isinstance(part, Portion) and part.kind == "vague":
        return _briefly(part) + doubt
    return name(part)[1] + doubt


def _briefly(part: Portion) -> str:
    """début 1957, mi-mars 1957, fin des années 1950"""
    word = _VAGUE[part.number - 1][1]
    if not isinstance(part.whole, Month | Year):
        return name(part)[1]
    return f"mi-{name(part.whole)[1]}" if word == "milieu" else f"{word} {name(part.whole)[1]}"


def _members(items: Members, every: bool) -> tuple[list[str], str]:
    """Each, and what they share after the last: 12, 13 et 14 mai 1957."""
    if month := one_month(items):
        return [_day(day) for day in days_of(items)], f" {name(month)[1]}"
    if year := one_year(items):
        return [FRENCH_MONTHS[month - 1] for month in months_of(items)], f" {year}"
    said = [_pair(item) if isinstance(item, tuple) else _item(item) for item in items]
    # In "1956 ou 1957 (?)" both are doubtful; "1957?" is alone.
    return [each if every else each.replace(" (?)", "?") for each in said], ""


def _item(dated: Dated) -> str:
    """As one of several: what is doubtful about it comes after it."""
    about = " environ" if dated.approximate else ""
    part = dated.part
    said = _briefly(part) if isinstance(part, Portion) and part.kind == "vague" else name(part)[1]
    return f"{said}{about}{' (?)' if dated.uncertain else ''}"


def _pair(pair: tuple[Dated, Dated]) -> str:
    first, last = pair
    if isinstance(first.part, Year) and isinstance(last.part, Year) and not first.mark and not last.mark:
        return f"{name(first.part)[1]}–{name(last.part)[1]}"
    return f"{_item(first)} – {_item(last)}"


def _partly(date: Partly) -> str:
    said = unknown(date.unknown)
    return f"{'vers ' if date.approximate else ''}{said}{' (?)' if date.uncertain else ''}"


def unknown(what: Unknown) -> str:
    if what.year is None:
        day = f"{_day(what.day)} " if what.day else "un jour de " if what.finest == "day" else ""
        month = FRENCH_MONTHS[what.month - 1] if what.month else ""
        return f"{day}{month}, année inconnue"
    if what.day:
        return f"le {what.day} d’un mois de {what.year}"
    if what.month:
        return f"un jour {_of(name(Month(what.year, what.month)))}"
    return f"un {'jour' if what.finest == 'day' else 'mois'} de {what.year}"


def _within(start: Unit | None, end: Unit | None) -> str:
    if start and end:
        article = "le " if isinstance(start, Day) else ""
        said, shared = _members((Dated(start), Dated(end)), True)
        return f"entre {article}{said[0]} et {article if isinstance(end, Day) else ''}{said[1]}{shared}"
    if end:
        return f"avant {with_article(name(end.step(1)))}"
    assert start
    return f"après {with_article(name(start.step(-1)))}"


def _span(span: Span) -> str:
    start, end = span.start, span.end
    if isinstance(start, Dated) and isinstance(end, Dated):
        return _from_to(start, end)
    if isinstance(start, Dated):
        if end == "..":
            return f"depuis {with_article(name(start.part))}{_after(start)}"
        return f"{_of(name(start.part))}{_after(start)} à une date inconnue"
    assert isinstance(end, Dated)
    if start == "..":
        return f"jusqu’{_until(end.part)}{_after(end)}"
    return f"d’une date inconnue {to(name(end.part))}{_after(end)}"


def _after(dated: Dated) -> str:
    return f"{' environ' if dated.approximate else ''}{' (?)' if dated.uncertain else ''}"


def _until(part: Part) -> str:
    return f"en {name(part)[1]}" if isinstance(part, Year | Month) else to(name(part))


def _from_to(start: Dated, end: Dated) -> str:
    first, last = start.part, end.part
    if isinstance(first, Year) and isinstance(last, Year) and start.mark == end.mark:
        about, doubt = "vers " if start.approximate else "", " (?)" if start.uncertain else ""
        return f"{about}{first.year}–{last.year}{doubt}"
    if not start.mark and not end.mark:
        if isinstance(first, Day) and isinstance(last, Day) and first.year == last.year:
            months = "" if first.month == last.month else f" {FRENCH_MONTHS[first.month - 1]}"
            if not first.weekday and not last.weekday:
                return f"du {_day(first.day)}{months} au {name(last)[1]}"
        if isinstance(first, Month) and isinstance(last, Month) and first.year == last.year:
            return f"{_of(('', FRENCH_MONTHS[first.month - 1]))} {to(name(last))}"
    return f"{_of(name(first))}{_after(start)} {to(name(last))}{_after(end)}"


def name(part: Part) -> Name:
    match part:
        case Day(year, month, day, weekday):
            named = f"{FRENCH_DAYS[part.first.weekday()]} " if weekday else ""
            return "le", f"{named}{_day(day)} {FRENCH_MONTHS[month - 1]} {year}"
        case Month(year, month):
            return "", f"{FRENCH_MONTHS[month - 1]} {year}"
        case Year(year):
            return "", f"{year}"
        case Season(year, code) if code < 33:
            season = FRENCH_SEASONS[code - 21]
            return "le" if season == "printemps" else "l’", f"{season} {year}"
        case Season(year, code):
            start, word = _OF_YEAR[33 if code < 37 else 37 if code < 40 else 40]
            return "le", f"{ordinal(code - start + 1)} {word} {year}"
        case Winter(year):
            return "l’", f"hiver {year}–{year + 1}"
        case Decade(tens):
            return "les", f"années {tens * 10}"
        case Century(hundreds):
            return "le", f"{roman(hundreds + 1)}e siècle"
        case Portion():
            return _portion(part)


def _portion(part: Portion) -> Name:
    whole = _of(name(part.whole))
    if part.kind == "vague":
        article, word = _VAGUE[part.number - 1]
        return article, f"{word} {whole}"
    fortnight = isinstance(part.whole, Month) and part.kind == "half"
    word, article = ("quinzaine", "la") if fortnight else _SHARES[part.kind]
    which = "dernier" if part.number == SHARES[part.kind] > 2 else ordinal(part.number, article == "la")
    return article, f"{which} {word} {whole}"


def _day(number: int) -> str:
    return "1er" if number == 1 else str(number)


def ordinal(number: int, feminine: bool = False) -> str:
    return ("1re" if feminine else "1er") if number == 1 else f"{number}e"


def roman(number: int) -> str:
    said = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            said, number = said + sign, number - value
    return said


def with_article(noun: Name) -> str:
    article, words = noun
    return words if not article else f"{article}{words}" if article == "l’" else f"{article} {words}"


def _of(noun: Name) -> str:
    article, words = noun
    if not article:
        return f"d’{words}" if words[0] in "aeo" else f"de {words}"
    if article in ("le", "les"):
        return f"{'du' if article == 'le' else 'des'} {words}"
    return f"de {with_article(noun)}"


def to(noun: Name) -> str:
    article, words = noun
    if article in ("le", "les"):
        return f"{'au' if article == 'le' else 'aux'} {words}"
    return f"à {with_article(noun)}"
