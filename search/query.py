"""What a reader typed, read as words and quoted phrases; any string in the world is a query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis import as_mark, cited_marks, tokens

MOST_CHARACTERS = 256
MOST_WORDS = 32
SHORT = 3  # up to so many words, every one of them counts

_QUOTED = re.compile(r'["“”„‟«»]([^"“”„‟«»]*)["“”„‟«»]')
_SQUASHED = re.compile(r"[a-z]{1,8}[0-9]{1,6}[a-z]?")

# Folded. Left out on purpose, for the archive needs them: "sous" (Annay-sous-Lens), "an", "car", "mine".
_FRENCH = """
a ai ainsi alors as au aucun aucune aussi autre autres aux avaient avait avec avoir c ce cela celle
celles celui ces cet cette ceux chez comme comment d dans de des dont du elle elles en entre et
etaient etait etant etre eu eux furent fut il ils j je l la le les leur leurs lui m ma mais me meme
memes mes moi mon n ne ni nos notre nous on ont ou par parce pendant peu peut pour pourquoi qu quand
que quel quelle quelles quels qui quoi s sa se selon sera ses si sont sur t ta te tes toi ton tres tu
un une unes vos votre vous y
"""
_ENGLISH = """
about also and any are at be been being by can could did do does for from had has have he her his how
i if in into is it its not of our she so some than that the their them then there these they this
those to was we were what when where which who whom why will with would you your
"""
_FUNCTION_WORDS = frozenset((_FRENCH + _ENGLISH).split())
# Function words that are also a wall, a season, a metal: they are looked for in short queries only.
_AMBIGUOUS = frozenset({"est", "ete", "or", "pas", "plus", "son"})


@dataclass(frozen=True, slots=True)
class Query:
    """Words are optional and ranked, phrases are required; a phrase of one word is that very word, in no
    other form. Words are folded (see `search.analysis`)."""

    text: str = ""  # as typed, cleaned, to show it back
    words: tuple[str, ...] = ()  # outside quotes
    phrases: tuple[tuple[str, ...], ...] = ()  # each of one word or more
    mark: str = ""  # squashed, when the query is or cites what looks like a mark
    is_mark: bool = False  # the whole query looks like one

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.phrases

    @property
    def sought(self) -> tuple[str, ...]:
        """Words of which a passage must have at least one, without repeats."""
        words = tuple(dict.fromkeys(self.words))
        content = [word for word in words if word not in _FUNCTION_WORDS and word not in _AMBIGUOUS]
        if not content or len(self.words) <= SHORT:
            content = [word for word in words if word not in _FUNCTION_WORDS]
        return tuple(content) or (() if self.phrases else words)

    @property
    def helping(self) -> tuple[str, ...]:
        """Words that move a passage up but do not find it by themselves."""
        sought = self.sought
        short = len(self.words) <= SHORT
        return tuple(
            word for word in dict.fromkeys(self.words) if word not in sought and (short or word in _AMBIGUOUS)
        )

    @property
    def exactly(self) -> str:
        """The query that requires each of these words as it was typed; "" when this one already does."""
        unquoted = _QUOTED.sub(" ", self.text)
        words = [f'"{unquoted[t.start : t.end]}"' for t in tokens(unquoted) if t.word in self.sought]
        phrases = [match[0] for match in _QUOTED.finditer(self.text) if match[1].strip()]
        return " ".join(dict.fromkeys(words + phrases)) if words else ""

    @property
    def freely(self) -> str:
        """The same words without quotation marks; "" when there are none."""
        return " ".join(re.sub(r'["“”„‟«»]', " ", self.text).split()) if self.phrases else ""

    def corrected(self, pairs: Iterable[tuple[str, str]]) -> str:
        """The query with other words in the place of some. pairs: (folded word, word instead)."""
        instead = dict(pairs)
        text, at = "", 0
        for token in tokens(self.text):
            if token.word in instead:
                text, at = text + self.text[at : token.start] + instead[token.word], token.end
        return text + self.text[at:]

    @property
    def last(self) -> str:
        """The word that may still be unfinished: the last one, when the query ends outside quotes."""
        words = [token.word for token in tokens(self.text)]
        return words[-1] if words and self.words and words[-1] == self.words[-1] else ""


def parse(raw: str) -> Query:
    """Read a query; never fails, and an empty one says so."""
    text = _clean(raw)
    phrases: list[tuple[str, ...]] = []
    left = MOST_WORDS
    for match in _QUOTED.finditer(text):
        phrase = tuple(token.word for token in tokens(match[1]))[:left]
        left -= len(phrase)
        if phrase and phrase not in phrases:
            phrases.append(phrase)
    words = tuple(token.word for token in tokens(_QUOTED.sub(" ", text)))[: max(left, 0)]
    mark, is_mark = _mark(text)
    return Query(text=text, words=words, phrases=tuple(phrases), mark=mark, is_mark=is_mark)


def _mark(text: str) -> tuple[str, bool]:
    """What looks like a mark, squashed, and whether it is all there is."""
    whole = as_mark(text)
    within = [token.word for token in cited_marks(text)]
    within += [token.word for token in tokens(text) if _SQUASHED.fullmatch(token.word)]
    mark = within[0] if within else whole
    return mark, bool(whole) and mark == whole


def _clean(raw: str) -> str:
    """One line without controls, joiners and lone surrogates, cut at a length no honest query reaches."""
    kept = "".join(
        " " if sign.isspace() else sign
        for sign in raw[: MOST_CHARACTERS * 4]
        if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}
    )
    return " ".join(kept.split())[:MOST_CHARACTERS].rstrip()
