"""The words of dates, in both languages, as `tokens.folded` leaves them: small letters, no accents.

A phrase may be typed with hyphens or apostrophes between its words; one that ends in "de" or "a" also
stands for du, des, d', au and aux.
"""

from __future__ import annotations

FRENCH_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRENCH_SEASONS = ("printemps", "été", "automne", "hiver")  # codes 21 to 24
ENGLISH_SEASONS = ("spring", "summer", "autumn", "winter")

FRENCH: set[str] = set()  # every word of either language that stands below
ENGLISH: set[str] = set()


def _numbered(language: set[str], rows: str, start: int = 1) -> dict[str, int]:
    """rows: words that mean one number, then those of the next, parted by commas."""
    numbers = {word: number for number, row in enumerate(rows.split(","), start) for word in row.split()}
    language.update(numbers)
    return numbers


def _both(french: str, english: str, either: str = "") -> tuple[str, ...]:
    """Phrases parted by bars."""
    parts = [
        [phrase.strip() for phrase in text.split("|") if phrase.strip()] for text in (french, english, either)
    ]
    FRENCH.update(word for phrase in (*parts[0], *parts[2]) for word in phrase.split())
    ENGLISH.update(word for phrase in (*parts[1], *parts[2]) for word in phrase.split())
    return tuple(dict.fromkeys(phrase for part in parts for phrase in part))


MONTHS_FR = _numbered(
    FRENCH,
    "janvier janv jan, fevrier fevr fev, mars mar, avril avr, mai, juin jun, juillet juil juill jul,"
    "aout, septembre septemb septbre sept sep, octobre octob octbre oct, novembre novemb novbre nov,"
    "decembre decemb decbre xbre dec",
)
MONTHS_EN = _numbered(
    ENGLISH,
    "january jan, february febr feb, march mar, april apr, may, june jun, july jul, august aug,"
    "september sept sep, october oct, november nov, december dec",
)
WEEKDAYS_FR = _numbered(
    FRENCH, "lundi lun, mardi mar, mercredi mer, jeudi jeu, vendredi ven, samedi sam, dimanche dim", start=0
)
WEEKDAYS_EN = _numbered(
    ENGLISH,
    "monday mon, tuesday tues tue, wednesday weds wed, thursday thurs thur thu, friday fri, saturday sat,"
    "sunday sun",
    start=0,
)
SEASONS_FR = _numbered(FRENCH, "printemps, ete, automne, hiver", start=21)
SEASONS_EN = _numbered(ENGLISH, "spring, summer, autumn fall, winter", start=21)

ROMAN_MONTHS = _numbered(set(), "i, ii, iii, iv, v, vi, vii, viii, ix, x, xi, xii")
FIGURED_MONTHS = {"7": 9, "8": 10, "9": 11, "10": 12}  # 7bre is September
FRENCH.add("bre")

ORDINALS_FR = _numbered(
    FRENCH,
    "premier premiere, second seconde deuxieme, troisieme, quatrieme, cinquieme, sixieme, septieme, huitieme,"
    "neuvieme, dixieme, onzieme, douzieme, treizieme, quatorzieme, quinzieme, seizieme",
)
ORDINALS_EN = _numbered(
    ENGLISH,
    "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth,"
    "thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth, twentieth",
)
LONG_ORDINALS = {
    **dict(zip(_both("dix septieme|dix huitieme|dix neuvieme|vingtieme", ""), range(17, 21), strict=True)),
    **dict(zip(_both("vingt et unieme|vingt deuxieme", ""), (21, 22), strict=True)),
    **dict(zip(_both("", "twenty first|twenty second"), (21, 22), strict=True)),
}
ENDINGS = _both("er|re|ere|e|eme|ieme|me|nde|de|o", "st|rd|th", "nd|d")
LAST = _both("dernier|derniere", "last|latter|final")

HALF = _both("moitie", "half|halves")
QUARTER = _both("quart|quarts", "quarter|quarters")
THIRD = _both("tiers", "third")
SEMESTER = _both("semestre|semestres|sem", "semester|semesters")  # of a year only, like the two that follow
TRIMESTER = _both("trimestre|trimestres|trim", "")
FOUR_MONTHS = _both("quadrimestre", "")
FORTNIGHT = _both("quinzaine", "")  # of a month only
LETTERS = {"t": "quarter", "q": "quarter", "s": "half", "h": "half"}
FRENCH.update("ts")
ENGLISH.update("qh")

CENTURY = _both("siecle|siecles|s", "century|centuries|cent|c")
YEARS = "annees"
YEAR = _both("an|l an|annee|l annee|annees", "year|the year")
DECADE = _both("annees|decennie", "decade")
TENS = _both(
    "vingt|trente|quarante|cinquante|soixante|septante|quatre vingt|quatre vingt dix|nonante",
    "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties",
)

EARLY = _both(
    "debut|debut de", "early|early in|early part of|beginning of|start of|at the beginning of|at the start of"
)
MIDDLE = _both("milieu|milieu de|mi", "mid|middle of|mid part of")
LATE = _both("fin|fin de", "late|late in|later part of|end of|at the end of")
OF = _both("de|de l|de la", "of|of the|the|in the|in")

APPROXIMATE = _both(
    "vers|v|env|environ|approximativement|autour de|aux alentours de|alentours de|aux environs de"
    "|environs de",
    "about|abt|around|roughly|approximately|toward|towards|some time around|sometime around|estimated",
    "circa|circ|ca|cca|c|approx",
)
AFTERWARDS_APPROXIMATE = _both(
    "environ|env|approximativement", "approximately|or thereabouts", "approx|circa|ca"
)
UNCERTAIN = _both(
    "probablement|probable|peut etre|sans doute|vraisemblablement|possiblement|presume|presumee|suppose"
    "|supposee|apparemment",
    "probably|possibly|perhaps|maybe|presumably|supposedly|likely|apparently",
    "prob",
)
BRACKETED_APPROXIMATE = (
    *AFTERWARDS_APPROXIMATE,
    *_both("vers|estime|estimee|date estimee|date approximative", "about|estimated", "circa|ca|c"),
)
BRACKETED_UNCERTAIN = (
    *UNCERTAIN,
    *_both("incertain|incertaine|date incertaine|date supposee|a verifier", "uncertain|date uncertain"),
)

UNDATED = _both(
    "s d|sd|sans date|sans date connue|non date|non datee|non dates|non datees|date inconnue|date non connue"
    "|date indeterminee",
    "n d|nd|no date|undated|not dated|date unknown|unknown date|date not known",
    "sine dato",
)
YEAR_UNKNOWN = _both(
    "annee inconnue|annee non connue|sans annee|sans l annee|s a",
    "year unknown|year not known|unknown year|no year",
)

IN = _both(
    "en|dans|durant|pendant|courant|courant de|au cours de|dans le courant de|au mois de|mois de|le mois de"
    "|date|datee|date de|datee de|datant de",
    "in|on|during|in the course of|month of|the month of|in the month of|dated|some time in|sometime in",
)
ARTICLES = _both("le|la|les|l", "the")

BEFORE = _both(
    "avant|av|anterieur a|anterieure a|anterieurement a|pre", "before|prior to|earlier than|pre", "ante"
)
NOT_AFTER = _both(
    "pas apres|au plus tard|en ou avant|avant ou en|au plus tard en|au plus tard a",
    "not after|not later than|no later than|at the latest|in or before|on or before|before or in|by",
)
AFTER = _both("apres|ap|posterieur a|posterieure a|posterieurement a", "after|later than", "post")
NOT_BEFORE = _both(
    "pas avant|au plus tot|en ou apres|apres ou en|au plus tot en|au plus tot a",
    "not before|not earlier than|no earlier than|at the earliest|in or after|on or after|after or in",
)
OR_EARLIER = _both(
    "ou avant|et avant|ou plus tot|au plus tard", "or earlier|or before|and earlier|and before|at the latest"
)
OR_LATER = _both("ou apres|ou plus tard|au plus tot", "or later|or after|at the earliest")
SINCE = _both(
    "depuis|a partir de|a compter de|a dater de",
    "since|ever since|from|as from|as of|starting|starting in|starting from|beginning in",
)
UNTIL = _both("jusqu en|jusqu a|jusque|jusqu|jusque dans", "until|till|up to|up until|through|thru")
ONWARDS = _both(
    "a nos jours|a aujourd hui|a ce jour|a present|au present|jusqu a nos jours|jusqu a aujourd hui"
    "|jusqu a ce jour|jusqu a present|et apres|et plus tard|et au dela",
    "to present|to the present|to the present day|to date|to now|to today|until now|until today"
    "|until the present|up to the present|up to now|to this day"
    "|on|onward|onwards|and onwards|and after|and later",
)
TODAY = _both(
    "aujourd hui|nos jours|ce jour|en cours", "today|now|the present|present day|ongoing|to date", "present"
)
UNKNOWN_END = _both("une date inconnue|date inconnue", "an unknown date|unknown date")
FROM = _both("de|depuis", "from|since")
TO = _both(
    "a|jusqu en|jusqu a|jusque|et jusqu en|et jusqu a", "to|until|till|through|thru|up to|up until|to the"
)
BETWEEN = _both("entre", "between|betw|btw|sometime between|some time between")
AND = _both("et|puis", "and|and then")
BUT = _both("mais", "but")
OR = _both("ou|ou bien", "or")
A_DAY = _both("un jour de", "a day in|a day of|one day in")
A_MONTH = _both("un mois de", "a month in|a month of|one month in")
OF_A_MONTH = _both("d un mois de", "of a month in|of a month of")
BOTH_WAYS = _both("au|aux|a l|a la|du|des|d|l", "'s")

SAMPLE = {"fr": "exemple", "en": "sample"}
