"""In what order the archive's list stands, and in what shape: to add an order, add its entry here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.catalogue.models import RecordPage
from archive.catalogue.showing import titles
from archive.core.addresses import current_language

from . import paging
from .analysis import tokens

SHAPES = {"list": _("List"), "grid": _("Grid")}


def _by_title(records: QuerySet[RecordPage]) -> list[int]:
    """As a reader of the interface's language would look them up: accents and capitals aside."""
    rows = list(records.only("pk", "title", "translation_key", "path"))
    said = titles(rows)
    language = current_language()

    def place(row: RecordPage) -> tuple[list[str], str]:
        return [token.word for token in tokens(said[row.pk].said_in(language).text)], row.path

    return [row.pk for row in sorted(rows, key=place)]


# A date that is open on one side stands by its other side; one that is open on both stands last.
BEGUN = Coalesce("date_earliest", "date_latest")
ENDED = Coalesce("date_latest", "date_earliest")
OLDEST = (BEGUN.asc(nulls_last=True), ENDED.asc(nulls_last=True))
LATEST = (ENDED.desc(nulls_last=True), BEGUN.desc(nulls_last=True))


def _by(*fields: Any) -> Callable[[QuerySet[RecordPage]], list[int]]:
    return lambda records: list(records.order_by(*fields).values_list("pk", flat=True))


# name in the address: (label, records → pks in order); the first is the archive's own order
ORDERS: dict[str, tuple[Any, Callable[[QuerySet[RecordPage]], list[int]]]] = {
    "series": (_("Series"), _by("path")),
    "newest": (_("Latest first"), _by("-first_published_at", "-pk")),
    "title": (_("Title"), _by_title),
    "oldest": (_("Date, oldest first"), _by(BEGUN.asc(nulls_last=True), ENDED.asc(nulls_last=True), "path")),
    "latest": (
        _("Date, latest first"),
        _by(ENDED.desc(nulls_last=True), BEGUN.desc(nulls_last=True), "path"),
    ),
}


def chosen(request: HttpRequest, key: str, among: dict[str, Any]) -> str:
    """What the address asks for; the first of them for anything that is none."""
    asked = request.GET.get(key, "")
    return asked if asked in among else next(iter(among))


def links(request: HttpRequest, key: str, labels: dict[str, Any], current: str) -> list[dict[str, Any]]:
    """One link for each; the first has no parameter, so that a list has one address."""
    made = []
    for place, (name, label) in enumerate(labels.items()):
        parameters = paging.parameters_without(request, "p", key)
        if place:
            parameters[key] = name
        made.append({"label": label, "url": paging.address(request, parameters), "current": name == current})
    return made
