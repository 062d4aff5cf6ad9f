"""From a search of the embedded index to an answer: groups, figures and facets, in a settled order."""

from __future__ import annotations

from typing import cast

from tantivy import DocAddress, Document, Query, Searcher

from search.engines.base import FACETS, Answer, Group, Hit, Request
from search.engines.embedded.schema import FACET_FIELDS, LEADING
from search.engines.embedded.shape import Shape, count, every, one_of
from search.passage import Kind

AT_ONCE = 60  # passages taken from the index at the first try
MOST_TOGETHER = 3_000  # passages of some records asked for at once
MOST_COUNTED = 20_000  # records of a result; from so many on, tantivy estimates all figures (1–2 %)
MOST_VALUES = 1_000  # of one facet


def answer(searcher: Searcher, request: Request) -> Answer:
    """Everything asked for, from one snapshot of the index."""
    shape = Shape(searcher, request)
    query = shape.query()
    narrowed = {name for name in request.facets if request.filters.get(name)}
    records, facets, within = _tally(
        searcher, query, [name for name in request.facets if name not in narrowed]
    )
    for name in narrowed:
        facets |= _tally(searcher, shape.query(but_for=name), [name])[1]
    passages = sum(within.values()) if within or not records else count(searcher, query)
    return Answer(
        groups=_groups(searcher, request, query, passages, within) if request.count > 0 else (),
        records=records,
        passages=passages,
        facets={name: facets.get(name, {}) for name in FACETS},
        corrections=shape.corrections,
        completions=shape.completions,
    )


def _tally(
    searcher: Searcher, query: Query, names: list[str]
) -> tuple[int, dict[str, dict[str, int]], dict[str, int]]:
    """How many records, in all and for each value of these facets; and how many passages of each record,
    nothing where they are only estimated. Values are counted on the leading passages of what was found: to
    count them record by record within one search takes fifty times as long."""
    asked = {"records": {"terms": {"field": "mark", "size": MOST_COUNTED}}}
    buckets = searcher.aggregate(query, asked)["records"]["buckets"]
    if len(buckets) == MOST_COUNTED:
        return *_estimate(searcher, query, names), {}
    within = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    leading = every(one_of("mark", within), one_of(LEADING, [LEADING]))
    values = {name: {"terms": {"field": FACET_FIELDS[name], "size": MOST_VALUES}} for name in names}
    counted = searcher.aggregate(leading, values) if within and names else {}
    found = {
        name: {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["buckets"]} if counted else {}
        for name in names
    }
    return len(within), {name: _ordered(values) for name, values in found.items()}, within


def _estimate(searcher: Searcher, query: Query, names: list[str]) -> tuple[int, dict[str, dict[str, int]]]:
    records = {"records": {"cardinality": {"field": "mark"}}}
    values = {
        name: {"terms": {"field": FACET_FIELDS[name], "size": MOST_VALUES}, "aggs": records} for name in names
    }
    found = searcher.aggregate(query, records | values)
    facets = {
        name: {bucket["key"]: round(bucket["records"]["value"]) for bucket in found[name]["buckets"]}
        for name in names
    }
    return round(found["records"]["value"]), {name: _ordered(facet) for name, facet in facets.items()}


def _ordered(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _groups(
    searcher: Searcher, request: Request, query: Query, passages: int, within: dict[str, int]
) -> tuple[Group, ...]:
    first = max(request.first, 0)
    wanted = first + request.count
    limit = AT_ONCE
    while True:
        hits = _hits(searcher, query, limit)
        complete = len(hits) >= passages
        # The last score may be cut in the middle of equals: only what lies above it is settled.
        patient = limit < request.patience and not complete
        settled = [hit for hit in hits if hit.score > hits[-1].score] if patient else hits
        marks = list(dict.fromkeys(hit.mark for hit in settled))
        if complete or len(marks) >= wanted:
            break
        limit *= 4
    known = {mark: [hit for hit in settled if hit.mark == mark] for mark in marks[first:wanted]}
    if not complete:
        most = max(request.passages_per_record, 1)
        short = [mark for mark, found in known.items() if len(found) < min(most, within.get(mark, most))]
        known |= _of_records(searcher, query, short, most)
    return tuple(
        _group(request, mark, found, within.get(mark) or _within(searcher, query, mark))
        for mark, found in known.items()
    )


def _of_records(searcher: Searcher, query: Query, marks: list[str], most: int) -> dict[str, list[Hit]]:
    """The best passages of each of these records: asked once for all, then of those cut short by others."""
    if not marks:
        return {}
    among = _hits(searcher, every(query, one_of("mark", marks)), MOST_TOGETHER)
    found = {mark: [hit for hit in among if hit.mark == mark] for mark in marks}
    if len(among) == MOST_TOGETHER:
        for mark, hits in found.items():
            if len(hits) < most or hits[most - 1].score == among[-1].score:
                of_mark = every(query, one_of("mark", [mark]))
                found[mark] = _hits(searcher, of_mark, _within(searcher, query, mark))
    return found


def _within(searcher: Searcher, query: Query, mark: str) -> int:
    return count(searcher, every(query, one_of("mark", [mark])))


def _group(request: Request, mark: str, hits: list[Hit], total: int) -> Group:
    best = hits[: max(request.passages_per_record, 1)]
    shown = sorted(best, key=lambda hit: (hit.kind != "notice", hit.page, -hit.score, hit.key))
    return Group(mark=mark, hits=tuple(shown), more=total - len(best))


def _hits(searcher: Searcher, query: Query, limit: int) -> list[Hit]:
    """The best passages; equals by record, notice first, then page."""
    found = cast("list[tuple[float, DocAddress]]", searcher.search(query, limit=limit, count=False).hits)
    hits = [_hit(searcher.doc(address), score) for score, address in found]
    return sorted(hits, key=lambda hit: (-hit.score, hit.mark, hit.kind != "notice", hit.page, hit.key))


def _hit(document: Document, score: float) -> Hit:
    return Hit(
        key=str(document.get_first("key")),
        mark=str(document.get_first("mark")),
        kind=cast(Kind, document.get_first("kind")),
        page=int(document.get_first("page") or 0),
        language=str(document.get_first("language") or ""),
        score=round(score, 4),
    )
