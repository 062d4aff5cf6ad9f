"""What follows of itself when an agent or one of its names changes."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from archive.core.uses import refuse_while_used

from .models import Agent, AgentName, Element
from .signals import agent_changed


@receiver([post_save, post_delete], sender=AgentName)
def gather(sender: type, instance: AgentName, **kwargs: Any) -> None:
    agent = Agent.objects.filter(pk=instance.agent_id).first()
    if agent is not None:
        agent.gather_names()
        agent_changed.send(Agent, agent=agent)


@receiver(post_save, sender=Agent)
def tell(sender: type, instance: Agent, **kwargs: Any) -> None:
    agent_changed.send(Agent, agent=instance)


@receiver(pre_delete, sender=Agent)
@receiver(pre_delete, sender=Element)
def keep_what_is_used(sender: type, instance: Agent | Element, **kwargs: Any) -> None:
    """However it is deleted. Rows that name agents or elements cascade, so that an old draft that names a
    deleted one can still be opened; nothing of them is ever lost that way."""
    refuse_while_used(instance)
