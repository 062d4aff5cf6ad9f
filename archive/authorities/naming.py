"""Who is named: the one rule that every surface asks. A person is named in public only by choice; those who
work on the records see every name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from .models import Agent, Kind, Naming
from .models.agent import AgentQuerySet

SEE_UNNAMED = "authorities.see_unnamed"
UNNAMED = Q(kind=Kind.PERSON, naming=Naming.UNNAMED)


@dataclass(frozen=True, slots=True)
class Names:
    """Whose names one reader may know: the same rule for one agent and for many."""

    every: bool

    def tells(self, agent: Agent) -> bool:
        return self.every or agent.kind != Kind.PERSON or agent.naming != Naming.UNNAMED

    def agents(self) -> AgentQuerySet:
        found = Agent.objects.all()
        return found if self.every else found.exclude(UNNAMED)


def names_of(user: Any = None) -> Names:
    sees = user is not None and user.is_authenticated and user.has_perm(SEE_UNNAMED)
    return Names(bool(sees))
