"""The things that a search finds beside the records: the best of them above the results, all on a page of
their own. A filter narrows things as it narrows records: what does not have the value is not shown."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.core.addresses import current_language

from . import facets, index, paging, things
from .analysis import tokens
from .engines.base import Answer, Group, Pairs
from .highlight import Highlighter
from .query import Query, parse

# above the records: what bears the name, then what is wrong
BEST: dict[tuple[str, ...], int] = {("element", "agent", "concept"): 3, ("finding",): 2}
EQUALS = 200  # passages looked at to choose them among those that answer as well
PAGE = 20
HITS = 8  # passages of one thing among which the one to quote is chosen
SHORTEST = 3


def _asks(query: Query) -> bool:
    """Not for "de" alone."""
    words = query.sought or tuple(word for phrase in query.phrases for word in phrase)
    return any(len(word) >= SHORTEST for word in words)


def ask(query: Query, user: Any, *questions: dict[str, Any]) -> list[Answer]:
    """Things of which every word that counts is said, those said in the reader's language first."""
    if not _asks(query):
        return [Answer() for _question in questions]
    same = {"query": query, "every": True, "language": current_language(), "passages_per_record": HITS}
    return index.ask_things_each(user, [same | question for question in questions])


def best(query: Query, board: facets.Board, request: HttpRequest, told: Pairs) -> dict[str, Any] | None:
    """What stands above the records that were found; None when there is nothing. told: corrections that the
    page tells already."""
    if board.chosen["family"]:
        return None
    asked = [
        {"filters": board.sought | {"family": kinds}, "count": most, "facets": (), "patience": EQUALS}
        for kinds, most in BEST.items()
    ]
    rows: list[dict[str, Any]] = []
    corrections: list[tuple[str, str]] = []
    total = 0
    for answer in ask(query, request.user, *asked):
        some = shown(answer, query, request.user)
        rows, total = rows + some, total + answer.records
        corrections += [pair for pair in _said(answer, some) if pair not in [*told, *corrections]]
    if not rows:
        return None
    parameters = paging.parameters_without(request, "p", "from", "to").urlencode()
    url = f"{reverse('search:things')}?{parameters}"
    return {
        "rows": rows,
        "total": total,
        "all_url": url if total > len(rows) else "",
        "corrections": _in_words(corrections),
    }


def shown(answer: Answer, query: Query, user: Any) -> list[dict[str, Any]]:
    """In the order of the answer; read anew, so that nothing is shown that the index alone still holds."""
    known = things.read([group.mark for group in answer.groups], user)
    highlighter = Highlighter(query, answer.corrections + answer.completions)
    return [_row(known[group.mark], group, highlighter) for group in answer.groups if group.mark in known]


def _row(thing: things.Thing, group: Group, highlighter: Highlighter) -> dict[str, Any]:
    passages = {passage.key: passage for passage in thing.passages}
    found = [passages[hit.key] for hit in group.hits if hit.key in passages]
    own = [passage for passage in found if passage.language == current_language()]
    order = sorted([*own, *found], key=lambda passage: passage.key in thing.past)
    quoted = next((passage for passage in order if passage.text), None)
    return {
        "thing": thing,
        "kind": things.KINDS[thing.kind].one,
        "sentence": SafeString(highlighter.snippet(" ".join(quoted.text.split())).html) if quoted else "",
        "language": quoted.language if quoted else "",
        "is_past": bool(quoted) and quoted.key in thing.past,
    }


def _in_words(corrections: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"typed": typed, "used": used} for typed, used in corrections]


def _said(answer: Answer, rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Corrections by words that are shown: other labels that find are never told."""
    words = set()
    for row in rows:
        label = row["thing"].label
        for text in (label.fr, label.en, row["sentence"]):
            words.update(token.word for token in tokens(text))
    return [pair for pair in answer.corrections if pair[1] in words]


@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """All things that a search finds, or those of one kind."""
    query = parse(request.GET.get("q", ""))
    if query.is_empty:
        return redirect("search:results")
    board = facets.Board(dict(request.GET.lists()), request.user)
    kind = request.GET.get("kind", "")
    kind = kind if kind in things.KINDS else ""
    filters = board.sought | ({"family": (kind,)} if kind and not board.chosen["family"] else {})
    number = paging.page_number(request)
    asked = {"filters": filters, "first": (number - 1) * PAGE, "count": PAGE, "facets": ("family",)}
    answer = ask(query, request.user, asked)[0]
    pager = paging.pager(request, number, answer.records, PAGE)
    if not answer.groups and pager:  # past the last page
        request.GET = request.GET.copy()
        request.GET["p"] = str(pager["number"])
        return found(request)
    counts = answer.facets["family"]
    rows = shown(answer, query, request.user)
    context = {
        "q": query.text,
        "query": query.text,
        "noindex": True,
        "rows": rows,
        "total": answer.records,
        "corrections": _in_words(_said(answer, rows)),
        "kinds": _kinds(request, kind, counts),
        "chips": paging.chips(request, board.shown({})),
        "records_url": f"{reverse('search:results')}?{urlencode({'q': query.text})}",
        "pager": pager,
    }
    return render(request, "search/things.html", context)


def _kinds(request: HttpRequest, chosen: str, counts: Any) -> list[dict[str, Any]]:
    """One link for each kind of which something was found, and one for all of them."""
    listed = [("", _("All"), sum(counts.values()))]
    listed += [(kind, str(each.many), counts.get(kind, 0)) for kind, each in things.KINDS.items()]
    links = []
    for kind, label, count in listed:
        if count:
            parameters = paging.parameters_without(request, "p", "kind")
            if kind:
                parameters["kind"] = kind
            url = paging.address(request, parameters)
            links.append({"label": label, "count": count, "url": url, "chosen": kind == chosen})
    return links
