"""Who has a part in records, as one reader may know it: a person who is not named in public is a role
without a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from archive.authorities.models import Gender
from archive.authorities.naming import names_of
from archive.core.words import Bilingual
from archive.vocabularies.models import ConceptLabel

from .models import CREATORS, RecordAgent, SeriesAgent

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
    period: Bilingual
    planned: bool
    public: bool

    @property
    def made(self) -> bool:
        return self.role_key in CREATORS

    @property
    def path(self) -> str:
        """The same in every language; "" when there is none."""
        return f"/id/agent/{self.key}" if self.key else ""


def read_parts(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows with an agent and a role, read with both and with the forms of the role, in one query."""
    labels = ConceptLabel.objects.filter(concept=OuterRef("role"))
    forms = {"feminine": ("feminine", "fr"), "body": ("body", "fr"), "body_en": ("body", "en")}
    return rows.select_related("agent", "role").annotate(
        **{
            name: Subquery(labels.filter(kind=kind, language=language).values("text")[:1])
            for name, (kind, language) in forms.items()
        }
    )


def role_of(row: Any) -> Bilingual:
    """The role as French says it of this agent: architecte, agence d’architecture, financeuse. Where nobody
    has said whether a person is a man or a woman, both."""
    usual, gender = row.role.label, row.agent.gender
    if not row.agent.is_person and (row.body or row.body_en):
        return Bilingual(row.body or usual.fr, row.body_en or usual.en)
    if row.feminine and gender in WOMEN:
        return Bilingual(row.feminine, usual.en)
    if row.feminine and row.agent.is_person and not gender:
        return Bilingual(f"{usual.fr} ou {row.feminine}", usual.en)
    return usual


def part_of(row: Any, tells: bool) -> Part:
    """From a row of `read_parts`; `tells`: whether the reader may know the name."""
    agent = row.agent
    return Part(
        role=role_of(row),
        role_key=row.role.slug,
        key=agent.slug if tells else "",
        name=agent.name if tells else Bilingual(""),
        acronym=agent.acronym if tells and agent.shows_acronym else "",
        attributed=getattr(row, "attributed", False),
        period=row.period_said,
        planned=row.planned,
        public=names_of().tells(agent),
    )


def parts_of(records: Iterable[int], user: Any = None) -> dict[int, tuple[Part, ...]]:
    """French rows' pk → parts, each once, in the order of the form; one query however many they are."""
    return _parts(RecordAgent.objects.filter(page__in=list(records)), user)


def parts_of_series(series: int, user: Any = None) -> tuple[Part, ...]:
    """Of its French row."""
    return _parts(SeriesAgent.objects.filter(page=series), user).get(series, ())


def said_parts(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Roles with those who have them: makers first, then the others, as the form has them."""
    found: dict[Bilingual, list[Part]] = defaultdict(list)
    for part in sorted(parts, key=lambda part: not part.made):
        found[part.role].append(part)
    return [{"role": role, "parts": those} for role, those in found.items()]


def _parts(rows: QuerySet[Any], user: Any) -> dict[int, tuple[Part, ...]]:
    names = names_of(user)
    rows = read_parts(rows).order_by("sort_order", "pk")
    found: dict[int, dict[Part, None]] = defaultdict(dict)
    for row in rows:
        found[row.page_id][part_of(row, names.tells(row.agent))] = None
    return {page: tuple(parts) for page, parts in found.items()}
