"""A light French stemmer for folded words: number, gender, verb endings and few derivations.

After the idea of Savoy's light stemmer, but gentler: it joins forms of one word and leaves most
derivations apart. Written for words whose accents are already off.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Words that the rules would join with others: names of places, and words of the trade.
_PLACES = "annay camus carvin courrieres harnes lens lievin loos noyelles"
_TRADE = "appartement campement chaux chevalement departement fondement parlement plus sous vers"
PROTECTED = frozenset(f"{_PLACES} {_TRADE}".split())

_FEMININE_ER = re.compile(r"(?:i|g|ch|ll)ere$")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The light stem; words under four letters and words with digits stay as they are."""
    if word in PROTECTED or len(word) < 4 or not word.isalpha():
        return word
    singular = _singular(word)
    return singular if singular in PROTECTED else _ending(_gender(_derivation(singular)))


def _singular(word: str) -> str:
    if word.endswith(("eaux", "eux", "oux", "yaux")):
        return word[:-1]
    if word.endswith("aux") and len(word) > 4:
        return word[:-2] + "l"
    if word.endswith("ail") and len(word) > 4:
        return word[:-3] + "al"
    if word.endswith("s") and not word.endswith("ss"):
        singular = word[:-1]
        return singular[:-3] + "al" if len(singular) > 4 and singular.endswith("ail") else singular
    return word


def _derivation(word: str) -> str:
    if word.endswith("issement") and len(word) > 10:
        return word[:-6]
    if word.endswith("ement") and len(word) > 8:
        return word[:-4]
    return word


def _gender(word: str) -> str:
    length = len(word)
    if length > 6 and word.endswith("trice"):
        return word[:-4] + "eur"
    if length > 6 and word.endswith("teuse"):
        return word[:-2] + "r"
    if length > 5 and word.endswith("euse"):
        return word[:-2]
    if length > 6 and word.endswith("eure"):
        return word[:-1]
    if length > 5 and _FEMININE_ER.search(word):
        return word[:-1]
    if length > 6 and word.endswith(("aise", "oise")):
        return word[:-2]
    if length > 4 and word.endswith("if"):
        return word[:-1] + "v"
    return word


def _ending(word: str) -> str:
    """Strip the endings of verbs and the mute e, then a consonant left double."""
    if len(word) > 4 and word.endswith(("r", "ez")):
        word = word[:-1]
    for _ in range(2):
        if len(word) > 3 and word.endswith("e"):
            word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word
