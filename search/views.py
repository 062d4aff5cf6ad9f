"""The archive's list with filters, and search."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from archive.catalogue.access import visible
from archive.catalogue.models import ArchivePage, RecordPage, SeriesPage
from archive.catalogue.notice import read_notices
from archive.catalogue.showing import list_series
from archive.core.addresses import current_language, one_page

from . import beside, facets, index, ordering, paging, periods
from .query import Query, parse
from .results import found_groups

YEARS = ("from", "to")  # the two fields; what they make is one more period of the address


def _typed_years(request: HttpRequest) -> tuple[periods.Years, HttpResponse | None]:
    """Two years become one more filter, with a link that drops it: the way to the same list with that."""
    years = periods.typed(*(request.GET.get(name, "") for name in YEARS))
    if years.problem or not any(name in request.GET for name in YEARS):
        return years, None
    parameters = paging.parameters_without(request, *YEARS, *(["p"] if years.value else []))
    if years.value and years.value not in parameters.getlist("period"):
        parameters.appendlist("period", years.value)
    return years, redirect(paging.address(request, parameters))


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    years, elsewhere = _typed_years(request)
    if elsewhere:
        return elsewhere
    board = facets.Board(dict(request.GET.lists()), request.user)
    records = visible(request.user).records()
    listed = board.narrowed(records)
    filters = board.counted(records)
    order = ordering.chosen(request, "sort", ordering.ORDERS)
    shape = ordering.chosen(request, "view", ordering.SHAPES)
    ordered = ordering.ORDERS[order][1](listed)
    size, total = settings.ARCHIVE_PAGE_SIZE, len(ordered)
    pager = paging.pager(request, paging.page_number(request), total, size)
    start = (pager["number"] - 1) * size if pager else 0
    page = ArchivePage.objects.filter(locale__language_code=current_language(), live=True).first()
    top = SeriesPage.objects.live().filter(locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE)
    series = [row for row in top.order_by("path") if row.depth == (page.depth + 1 if page else 4)]
    return render(
        request,
        "search/archive.html",
        {
            "heading": page.title if page else _("The archive"),
            "lead": page.lead if page else "",
            "filters": filters,
            "years": years,
            "chips": paging.chips(request, filters),
            "clear_url": paging.address(
                request, paging.parameters_without(request, "p", *board.chosen, *YEARS)
            ),
            "kept": paging.kept(request, "sort", "view"),
            "orders": ordering.links(
                request, "sort", {name: label for name, (label, _pks) in ordering.ORDERS.items()}, order
            ),
            "shapes": ordering.links(request, "view", ordering.SHAPES, shape),
            "shape": shape,
            "notices": read_notices(_in_order(listed, ordered[start : start + size]), request.user),
            "total": total,
            "pager": pager,
            "series": list_series(series, request),
        }
        | one_page(request),
    )


def _in_order(records: Any, pks: list[int]) -> list[RecordPage]:
    rows = {record.pk: record for record in records.filter(pk__in=pks)}
    return [rows[pk] for pk in pks if pk in rows]


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    query = parse(request.GET.get("q", ""))
    if query.is_empty:
        return render(request, "search/start.html", {"q": query.text, "query": query.text, "noindex": True})
    years, elsewhere = _typed_years(request)
    if elsewhere:
        return elsewhere
    board = facets.Board(dict(request.GET.lists()), request.user)
    size, number = 10, paging.page_number(request)
    answer = index.ask(
        query=query,
        filters=board.sought,
        first=(number - 1) * size,
        count=size,
        user=request.user,
    )
    context: dict[str, Any] = {"q": query.text, "query": query.text, "noindex": True}
    if answer is None:
        context["rebuilding"] = True
        return render(request, "search/start.html", context, status=503)
    filters = board.found(answer.facets)
    chips = paging.chips(request, filters)
    context |= {
        "filters": filters,
        "years": years,
        "chips": chips,
        "clear_url": paging.address(request, paging.parameters_without(request, "p", *board.chosen, *YEARS)),
        "kept": paging.kept(request, "q"),
        "corrections": [{"typed": typed, "used": used} for typed, used in answer.corrections],
        "corrected": _asked(request, query.corrected(answer.corrections)) if answer.corrections else None,
        "exactly": _asked(request, query.exactly) if query.exactly else None,
        "freely": _asked(request, query.freely) if query.freely else None,
        "things": beside.best(query, board, request, answer.corrections) if number == 1 else None,
    }
    if not answer.records:
        context |= {"filters_in_the_way": bool(chips), "suggestions": _shorter(request, query)}
        return render(request, "search/nothing.html", context)
    pager = paging.pager(request, number, answer.records, size)
    if not answer.groups and pager:  # past the last page
        request.GET = request.GET.copy()
        request.GET["p"] = str(pager["number"])
        return results(request)
    context |= {
        "heading": f"« {query.text} »" if current_language() == "fr" else f"“{query.text}”",
        "total_records": answer.records,
        "total_passages": answer.passages,
        "count_label": _count_label(answer.passages, answer.records),
        "groups": found_groups(answer, query, request.user),
        "pager": pager,
    }
    return render(request, "search/results.html", context)


def _count_label(passages: int, records: int) -> str:
    found = ngettext("%(n)s passage", "%(n)s passages", passages) % {"n": passages}
    within = ngettext("in %(n)s record", "in %(n)s records", records) % {"n": records}
    return f"{found} {within}"


def _shorter(request: HttpRequest, query: Query) -> list[dict[str, str]]:
    """Each word alone, when there were several."""
    words = list(dict.fromkeys((query.freely or query.text).split()))[:6]
    return [_asked(request, word) for word in words] if len(words) > 1 else []


def _asked(request: HttpRequest, text: str) -> dict[str, str]:
    """The same search with other words."""
    parameters = paging.parameters_without(request, "p")
    parameters["q"] = text
    return {"label": text, "url": paging.address(request, parameters)}
