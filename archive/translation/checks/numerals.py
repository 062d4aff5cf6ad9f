"""Numbers as words, months by name, and how figures are written in each language."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from archive.core.words import plain

from ..bare import Language

SPACE = r"[ \u00a0\u202f\u2009]"
_NATIVE = {
    "fr": re.compile(rf"(?P<whole>\d{{1,3}}(?:{SPACE}\d{{3}})+|\d+)(?:,(?P<part>\d+))?"),
    "en": re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?"),
}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

_FRENCH_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
    " dix-huit dix-neuf"
)
_ENGLISH_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_FRENCH_TENS = "vingt trente quarante cinquante soixante"
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"
_FIRST = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_FRENCH_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH_MONTHS = "January February March April May June July August September October November December"

_UNITS = {"fr": _FRENCH_UNITS.split(), "en": _ENGLISH_UNITS.split()}
_TENS = {"fr": _FRENCH_TENS.split(), "en": _ENGLISH_TENS.split()}
_ORDINALS = _FIRST.split()
_MORE = {
    "fr": {
        0: "aucun aucune nul nulle",
        1: "une premier première premiers premières seul seule unique",
        2: "second seconde double",
        10: "dizaine",
        12: "douzaine",
        100: "cent cents centaine",
        1000: "mille millier milliers",
    },
    "en": {
        0: "no none",
        1: "a an once single only",
        2: "twice both double",
        12: "dozen",
        100: "hundred hundreds",
        1000: "thousand thousands",
    }
    | dict(zip(range(20, 100, 10), _DECADES.split(), strict=True)),
}
MONTHS: dict[Language, list[str]] = {"fr": _FRENCH_MONTHS.split(), "en": _ENGLISH_MONTHS.split()}
_SHORT = {
    "fr": {"janv": 1, "févr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12},
    "en": {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9}
    | {"oct": 10, "nov": 11, "dec": 12},
}
MONTH_OF = {
    language: {plain(name): number for number, name in enumerate(names, start=1)}
    | {plain(name): number for name, number in _SHORT[language].items()}
    for language, names in MONTHS.items()
}


@lru_cache(maxsize=2)
def spelled(language: Language) -> dict[str, Decimal]:
    """Plain words, joined by hyphens, → number: cardinals and ordinals from 0 to 100, and 1000."""
    names = dict(enumerate(_UNITS[language]))
    for n, ten in enumerate(_TENS[language], start=2):
        names[10 * n] = ten
        for unit in range(1, 10):
            names[10 * n + unit] = (
                f"{ten}-et-un" if language == "fr" and unit == 1 else f"{ten}-{names[unit]}"
            )
    if language == "fr":
        for n in range(10, 20):
            names[60 + n] = "soixante-et-onze" if n == 11 else f"soixante-{names[n]}"
        for n in range(20):
            names[80 + n] = f"quatre-vingt-{names[n]}" if n else "quatre-vingt"
    found = {plain(name): Decimal(number) for number, name in names.items()}
    for number, name in list(names.items()):
        found.setdefault(plain(_ordinal(name, language)), Decimal(number))
    for number, more in _MORE[language].items():
        for name in more.split():
            found.setdefault(plain(name), Decimal(number))
    return found


def _ordinal(name: str, language: Language) -> str:
    if language == "fr":
        stem = {"cinq": "cinqu", "neuf": "neuv"}.get(name.rsplit("-", 1)[-1])
        name = name[: -len(name.rsplit("-", 1)[-1])] + stem if stem else name.removesuffix("e")
        return f"{name}ième"
    head, _hyphen, last = name.rpartition("-")
    if last in _UNITS["en"][1:]:
        last = _ORDINALS[_UNITS["en"].index(last) - 1]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{head}-{last}" if head else last


def numbers_in_words(text: str, language: Language) -> set[Decimal]:
    """Every number that the words may stand for: “twenty-two” is 22, and 20, and 2."""
    known, found = spelled(language), set()
    words = re.findall(r"[^\W\d_]+", plain(text))
    for n in range(len(words)):
        for length in range(1, 5):
            said = "-".join(words[n : n + length])
            for form in (said, said.removesuffix("s")):
                if form in known:
                    found.add(known[form])
    found |= {known[word] + 1900 for word in words if word in _DECADES.split()}
    found |= {Decimal(roman(numeral)) for numeral in re.findall(r"\b[IVXLCDM]+\b", text)}
    return found


def roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if any(value < other for other in values[n + 1 : n + 2]) else value
        for n, value in enumerate(values)
    )


def read_number(raw: str, language: Language) -> Decimal | None:
    """None where the language does not write numbers so."""
    match = _NATIVE[language].fullmatch(raw)
    if match is None:
        return None
    whole = re.sub(r"\D", "", match["whole"])
    return Decimal(f"{whole}.{match['part']}" if match["part"] else whole)


def written(number: Decimal, language: Language) -> str:
    """With the thousands and the decimals of the language: 1,234.5 or 1 234,5."""
    said = f"{number:,f}"
    return said if language == "en" else said.replace(",", "\u202f").replace(".", ",")


def ordinal(number: int, language: Language) -> str:
    if language == "fr":
        return "1er" if number == 1 else f"{number}e"
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"
