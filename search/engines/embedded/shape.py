"""The shape of a search: a reader's query as tantivy's, with the weights in one place.

Queries are built from objects, never parsed from text: tantivy's own parser fails on "l'habitat" and
ends the process on ten thousand parentheses. Phrases of one word make it panic, so they are terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA
from tantivy import Occur, Query, Searcher

from search.analysis import CUT, light, stems, without_zeros
from search.engines.base import Pairs, Request
from search.engines.embedded.schema import FACET_FIELDS, SCHEMA, encodable
from search.passage import Withheld
from search.query import Query as Typed

# Measured on judged questions, known pages and damaged text; ±0.1 is noise (docs/decisions).
WORD = 0.25
C6 = 0.4
FUZZY = 0.6
PROXIMITY = 0.25
SLOP = 3
TITLE = 1.0
LANGUAGE = 1.5
OWN_MARK = 1000.0
CITED_MARK = 10.0

SHORTEST_FUZZY = 4
SHORTEST_PREFIX = 3
MOST_COMPLETIONS = 40


def every(*queries: Query) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def best_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)


def only(query: Query) -> Query:
    """A condition that does not touch the score."""
    return Query.const_score_query(query, 0.0)


def term(field: str, value: str) -> Query:
    return Query.term_query(SCHEMA, field, encodable(value))


def one_of(field: str, values: Iterable[str]) -> Query:
    return only(Query.term_set_query(SCHEMA, field, sorted({encodable(value) for value in values})))


def without(query: Query, withheld: Withheld) -> Query:
    """The query, less what is withheld from the reader."""
    barred = []
    if withheld.marks:
        barred.append(one_of("mark", withheld.marks))
    if withheld.contents:
        barred.append(every(one_of("mark", withheld.contents), term("kind", "canvas")))
    if withheld.keys:
        barred.append(one_of("key", withheld.keys))
    if not barred:
        return query
    return Query.boolean_query([(Occur.Must, query), *((Occur.MustNot, each) for each in barred)])


def count(searcher: Searcher, query: Query) -> int:
    """How many passages match; exact."""
    return int(getattr(searcher.search(query, limit=1), "count", 0))  # absent from tantivy's annotations


class Shape:
    """The query for one request, and how its words were read in the light of what the index holds."""

    def __init__(self, searcher: Searcher, request: Request) -> None:
        self._searcher = searcher
        self._request = request
        self._visible = without(Query.all_query(), request.withheld)
        # A word is hardly known in two passages of a large index, in none of a small one.
        self._hardly = min(2, searcher.num_docs // 5_000)
        self._counts: dict[str, int] = {}
        self._completions: dict[str, list[str]] = {}
        self._corrections: dict[str, str] = {}
        self._main = self._marked(request.query)

    @property
    def corrections(self) -> Pairs:
        return tuple(self._corrections.items())

    @property
    def completions(self) -> Pairs:
        return tuple((typed, word) for typed, words in self._completions.items() for word in words)

    def query(self, but_for: str = "") -> Query:
        """The whole query, filters included, without the filter of one facet if it is named."""
        request = self._request
        conditions = []
        for name, values in request.filters.items():
            if values and name != but_for:
                conditions.append(one_of(FACET_FIELDS[name], values))
        if request.mark is not None:
            conditions.append(one_of("mark", [request.mark]))
        query = every(self._main, *conditions)
        if request.language:
            bonus = Query.const_score_query(term("language", request.language), LANGUAGE)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Should, bonus)])
        return without(query, request.withheld)

    def _marked(self, query: Typed) -> Query:
        """Put the record whose mark was typed first; a mark that exists is not taken for words."""
        if not query.mark:
            return self._ranked(query)
        short = without_zeros(query.mark)
        own = best_of(
            [
                Query.const_score_query(term("own_mark", query.mark), OWN_MARK),
                Query.const_score_query(term("own_mark", short), OWN_MARK - 1),
            ]
        )
        if not query.is_mark or not self._count(own):
            return any_of([own, self._ranked(query)])
        cited = Query.const_score_query(term("cited", short), CITED_MARK)
        return any_of([own, cited, self._phrase(query.words)])

    def _ranked(self, query: Typed) -> Query:
        sought = [self._word(word, finds=True) for word in query.sought]
        required = [self._phrase(phrase) for phrase in query.phrases]
        ranking = [self._word(word, finds=False) for word in query.helping]
        ranking += [self._bonus(word) for word in query.sought]
        near = [word for word in query.words if word in query.sought or word in query.helping]
        ranking += [self._near(*pair) for pair in pairwise(near)]
        if self._request.every:
            required += sought
        elif required:
            ranking += sought
        else:
            required = [any_of(sought)]
        clauses = [(Occur.Must, clause) for clause in required]
        return Query.boolean_query(clauses + [(Occur.Should, clause) for clause in ranking])

    def _word(self, word: str, finds: bool) -> Query:
        """One word by its stems and by itself; one that the index hardly knows also by what is near it."""
        clauses = [
            best_of([term("light", stem) for stem in stems(word)]),
            Query.boost_query(term("word", word), WORD),
        ]
        if finds and self._known(word) <= self._hardly:
            clauses.append(Query.boost_query(term("c6", word[:CUT]), C6))
            clauses += self._guesses(word)
        return any_of(clauses)

    def _bonus(self, word: str) -> Query:
        """What moves a passage up once it is found: the first letters of the word, and the title."""
        clauses = [Query.boost_query(best_of([term("title", stem) for stem in stems(word)]), TITLE)]
        if self._known(word) > self._hardly:
            clauses.append(Query.boost_query(term("c6", word[:CUT]), C6))
        return any_of(clauses)

    def _near(self, first: str, second: str) -> Query:
        return Query.boost_query(self._phrase((first, second), slop=SLOP), PROXIMITY)

    def _phrase(self, words: Sequence[str], slop: int = 0) -> Query:
        if len(words) == 1:
            return term("word", words[0])
        forms = dict.fromkeys(
            (
                tuple(light(word, "fr") for word in words),
                tuple(light(word, "en") for word in words),
                tuple(words),
            )
        )
        return best_of([Query.phrase_query(SCHEMA, "light", list(form), slop=slop) for form in forms])

    def _guesses(self, word: str) -> list[Query]:
        """Completions of a last word that may be unfinished, and words a slip of the finger away."""
        clauses = []
        if word == self._request.query.last and len(word) >= SHORTEST_PREFIX:
            known = self._vocabulary(word)
            words = sorted(known, key=lambda each: (-known[each], each))[:MOST_COMPLETIONS]
            if words:
                self._completions[word] = words
                clauses.append(best_of([term("word", each) for each in words]))
        if len(word) >= SHORTEST_FUZZY and word.isalpha():
            distance = _slips(word)
            fuzzy = Query.fuzzy_term_query(SCHEMA, "word", word, distance=distance)
            clauses.append(Query.boost_query(fuzzy, FUZZY))
            if word not in self._completions and not self._known(word):
                nearest = self._nearest(word, distance)
                if nearest:
                    self._corrections[word] = nearest
        return clauses

    def _nearest(self, word: str, distance: int) -> str:
        """The nearest word that a reader may see, the most frequent of several; nothing if none is near."""
        for start in dict.fromkeys((word[:2], word[1] + word[0], word[0])):
            known = self._vocabulary(start)
            near = [
                (apart, -known[each], each)
                for each in known
                if each.isalpha() and (apart := OSA.distance(word, each, score_cutoff=distance)) <= distance
            ]
            if near:
                return min(near)[2]
        return ""

    def _vocabulary(self, start: str) -> dict[str, int]:
        """Words with this beginning, other than it, and in how many passages a reader may see them."""
        # Without the filter tantivy would also name words of removed and of excluded passages.
        found = self._searcher.terms_with_prefix("word", start, self._visible)
        return {word: passages for word, passages in found if word != start}

    def _known(self, word: str) -> int:
        """In how many visible passages the word stands, in any of its forms."""
        if word not in self._counts:
            forms = [term("word", word), *(term("light", stem) for stem in stems(word))]
            self._counts[word] = self._count(any_of(forms))
        return self._counts[word]

    def _count(self, query: Query) -> int:
        return count(self._searcher, every(query, self._visible))


def _slips(word: str) -> int:
    return 2 if len(word) >= 8 else 1
