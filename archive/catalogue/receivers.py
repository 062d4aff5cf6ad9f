"""What follows of itself when a page of the catalogue goes."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import FAMILIES, Mark, SeriesPage


@receiver(post_delete)
def retire_mark(sender: type, instance: Any, **kwargs: Any) -> None:
    """A deleted record's mark is never given again."""
    if sender in (*FAMILIES.values(), SeriesPage) and instance.is_source:
        Mark.retire(instance.translation_key, "")
