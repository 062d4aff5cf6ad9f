"""Every minute, and before the worker starts: what stands still is taken up."""

from typing import Any

from django.dispatch import receiver

from archive.core.signals import housekeeping_due

from . import pipeline


@receiver(housekeeping_due)
def take_up(sender: type, **kwargs: Any) -> None:
    pipeline.take_up_stuck()
