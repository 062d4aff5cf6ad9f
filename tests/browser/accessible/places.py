"""Every state in which a page of the site can be met: one row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.utils import translation

from archive.core.not_found import bad_request, language_of, server_error
from archive.core.unavailable import Trouble, unavailable
from archive.core.visitors import too_fast

from .house import addresses


def locked_out(request: HttpRequest) -> HttpResponse:
    request.user = AnonymousUser()
    return render(request, "accounts/locked_out.html", status=429)


def disk_full(request: HttpRequest) -> HttpResponse:
    with translation.override(language_of(request)):
        return unavailable(Trouble.DISK)


@dataclass(frozen=True)
class Place:
    """`address`: braces are filled in by `house.addresses`. What no address alone can show is `posted`
    by a client (a list of forms, one after the other), or `made` by the function that makes it."""

    name: str
    address: str
    status: int = 200
    role: str = ""
    posted: list[dict[str, str]] = field(default_factory=list)
    made: Callable[[HttpRequest], HttpResponse] | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        return ("fr",) if self.is_admin else ("fr", "en")

    @property
    def is_admin(self) -> bool:
        return self.address.startswith("/admin/")

    def at(self, house: SimpleNamespace, language: str) -> str:
        return self.address.format(**addresses(house, language))

    def answer(self, house: SimpleNamespace, language: str, client: Client) -> Any:
        address = self.at(house, language)
        if self.made:
            return self.made(RequestFactory().get(address))
        known = addresses(house, language)
        for sent in self.posted:
            answer = client.post(address, {name: value.format(**known) for name, value in sent.items()})
        return answer if self.posted else client.get(address)


PUBLIC = [
    Place("home", "/{language}/"),
    Place("archive, list", "/{language}/archive/"),
    Place("archive, grid", "/{language}/archive/?view=grid&sort=title"),
    Place("archive, second page", "/{language}/archive/?p=2"),
    Place("archive, filtered", "/{language}/archive/?family=diagnostic_report"),
    Place("archive, nothing", "/{language}/archive/?family=artistic_output&language=en"),
    Place("series", "{series}"),
    Place("series below another", "{facades}"),
    Place("series without records", "{empty}"),
    Place("historical document", "{deed}"),
    Place("historical document, page with words", "{deed}?p=2&q=joint"),
    Place("historical document, blank page", "{deed}?p=3"),
    Place("historical document, closed page", "{deed}?p=4"),
    Place("historical document, unread page", "{deed}?p=5"),
    Place("historical document, page being read", "{deed}?p=6"),
    Place("diagnostic report, untranslated", "{report}?q=joint"),
    Place("artistic output", "{work}"),
    Place("record without file", "{bare}"),
    Place("record of seventy pages", "{long}?p=30"),
    Place("notice only", "{notice}"),
    Place("embargoed", "{embargoed}"),
    Place("record with a closed file", "{part}"),
    Place("closed", "{closed}", 404),
    Place("withdrawn", "{withdrawn}", 410),
    Place("search, start", "{search}"),
    Place("search, results", "{search}?q=joint"),
    Place("search, exact", "{search}?q=%22joint%22&family=diagnostic_report"),
    Place("search, did you mean", "{search}?q=joimt"),
    Place("search, things", "{things}?q=humidit%C3%A9"),
    Place("search, nothing", "{search}?q=xylophone+joint&family=artistic_output&language=en"),
    Place("write", "{write}?for=consult&about=CH-D-0001"),
    Place("write, errors", "{write}", 422, posted=[{"purpose": "consult"}]),
    Place("written", "{received}"),
    Place("text", "{text}"),
    Place("text, untranslated", "{untranslated}"),
    Place("building", "{building}"),
    Place("part of the building", "{building}escalier/"),
    Place("plans", "/{language}/plans/"),
    Place("plan", "/{language}/plans/elevation/"),
    Place("comparison", "{comparison}"),
    Place("timeline", "{timeline}"),
    Place("findings", "{findings}?state=all"),
    Place("finding", "{findings}CH-C-0001/"),
    Place("page with the box of a finding", "{report}?finding=CH-C-0001"),
    Place("site map", "{map}"),
    Place("partners", "{partners}"),
    Place("agent", "{body}"),
    Place("vocabularies", "{vocabularies}"),
    Place("vocabulary", "{vocabularies}subjects/"),
    Place("concept", "{vocabularies}subjects/damp-subject/"),
    Place("concept without records", "{vocabularies}roles/author/"),
    Place("400", "/{language}/incompris/", 400, made=bad_request),
    Place("404", "/{language}/rien/", 404),
    Place("429", "{search}?q=vite", 429, made=lambda request: too_fast(request, 30)),
    Place("500", "/{language}/panne/", 500, made=server_error),
    Place("503", "/{language}/plein/", 503, made=disk_full),
    Place("seen by an archivist", "{notice}?p=1", role="archivist"),
    Place("draft", "/admin/pages/{draft_key}/view_draft/", role="archivist"),
]

ADMIN = [
    Place("login", "/admin/login/"),
    Place("login, locked out", "/admin/login/?next=/admin/", 429, made=locked_out),
    Place("second factor", "/admin/second-factor/", role="reviewer"),
    Place(
        "second factor, key and error",
        "/admin/second-factor/",
        422,
        role="editor",
        posted=[{"action": "begin"}, {"action": "confirm", "token": "000000"}],
    ),
    Place("desk", "/admin/", role="archivist"),
    Place("deposit", "/admin/deposit/", role="archivist"),
    Place(
        "describe", "/admin/deposit/describe/?document={reading_key}&document={broken_key}", role="archivist"
    ),
    Place("access of a record", "/admin/access/{notice_key}/", role="archivist"),
    Place("access of a record, withdrawn", "/admin/access/{withdrawn_key}/", role="archivist"),
    Place("editor of a record", "/admin/pages/{report_key}/edit/", role="archivist"),
    Place("findings of a report", "/admin/findings/{report_key}/?page=1", role="archivist"),
    Place("parts of the building", "/admin/elements/", role="archivist"),
    Place("records of the desk", "/admin/records/", role="archivist"),
    Place("completeness", "/admin/completeness/", role="archivist"),
    Place("placing on a plan", "/admin/plans/place/{plan_key}/", role="archivist"),
    Place("change of many records", "/admin/records/change/", role="archivist"),
    Place(
        "change of many records, plan",
        "/admin/records/change/",
        role="archivist",
        posted=[{"kind": "rights", "rights": "CC0", "record": "{report_key}"}],
    ),
    Place("change of many records, done", "/admin/records/change/{change_key}/", role="archivist"),
    Place("readings", "/admin/deposit/readings/", role="archivist"),
    Place("vocabularies of the desk", "/admin/schemes/", role="archivist"),
    Place("vocabulary of the desk", "/admin/vocabularies/tree/subjects/", role="archivist"),
    Place("concepts of the desk", "/admin/concepts/", role="archivist"),
    Place("editor of a concept", "/admin/concepts/edit/{damp_key}/", role="archivist"),
    Place("merging of concepts", "/admin/vocabularies/{damp_key}/merge/", role="archivist"),
    Place("import of a vocabulary", "/admin/vocabularies/import/", role="archivist"),
    Place("guide", "/admin/guide/archivist/", role="archivist"),
    Place("people and organisations", "/admin/agents/", role="archivist"),
    Place("agent, form", "/admin/agents/edit/{body_key}/", role="archivist"),
    Place("agent in use, deletion", "/admin/agents/delete/{body_key}/", role="archivist"),
    Place("agent, merging", "/admin/agents/{body_key}/merge/", role="archivist"),
    Place("roles in the project", "/admin/roles/", role="archivist"),
    Place("funding", "/admin/funding/", role="archivist"),
    Place("letters", "/admin/letters/", role="archivist"),
    Place("desk of a translation", "/admin/translation/{said_key}/", role="reviewer"),
    Place("board of translations", "/admin/translation/", role="reviewer"),
    Place("translate outside", "/admin/translation/import/", role="reviewer"),
    Place("series submitted", "/admin/translation/batches/{batch_key}/", role="reviewer"),
    Place("letter", "/admin/letters/inspect/{letter_key}/", role="archivist"),
]

PLACES = PUBLIC + ADMIN
PLACE = {place.name: place for place in PLACES}
