"""What follows of itself when the software is brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.dispatch import receiver

from archive.core.signals import prepared

from . import shipping


@receiver(prepared)
def load(sender: type, say: Callable[[str], object], **kwargs: Any) -> None:
    done = shipping.load()
    if done.lines():
        say("\n".join(done.lines()))
