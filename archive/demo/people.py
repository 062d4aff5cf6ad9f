"""The people of the demonstration: who they are, what they do in the project, who pays, who made which known
document. What already stands is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from archive.authorities.models import Agent, AgentName
from archive.building.models import BuildingAgent, Funding
from archive.catalogue.models import RecordAgent, RecordPage
from archive.vocabularies import shipping
from archive.vocabularies.models import Concept, ConceptScheme

from .reading import FOLDER, made, read

SOURCE = "Mission Bassin Minier, annonce de la première résidence du Camus Haut"
ANNOUNCEMENT = "annonce-mbm"


@dataclass(frozen=True, slots=True)
class AgentWords:
    name: str = ""
    existence: str = ""
    history: str = ""
    functions: str = ""
    places: str = ""
    sources: str = ""


@dataclass(frozen=True, slots=True)
class AgentEntry:
    key: str
    kind: str
    fr: AgentWords
    en: AgentWords = AgentWords()
    gender: str = ""
    naming: str = "unnamed"
    naming_note: str = ""
    acronym: str = ""
    variants: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    held_by: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class RoleEntry:
    agent: str
    role: str
    concern: str
    planned: bool = False
    period: str = ""
    fr: str = ""
    en: str = ""
    record: str = ANNOUNCEMENT


@dataclass(frozen=True, slots=True)
class FundingEntry:
    agent: str
    concern: str
    fr: str
    en: str
    scheme: dict[str, str] = field(default_factory=dict)
    and_others: bool = False


@dataclass(frozen=True, slots=True)
class PartEntry:
    record: str
    agent: str
    role: str


@dataclass(frozen=True, slots=True)
class People:
    agents: tuple[AgentEntry, ...]
    roles: tuple[RoleEntry, ...]
    fundings: tuple[FundingEntry, ...]
    parts: tuple[PartEntry, ...]


def load() -> People:
    """Raises ContentError."""
    tables = read(FOLDER / "people.toml", "agent", "role", "funding", "part")
    return People(
        tuple(_agent(entry) for entry in tables["agent"]),
        tuple(made(RoleEntry, f"role of {entry.get('agent')}", entry) for entry in tables["role"]),
        tuple(made(FundingEntry, f"funding of {entry.get('agent')}", entry) for entry in tables["funding"]),
        tuple(made(PartEntry, f"part in {entry.get('record')}", entry) for entry in tables["part"]),
    )


def _agent(entry: dict[str, Any]) -> AgentEntry:
    fields = dict(entry)
    name = str(fields.get("key", "an agent without key"))
    for language in ("fr", "en"):
        fields[language] = made(AgentWords, name, fields.get(language, {}))
    for several in ("variants", "hidden"):
        fields[several] = tuple(fields.get(several, ()))
    found: AgentEntry = made(AgentEntry, name, fields)
    return found


def furnish_agents(people: People) -> None:
    if not ConceptScheme.objects.filter(key="roles").exists():
        shipping.load()
    for place, entry in enumerate(people.agents, start=1):
        if not Agent.objects.filter(slug=entry.key).exists():
            _furnish_agent(entry, place * 10)


def _furnish_agent(entry: AgentEntry, position: int) -> None:
    above = {
        name: Agent.objects.get(slug=key) for name in ("held_by", "parent") if (key := getattr(entry, name))
    }
    words = {
        f"{name}_{language}": getattr(getattr(entry, language), name).strip()
        for name in ("name", "existence", "history", "functions", "places")
        for language in ("fr", "en")
    }
    facts = {name: getattr(entry, name) for name in ("kind", "gender", "naming", "naming_note")}
    agent = Agent(slug=entry.key, position=position, sources=entry.fr.sources, **words, **facts, **above)
    agent.full_clean()
    agent.save()
    names = [(AgentName.Kind.ACRONYM, entry.acronym)] if entry.acronym else []
    names += [(AgentName.Kind.VARIANT, text) for text in entry.variants]
    names += [(AgentName.Kind.HIDDEN, text) for text in entry.hidden]
    for place, (kind, text) in enumerate(names):
        AgentName.objects.create(agent=agent, kind=kind, text=text, language="fr", sort_order=place)


def _role(key: str) -> Concept:
    return Concept.objects.get(scheme__key="roles", slug=key)


def parts_in(people: People, record: str) -> list[RecordAgent]:
    return [
        RecordAgent(agent=Agent.objects.get(slug=part.agent), role=_role(part.role))
        for part in people.parts
        if part.record == record
    ]


def furnish_roles(people: People, record_of: Callable[[str], RecordPage | None]) -> None:
    """record_of: the record of a key of the content."""
    if BuildingAgent.objects.exists() or Funding.objects.exists():
        return
    for place, entry in enumerate(people.roles, start=1):
        BuildingAgent.objects.create(
            agent=Agent.objects.get(slug=entry.agent),
            role=_role(entry.role),
            concern=entry.concern,
            planned=entry.planned,
            period=entry.period,
            note_fr=entry.fr,
            note_en=entry.en,
            source=SOURCE if entry.record == ANNOUNCEMENT else "Inventaire général, dossier IA62001492",
            record=record_of(entry.record),
            position=place * 10,
        )
    for place, line in enumerate(people.fundings, start=1):
        Funding.objects.create(
            agent=Agent.objects.get(slug=line.agent),
            concern=line.concern,
            scheme_fr=line.scheme.get("fr", ""),
            scheme_en=line.scheme.get("en", ""),
            purpose_fr=line.fr,
            purpose_en=line.en,
            and_others=line.and_others,
            source=SOURCE,
            record=record_of(ANNOUNCEMENT),
            position=place * 10,
        )
