"""What follows of itself when the software is brought up to date, and what keeps a concept from going."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from archive.core.signals import prepared
from archive.core.uses import refuse_while_used

from . import shipping
from .models import Concept


@receiver(prepared)
def load(sender: type, say: Callable[[str], object], **kwargs: Any) -> None:
    done = shipping.load()
    if done.lines():
        say("\n".join(done.lines()))


@receiver(pre_delete, sender=Concept)
def keep_what_is_used(sender: type, instance: Concept, **kwargs: Any) -> None:
    """However it is deleted. Raises ProtectedError with what uses it."""
    refuse_while_used(instance)
