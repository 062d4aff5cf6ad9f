"""Letters are not kept for longer than is said to those who write them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone

from archive.core.signals import housekeeping_due

from .models import Letter

KEPT = timedelta(days=365)


@receiver(pre_save, sender=Letter)
def date_the_answer(sender: type, instance: Letter, **kwargs: Any) -> None:
    if instance.state == Letter.State.NEW:
        instance.answered_at = None
    elif instance.answered_at is None:
        instance.answered_at = timezone.now()


@receiver(housekeeping_due)
def forget(sender: type, **kwargs: Any) -> None:
    Letter.objects.filter(answered_at__lt=timezone.now() - KEPT).delete()
