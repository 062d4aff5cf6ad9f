"""Words: names and terms of the house, what was left in French or said twice, and the room there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from archive.core.words import plain

from ..bare import Span
from ..lexicon import Spot, occurrences, words_of
from .base import Doubt, Rendering, Severity
from .figures import figures
from .references import ADDRESS, MARK, without

# Words that only one of the two languages has, and that hardly a sentence does without.
_FRENCH = (
    "le les des du une dans avec est sont qui que aux ces cette leur leurs sans sous chez dont ont été mais"
    " où ou et nous vous ils elles cela ainsi entre depuis pendant vers selon très aussi"
)
_ENGLISH = (
    "the of and in to is was were with for by from it this that these those are be which its has have had not"
    " been their they at who when where"
)
_ONLY = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}
_BORROWED = (
    "façade façades façadism café cafés décor cliché clichés élite début première émigré protégé naïve crèche"
    " régime mêlée détente fête rôle mémoire matériel"
)
_ALSO_ENGLISH = frozenset(_BORROWED.split())
_NAME = re.compile(
    r"[^\W\d_a-zà-ÿ][\w’'.-]*(?:[\s-]+(?:(?:de|du|des|la|le|les|l|d|et|en|sur|sous|lès|à|aux|au|&)[\s’'-]+)*"
    r"[^\W\d_a-zà-ÿ][\w’'.-]*)*"
)
_QUOTED = re.compile(r"[«“‘\"][^»”\"\n]*[»”’\"]|[^\W_]+-[^\W_]+(?:-[^\W_]+)*")
_ITALIC = re.compile(r"<(i|em)>.*?</\1>", re.S)
_TWICE = re.compile(r"\b([^\W\d_]{2,})[ \u00a0\n]+(\1)\b", re.I)
_TWICE_RIGHT = frozenset({"had", "that", "nous", "vous"})
_SENTENCE = re.compile(r"[^.!?…\n]+")


def check(rendering: Rendering) -> Iterator[Doubt]:
    yield from _room(rendering)
    yield from _repeated(rendering)
    yield from _names_and_terms(rendering)
    if _letters(rendering.original.text) == _letters(rendering.translation.text):
        yield from _same(rendering)
    else:
        yield from _untranslated(rendering)


def _letters(text: str) -> list[str]:
    return [word.text.casefold() for word in words_of(text)]


def _room(rendering: Rendering) -> Iterator[Doubt]:
    length = len(rendering.translation.text)
    if rendering.limit is not None and length > rendering.limit:
        sentence = _("%(length)s characters where %(limit)s are the most.")
        said = {"length": str(length), "limit": str(rendering.limit)}
        yield rendering.at((rendering.limit, length), "length", sentence, "error", **said)


def _repeated(rendering: Rendering) -> Iterator[Doubt]:
    twice = {match[1].casefold() for match in _TWICE.finditer(rendering.original.text)}
    for match in _TWICE.finditer(rendering.translation.text):
        word = match[1].casefold()
        if word not in _TWICE_RIGHT and not twice and not match[2][0].isupper():
            yield rendering.at(match.span(), "repeated", _("“%(found)s” stands twice."), found=match[1])


def _plainly(text: str) -> str:
    return re.sub(r"\s+", " ", plain(text)).replace("‐", "-").replace("‑", "-")


def _names_and_terms(rendering: Rendering) -> Iterator[Doubt]:
    said = set()
    for spot in rendering.spots:
        if spot.term in said:
            continue
        said.add(spot.term)
        yield from _name(rendering, spot) if spot.term.keep else _term(rendering, spot)


def _name(rendering: Rendering, spot: Spot) -> Iterator[Doubt]:
    def tidy(text: str) -> str:
        return re.sub(r"\s", " ", text).replace("'", "’")

    translation = tidy(rendering.translation.text)
    if tidy(spot.said) in translation:
        return
    place = translation.casefold().find(tidy(spot.said).casefold())
    if place >= 0:
        sentence = _("This name is written “%(wanted)s”.")
        yield rendering.at((place, place + len(spot.said)), "names", sentence, wanted=spot.said)
    else:
        yield Doubt("names", _("The name “%(wanted)s” is never translated."), said={"wanted": spot.said})


def _term(rendering: Rendering, spot: Spot) -> Iterator[Doubt]:
    """A word of the vocabularies alone, such as `mur` or `porte`, has too many senses to be insisted on."""
    term, text = spot.term, rendering.translation.text
    right = [
        place for words in term.right(rendering.into) for place in occurrences(words, text, rendering.into)
    ]
    wrong = [
        place
        for words in (term.avoid if rendering.into == "en" else ())
        for place in occurrences(words, text, rendering.into)
        if not any(start <= place[0] and place[1] <= end for start, end in right)
    ]
    for place in wrong:
        sentence = _("“%(found)s” is not the word here: say “%(wanted)s”.")
        yield rendering.at(place, "terms", sentence, found=text[slice(*place)], wanted=spot.said)
    if not right and not wrong and (term.origin == "glossary" or len(words_of(term.french)) > 1):
        found = rendering.original.text[spot.start : spot.end]
        severity: Severity = "warning" if term.origin == "glossary" else "notice"
        sentence = _("“%(found)s” is said “%(wanted)s” here.")
        yield Doubt("terms", sentence, severity, said={"found": found, "wanted": spot.said})


def _same(rendering: Rendering) -> Iterator[Doubt]:
    """Unless it is all names, numbers, and words that may be the same in both languages."""
    text = rendering.original.text
    kept = [match.span() for kind in (ADDRESS, MARK) for match in kind.finditer(text)]
    kept += [figure.span for figure in figures(text, rendering.language)]
    kept += [(spot.start, spot.end) for spot in rendering.spots if _says_the_same(spot, rendering)]
    rest = without(text, kept)
    names = [match for match in _NAME.finditer(rest) if len(words_of(match[0])) > 1 or match[0].isupper()]
    left = [
        word.text
        for word in words_of(without(rest, [match.span() for match in names]))
        if len(word.text) > 2 and (word.text.islower() or word.text.casefold() in _ONLY[rendering.language])
    ]
    if len(left) > 1 or (not names and any(map(_is_french, left))):
        yield Doubt("same", _("The translation is the same as the original."))


def _says_the_same(spot: Spot, rendering: Rendering) -> bool:
    words = plain(rendering.original.text[spot.start : spot.end]).rstrip("s")
    return any(plain(said).rstrip("s") == words for said in spot.term.right(rendering.into))


def _untranslated(rendering: Rendering) -> Iterator[Doubt]:
    """Sentences in which the words of the other language outnumber those of this one. A title may stay as it
    is when what it means follows in brackets."""
    text, kept = rendering.translation.text, _kept_words(rendering)
    read = without(text, kept)
    for sentence in _SENTENCE.finditer(read):
        words = [word.text.casefold() for word in words_of(sentence[0])]
        if re.match(r"[.!?…\s]*[(\[]", read[sentence.end() :]):
            continue
        left = [word for word in words if word in _ONLY[rendering.language]]
        if len(set(left)) >= 2 and len(left) > sum(word in _ONLY[rendering.into] for word in words):
            start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip(" \0"))
            yield rendering.at(
                (start, sentence.end()), "untranslated", _("This is still in the other language.")
            )
            return
    if rendering.into == "en":
        yield from _accented(rendering, read)


def _kept_words(rendering: Rendering) -> list[Span]:
    """Names, quotations, titles in italics, and compounds such as rez-de-chaussée, stay as they are."""
    text = rendering.translation.text
    kept = [match.span() for kind in (ADDRESS, _QUOTED) for match in kind.finditer(text)]
    kept += [match.span() for match in _NAME.finditer(text) if len(words_of(match[0])) > 1]
    if rendering.rich:
        for match in _ITALIC.finditer(rendering.target):
            places = rendering.translation.places or ()
            inside = [n for n, place in enumerate(places) if match.start() <= place[0] < match.end()]
            kept += [(inside[0], inside[-1] + 1)] if inside else []
    return kept


def _is_french(word: str) -> bool:
    return word.islower() and len(word) > 3 and plain(word) != word and word not in _ALSO_ENGLISH


def _accented(rendering: Rendering, read: str) -> Iterator[Doubt]:
    """Words of the original with their accents, where English has no such word."""
    left = [word for word in words_of(read) if _is_french(word.text)]
    if not left:
        return
    original = {word.text for word in words_of(rendering.original.text)}
    there = words_of(rendering.translation.text)
    named = {
        word.start
        for n, word in enumerate(there)
        if any(one.text[0].isupper() and one.text in original for one in there[max(n - 3, 0) : n])
    }
    english = rendering.lexicon.english_words
    for word in left:
        if word.text in original and word.text not in english and word.start not in named:
            sentence = _("“%(found)s” is still as in the original.")
            yield rendering.at((word.start, word.end), "untranslated", sentence, "notice", found=word.text)
