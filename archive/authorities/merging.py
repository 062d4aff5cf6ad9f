"""Two notices of one agent become one: names, identifiers, words and every link go over to the one that is
kept; the address of the other leads to it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from archive.core.merging import move_links
from archive.core.words import plain_words

from .models import Agent, AgentIdentifier, AgentName
from .signals import agent_changed

FILLED = (
    *("existence_fr", "existence_en", "history_fr", "history_en", "functions_fr", "functions_en"),
    *("places_fr", "places_en", "website", "sources", "gender", "naming_note"),
)


@transaction.atomic
def merge(old: Agent, kept: Agent, user: Any = None) -> int:
    """Returns how many links were moved. Raises ValidationError when they cannot be one."""
    if old.pk == kept.pk:
        raise ValidationError(_("An agent is not merged with itself."))
    if old.replaced_by_id or kept.replaced_by_id:
        raise ValidationError(_("One of the two has already been merged into another."))
    if old.kind != kept.kind:
        raise ValidationError(_("A person, an organisation, a programme and a label are never the same."))
    for name in FILLED:
        if not getattr(kept, name):
            setattr(kept, name, getattr(old, name))
    for name in ("parent_id", "held_by_id"):
        if not getattr(kept, name) and getattr(old, name) != kept.pk:
            setattr(kept, name, getattr(old, name))
        if getattr(kept, name) == old.pk:
            setattr(kept, name, None)
    kept.save()
    moved = move_links(old, kept)
    _take_names(old, kept)
    for row in AgentIdentifier.objects.filter(agent=old):
        row.agent = kept
        row.save()
    Agent.objects.filter(pk=old.pk).update(replaced_by=kept, parent=None, held_by=None, found_by="")
    agent_changed.send(Agent, agent=old)
    data = {"merged": str(old), "key": old.slug, "links": moved}
    log(instance=kept, action="archive.merge", user=user, data=data)
    return moved


def _take_names(old: Agent, kept: Agent) -> None:
    rows = AgentName.objects.filter(agent=kept)
    known = {_as_known(text) for text in (kept.name_fr, kept.name_en, *rows.values_list("text", flat=True))}
    found = [
        AgentName(text=old.name_fr, kind=AgentName.Kind.VARIANT, language="fr"),
        AgentName(text=old.name_en, kind=AgentName.Kind.VARIANT, language="en"),
        *AgentName.objects.filter(agent=old),
    ]
    place = rows.count()
    for row in found:
        if not row.text or _as_known(row.text) in known:
            continue
        known.add(_as_known(row.text))
        place += 1
        AgentName.objects.create(
            agent=kept, text=row.text, kind=row.kind, language=row.language, sort_order=place
        )
    AgentName.objects.filter(agent=old).delete()


def _as_known(text: str) -> tuple[str, ...]:
    return tuple(plain_words(text))
