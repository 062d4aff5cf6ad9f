"""A small reader of all the ways in which tokens can be read: a rule gives every value with which it can
go on from a place, and remembers them. Whatever has two readings is seen to have two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, wraps
from typing import Any, TypeVar

from .refusals import NotUnderstood
from .tokens import Token, cut, tidy

MOST_STEPS = 20_000  # an honest date takes some hundreds

T = TypeVar("T")
Found = list[tuple[T, int]]  # a value, and the place after it
R = TypeVar("R", bound="Rules")


def rule(method: Callable[[Any, int], Iterable[tuple[T, int]]]) -> Callable[[Any, int], Found[T]]:
    """Each place is read once by each rule."""

    @wraps(method)
    def remembering(self: Any, at: int) -> Found[T]:
        key = (method.__name__, at)
        if key not in self.known:
            self.known[key] = []
            for each in method(self, at):
                self.count += 1
                if self.count > MOST_STEPS:
                    raise NotUnderstood("long")
                self.known[key].append(each)
            self.known[key] = list(dict.fromkeys(self.known[key]))
        known: Found[T] = self.known[key]
        return known

    return remembering


@lru_cache
def phrases(*texts: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(token.text for token in cut(tidy(text)).tokens) for text in texts)


_CONTRACTED = {"de": ("de", "du", "des", "d"), "a": ("a", "au", "aux")}


class Rules:
    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.known: dict[tuple[str, int], Any] = {}
        self.furthest = 0
        self.count = 0

    def token(self, at: int) -> Token | None:
        if at >= len(self.tokens):
            return None
        return self.tokens[at]

    def passed(self, at: int) -> int:
        """Every rule that goes past a token says so, to know which token no rule goes past."""
        self.furthest = max(self.furthest, at)
        return at

    def word(self, at: int, among: Iterable[str]) -> Iterator[int]:
        token = self.token(at)
        if token is not None and token.kind == "word" and token.text in among:
            yield self.passed(at + 1)

    def sign(self, at: int, among: str | tuple[str, ...]) -> Iterator[int]:
        token = self.token(at)
        if token is not None and token.kind == "sign" and token.text in among:
            yield self.passed(at + 1)

    def phrase(self, at: int, *texts: str) -> Iterator[int]:
        """Places after any of these phrases, each once."""
        ends = {end for words in phrases(*texts) if (end := self._after(at, words))}
        yield from sorted(ends)

    def _after(self, at: int, words: tuple[str, ...]) -> int:
        """The place after these words; 0 when they do not stand here."""
        for number, word in enumerate(words, start=1):
            token = self.token(at)
            if token is not None and token.text == "-" and number > 1 and token.glued:
                at += 1
                token = self.token(at)
            last = number == len(words)
            if token is None or token.text not in (_CONTRACTED.get(word, (word,)) if last else (word,)):
                return 0
            at += 1
        return self.passed(at)

    def number(self, at: int, *lengths: int) -> Iterator[tuple[str, int]]:
        token = self.token(at)
        if token is not None and token.kind == "number" and (not lengths or len(token.text) in lengths):
            yield token.text, self.passed(at + 1)

    def glued(self, at: int) -> bool:
        token = self.token(at)
        return token is not None and token.glued

    def maybe(self, at: int, places: Iterable[int]) -> Iterator[int]:
        yield at
        yield from places

    def typed(self, start: int, end: int) -> str:
        return " ".join(token.typed for token in self.tokens[start:end])
