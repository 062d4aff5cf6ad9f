"""Who has a part in records, as one reader may know it: a person who is not named in public is a role
without a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from archive.authorities.models import Agent, Gender
from archive.authorities.naming import names_of
from archive.core.words import Bilingual
from archive.vocabularies.models import Concept

from .models import CREATORS, RecordAgent

WOMEN = {Gender.FEMININE, Gender.FEMININES}


@dataclass(frozen=True, slots=True)
class Part:
    """`key` and `name` empty: a person whose name this reader may not know. `public`: everybody may."""

    role: Bilingual
    role_key: str
    key: str
    name: Bilingual
    acronym: str
    attributed: bool
    public: bool

    @property
    def made(self) -> bool:
        return self.role_key in CREATORS

    @property
    def path(self) -> str:
        """The same in every language; "" when there is none."""
        return f"/id/agent/{self.key}" if self.key else ""


def role_of(agent: Agent, role: Concept) -> Bilingual:
    """The role as French says it of this agent: architecte, agence d’architecture, financeuse. Where nobody
    has said whether a person is a man or a woman, both."""
    usual = role.label
    if not agent.is_person:
        body = role.said_of("body")
        if body.fr != usual.fr or agent.gender not in WOMEN:
            return body
        return role.said_of("feminine")
    woman = role.said_of("feminine")
    if agent.gender in WOMEN:
        return woman
    if not agent.gender and woman.fr != usual.fr:
        return Bilingual(f"{usual.fr} ou {woman.fr}", usual.en)
    return usual


def part_of(row: Any, tells: bool) -> Part:
    """From a row with an agent and a role; `tells`: whether the reader may know the name."""
    agent, role = row.agent, row.role
    return Part(
        role=role_of(agent, role),
        role_key=role.slug,
        key=agent.slug if tells else "",
        name=agent.name if tells else Bilingual(""),
        acronym=agent.acronym if tells and agent.shows_acronym else "",
        attributed=getattr(row, "attributed", False),
        public=names_of().tells(agent),
    )


def parts_of(records: Iterable[int], user: Any = None) -> dict[int, tuple[Part, ...]]:
    """French rows' pk → parts, each once, in the order of the form; two queries however many they are."""
    names = names_of(user)
    rows = (
        RecordAgent.objects.filter(page__in=list(records))
        .select_related("agent", "role")
        .prefetch_related("role__labels")
        .order_by("sort_order", "pk")
    )
    found: dict[int, dict[Part, None]] = defaultdict(dict)
    for row in rows:
        found[row.page_id][part_of(row, names.tells(row.agent))] = None
    return {page: tuple(parts) for page, parts in found.items()}
