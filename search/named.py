"""What the index takes from people and organisations: each record is found by the names of those who have a
part in it. They stand in passages of their own, withheld from whoever may not know the name."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from archive.authorities.models import Agent, AgentName
from archive.authorities.naming import UNNAMED, names_of
from archive.catalogue.models import Mark, RecordAgent, RecordPage
from archive.catalogue.notice import Notice

from .passage import Passage

BETWEEN = "/who/"


def key_of(mark: str, agent: str) -> str:
    return f"{mark}{BETWEEN}{agent}"


def agent_of(key: str) -> str:
    """The agent whose names this passage holds; "" for any other passage."""
    _mark, _between, agent = key.partition(BETWEEN)
    return agent


def values(notice: Notice) -> list[tuple[str, str]]:
    """Facet values."""
    return [("agent", key) for key in dict.fromkeys(part.key for part in notice.parts if part.key)]


def passages(notice: Notice, facets: tuple[tuple[str, str], ...]) -> list[Passage]:
    """notice: as the archive itself sees it, with every name."""
    parts = {part.key: part for part in notice.parts if part.key}
    others: dict[str, list[str]] = defaultdict(list)
    rows = AgentName.objects.filter(agent__slug__in=parts).values_list("agent__slug", "text") if parts else ()
    for key, text in rows:
        others[key].append(text)
    return [
        Passage(
            key=key_of(notice.mark, key),
            mark=notice.mark,
            kind="notice",
            language="",
            page=0,
            text="\n".join(dict.fromkeys(filter(None, [part.name.fr, part.name.en]))),
            also="\n".join(others[key]),
            facets=facets,
        )
        for key, part in parts.items()
    ]


def said(notice: Notice, agent: str, language: str) -> str:
    """The words of such a passage as quoted in results; "" of a name that this reader may not know."""
    part = next((part for part in notice.parts if part.key == agent), None)
    if part is None:
        return ""
    names = dict.fromkeys([part.name.said_in(language).text, part.name.fr])
    acronym = f" ({part.acronym})" if part.acronym else ""
    colon = "\u00a0: " if language == "fr" else ": "
    role = part.role.said_in(language).text
    return f"{role[:1].upper()}{role[1:]}{colon}{' · '.join(names)}{acronym}"


def withheld_keys(user: Any = None) -> frozenset[str]:
    """Of the passages with names, those that this reader must not find: read from the database when asked."""
    if names_of(user).every:
        return frozenset()
    hidden = RecordAgent.objects.filter(agent__in=Agent.objects.filter(UNNAMED))
    rows = list(hidden.values_list("page__translation_key", "agent__slug"))
    marks = Mark.objects.filter(key__in={key for key, _agent in rows}) if rows else Mark.objects.none()
    codes = dict(marks.values_list("key", "code"))
    return frozenset(key_of(codes[key], agent) for key, agent in rows if key in codes)


def marks_naming(agent_id: int, after: str, most: int) -> list[str]:
    """Of some records in which the agent has a part, in order, from the one after this mark."""
    keys = RecordPage.objects.filter(agents__agent=agent_id).values("translation_key")
    marks = Mark.objects.filter(key__in=keys, code__gt=after).order_by("code")
    return list(marks.values_list("code", flat=True)[:most])
