"""What follows of itself when a page of the catalogue goes."""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from archive.vocabularies.models import Concept

from .models import FAMILIES, Mark, RecordAgent, SeriesPage


@receiver(post_delete)
def retire_mark(sender: type, instance: Any, **kwargs: Any) -> None:
    """A deleted record's mark is never given again."""
    if sender in (*FAMILIES.values(), SeriesPage) and instance.is_source:
        Mark.retire(instance.translation_key, "")


@receiver(pre_delete, sender=Concept)
def keep_what_is_used(sender: type, instance: Concept, **kwargs: Any) -> None:
    """However it is deleted; rows that name concepts cascade only so that old drafts can be opened."""
    parts = RecordAgent.objects.filter(role=instance)
    if parts.exists():
        raise ProtectedError("role in use", set(parts))
