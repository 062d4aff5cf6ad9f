"""Addresses of results: the same parameters with one changed, and the pager made of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict


def page_number(request: HttpRequest) -> int:
    """`p` of the address; 1 for anything that is no page number."""
    text = request.GET.get("p", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def address(request: HttpRequest, parameters: QueryDict) -> str:
    query = parameters.urlencode()
    return f"{request.path}?{query}" if query else request.path


def parameters_without(request: HttpRequest, *keys: str) -> QueryDict:
    parameters = request.GET.copy()
    for key in keys:
        parameters.pop(key, None)
    return parameters


def kept(request: HttpRequest, *keys: str) -> list[tuple[str, str]]:
    """What a form must carry along of the address."""
    return [(key, value) for key in keys for value in request.GET.getlist(key)[:1]]


def chips(request: HttpRequest, filters: list[dict[str, Any]]) -> list[dict[str, str]]:
    """One link for each ticked value, which takes it away."""
    links = []
    for facet in filters:
        for value in facet["values"]:
            if value["checked"]:
                parameters = parameters_without(request, "p")
                rest = [kept for kept in parameters.getlist(facet["key"]) if kept != value["value"]]
                parameters.setlist(facet["key"], rest)
                links.append({"label": value["label"], "remove_url": address(request, parameters)})
    return links


def pager(request: HttpRequest, number: int, total: int, size: int) -> dict[str, Any] | None:
    pages = -(-total // size)
    if pages <= 1:
        return None
    number = min(number, pages)

    def url(page: int) -> str:
        parameters = parameters_without(request, "p")
        if page > 1:
            parameters["p"] = str(page)
        return address(request, parameters)

    near = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    return {
        "number": number,
        "pages": pages,
        "previous_url": url(number - 1) if number > 1 else "",
        "next_url": url(number + 1) if number < pages else "",
        "links": [{"number": page, "url": url(page), "current": page == number} for page in near],
    }
