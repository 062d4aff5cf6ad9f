"""Persons, organisations, programmes and labels; whoever may not know a person's name does not find it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.authorities.models import Agent, AgentName
from archive.authorities.naming import names_of

from ..passage import Kind, Passage
from .base import LANGUAGES, Thing, Things, words_in


class Agents(Things):
    kind: Kind = "agent"
    one = _("Person or organisation")
    many = _("People and organisations")

    def marks(self, user: Any) -> set[str]:
        known = names_of(user).agents().standing().order_by()
        return {self.mark(slug) for slug in known.values_list("slug", flat=True)}

    def read(self, keys: list[str], user: Any) -> list[Thing]:
        rows = names_of(user).agents().standing().filter(slug__in=keys).prefetch_related("names")
        return [self._thing(row) for row in rows]

    def _thing(self, row: Agent) -> Thing:
        acronym = row.acronym if row.shows_acronym else ""
        return Thing(
            mark=self.mark(row.slug),
            kind=self.kind,
            label=row.name,
            route="search:agent",
            key=(row.slug,),
            facts=tuple(filter(None, (acronym, str(row.get_kind_display())))),
            passages=tuple(self._in(language, row) for language in LANGUAGES),
            public=names_of().tells(row),
        )

    def _in(self, language: str, row: Agent) -> Passage:
        """A name that has no English form is the name in English too."""
        hidden = AgentName.Kind.HIDDEN
        names = [name for name in row.names.all() if name.language in ("", language)]
        said = words_in(language, row.existence, row.functions, row.history, row.places)
        return self._passage(
            self.mark(row.slug),
            language,
            [("agent", row.slug)],
            title=row.name.said_in(language).text,
            text=[*(name.text for name in names if name.kind != hidden), *said],
            also=[name.text for name in names if name.kind == hidden],
        )
