"""The public pages of people and organisations: each one's own, and the partners of the project. What is said
of a person who is not named in public is the role alone; records are those that the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.authorities.models import Agent, AgentName, Kind
from archive.authorities.naming import Names, names_of
from archive.building.models import BuildingAgent, Concern, Funding
from archive.building.models.agents import PROJECT
from archive.catalogue.access import visible
from archive.catalogue.models import Mark, SeriesPage
from archive.catalogue.notice import read_notices
from archive.catalogue.parts import part_of, read_parts
from archive.catalogue.showing import list_series
from archive.core.addresses import one_page
from archive.core.words import Bilingual

from . import index, paging
from .query import parse

MENTIONS = 5


def url_of(agent: Agent) -> str:
    return reverse("search:agent", args=[agent.slug])


def _link(agent: Agent | None, names: Names) -> dict[str, Any] | None:
    if agent is None or not names.tells(agent):
        return None
    return {"name": agent.name, "acronym": agent.acronym if agent.shows_acronym else "", "url": url_of(agent)}


def _known(key: str, user: Any) -> tuple[Agent, bool]:
    """The agent of this key and whether the key is its own; 404 for whoever may not know of it."""
    found = Agent.objects.filter(slug=key).select_related("replaced_by").first()
    standing = found.standing if found else None
    if standing is None or not names_of(user).tells(standing):
        raise Http404
    return standing, standing == found


@require_safe
def agent_uri(request: HttpRequest, key: str) -> HttpResponse:
    """The same address in every language leads to the page in the reader's."""
    agent, _own = _known(key, request.user)
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(url_of(agent), status=303)
    response.headers["Vary"] = "Accept-Language"
    return response


@require_safe
def agent(request: HttpRequest, key: str) -> HttpResponse:
    found, own = _known(key, request.user)
    if not own:
        return HttpResponsePermanentRedirect(url_of(found))
    names = names_of(request.user)
    context = {
        "agent": found,
        "public": names_of().tells(found),
        "kind": found.get_kind_display(),
        "others": [row for row in found.names.all() if row.kind != AgentName.Kind.HIDDEN],
        "identifiers": list(found.identifiers.all()),
        "above": _link(found.parent, names),
        "holder": _link(found.held_by, names),
        "labels": _links(Agent.objects.standing().filter(held_by=found), names),
        "bodies": _links(Agent.objects.standing().filter(parent=found), names),
        "roles": _roles(BuildingAgent.objects.filter(agent=found), request.user),
        "fundings": _fundings(Funding.objects.filter(agent=found), request.user),
        "series": list_series(_series(found), request),
    }
    return render(request, "search/agent.html", context | _records(found, request) | one_page(request))


def _series(agent: Agent) -> list[SeriesPage]:
    """Those in which it has a part."""
    return list(SeriesPage.objects.filter(agents__agent=agent).live().distinct().order_by("path"))


def _records(agent: Agent, request: HttpRequest) -> dict[str, Any]:
    """Those in which it has a part, some to a page; on the first, those that only mention it."""
    seen = visible(request.user).records()
    records = seen.filter(agents__agent=agent).distinct()
    size, total = settings.ARCHIVE_PAGE_SIZE, records.count()
    pager = paging.pager(request, paging.page_number(request), total, size)
    start = (pager["number"] - 1) * size if pager else 0
    shown = list(records.order_by("path")[start : start + size])
    mentions = {} if start else _mentions(agent, request.user)
    keys = Mark.objects.filter(code__in=mentions).values("key")
    mentioning = seen.filter(translation_key__in=keys).exclude(agents__agent=agent) if mentions else ()
    notices = read_notices([*shown, *mentioning], request.user)
    mentioned = {notice.mark: notice for notice in notices[len(shown) :]}
    return {
        "records": [
            {"notice": notice, "roles": [part.role for part in notice.parts if part.key == agent.slug]}
            for notice in notices[: len(shown)]
        ],
        "total": total,
        "pager": pager,
        "mentions": [
            {
                "notice": mentioned[mark],
                "count": mention.passages,
                "url": f"{mentioned[mark].url}?{urlencode({'q': mention.words})}",
            }
            for mark, mention in mentions.items()
            if mark in mentioned
        ][:MENTIONS],
    }


def _links(agents: Iterable[Agent], names: Names) -> list[dict[str, Any]]:
    return [link for link in (_link(agent, names) for agent in agents) if link]


@dataclass(frozen=True, slots=True)
class Mention:
    mark: str
    passages: int
    words: str  # to show them boxed


def _mentions(agent: Agent, user: Any) -> dict[str, Mention]:
    """By mark, the best first: records in whose notice or pages the very words of its name stand."""
    queries = [parse(f'"{name}"') for name in dict.fromkeys([agent.name_fr, agent.name_en])]
    queries = [query for query in queries if not query.is_empty]
    answers = index.ask_each(user, [{"query": query, "count": 2 * MENTIONS} for query in queries])
    found: dict[str, Mention] = {}
    for query, answer in zip(queries, answers, strict=False):
        for group in answer.groups:
            found.setdefault(group.mark, Mention(group.mark, len(group.hits) + group.more, query.text))
    return found


def _evidence(rows: list[Any], user: Any) -> dict[int, dict[str, str]]:
    """pk of the records that show something → mark and address, of those that the reader may see."""
    keys = {row.record_id for row in rows if row.record_id}
    if not keys:
        return {}
    seen = dict(visible(user).records().filter(pk__in=keys).values_list("pk", "translation_key"))
    marks = dict(Mark.objects.filter(key__in=seen.values()).values_list("key", "code"))
    codes = {pk: marks[key] for pk, key in seen.items() if key in marks}
    return {pk: {"mark": code, "url": reverse("permanent", args=[code])} for pk, code in codes.items()}


def _roles(rows: QuerySet[BuildingAgent], user: Any) -> list[dict[str, Any]]:
    names = names_of(user)
    found = list(read_parts(rows).select_related("agent__held_by", "role"))
    evidence = _evidence(found, user)
    return [
        {
            "agent": row.agent,
            "part": part_of(row, names.tells(row.agent)),
            "concern": row.concern,
            "concern_label": row.get_concern_display(),
            **_said(row, evidence),
        }
        for row in found
    ]


def _fundings(rows: QuerySet[Funding], user: Any) -> list[dict[str, Any]]:
    names = names_of(user)
    found = list(rows.select_related("agent__held_by"))
    evidence = _evidence(found, user)
    return [
        {
            "agent": row.agent,
            "who": _link(row.agent, names),
            "concern": row.concern,
            "scheme": row.scheme,
            "purpose": row.purpose,
            "amount": row.amount,
            "and_others": row.and_others,
            **_said(row, evidence),
        }
        for row in found
    ]


def _said(row: Any, evidence: dict[int, dict[str, str]]) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in ("planned", "note", "source")}
    return said | {"period": row.period_said, "record": evidence.get(row.record_id)}


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    names = names_of(request.user)
    roles = _roles(BuildingAgent.objects.filter(concern__in=PROJECT), request.user)
    fundings = _fundings(Funding.objects.all(), request.user)
    labels = Agent.objects.standing().filter(kind=Kind.LABEL).exclude(held_by=None).select_related("held_by")
    context = {
        "described": bool(roles or fundings),
        "aims": [_aim(concern, roles, fundings) for concern in PROJECT],
        "kinds": _by_kind(roles, fundings, list(labels), names),
        "sources": _sources([*roles, *fundings]),
    }
    return render(request, "search/partners.html", context | one_page(request))


def _sources(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each once, with the record that shows it where the reader may see it."""
    found = {row["source"]: row["record"] for row in rows if row["source"] and not row["record"]}
    found |= {row["source"]: row["record"] for row in rows if row["source"] and row["record"]}
    return [{"words": words, "record": record} for words, record in found.items()]


def _aim(concern: Concern, roles: list[Any], fundings: list[Any]) -> dict[str, Any]:
    """Who leads and who funds one of the things that the project does."""
    leads: dict[tuple[Bilingual, bool], list[Any]] = {}
    for row in roles:
        if row["concern"] == concern:
            leads.setdefault((row["part"].role, row["planned"]), []).append(row["part"])
    title, lead = {
        Concern.TRANSFORM: (_("Transform"), _("Studies and works")),
        Concern.HOST: (_("Host"), _("The pension de famille, supported housing")),
        Concern.CONNECT: (_("Connect"), _("The artistic and social residencies")),
    }[concern]
    return {
        "title": title,
        "lead": lead,
        "key": concern.value,
        "roles": [
            {"role": role, "planned": planned, "parts": parts} for (role, planned), parts in leads.items()
        ],
        "fundings": [row for row in fundings if row["concern"] == concern],
    }


def _by_kind(
    roles: list[Any], fundings: list[Any], labels: list[Agent], names: Names
) -> list[dict[str, Any]]:
    """Kinds with their partners, each in the editorial order. Whoever is not named has no line."""
    partners = {row["agent"].pk: row["agent"] for row in [*roles, *fundings]}
    partners |= {label.pk: label for label in labels if label.held_by_id in partners}
    ordered = sorted(
        (agent for agent in partners.values() if names.tells(agent)),
        key=lambda agent: (agent.position, agent.name_fr),
    )
    plurals = {
        Kind.ORGANISATION: _("Organisations"),
        Kind.PROGRAMME: _("Programmes"),
        Kind.LABEL: _("Labels"),
        Kind.PERSON: _("Persons"),
    }
    lines: dict[str, list[Any]] = {kind: [] for kind in plurals}
    for agent in ordered:
        lines[agent.kind].append(
            {
                "agent": _link(agent, names),
                "holder": _link(agent.held_by, names) if agent.held_by_id else None,
                "roles": [row for row in roles if row["agent"].pk == agent.pk],
                "fundings": [row for row in fundings if row["agent"].pk == agent.pk],
            }
        )
    return [{"title": plurals[Kind(kind)], "partners": rows} for kind, rows in lines.items() if rows]
