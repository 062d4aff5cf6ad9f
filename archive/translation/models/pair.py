from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models

from .work import Work


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Pair(models.Model):
    """English words that were approved for French ones, at one place of a work.

    What is `current` is what the public reads; whatever was approved before stays, as the memory of the desk.
    """

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="pairs")
    place = models.CharField(max_length=255)  # a localize path, or the name of a field less its language
    source = models.TextField()
    digest = models.CharField(max_length=64, db_index=True)
    target = models.TextField()
    rich = models.BooleanField(default=False)
    current = models.BooleanField(default=True)
    approved_at = models.DateTimeField(auto_now=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "place", "digest"], name="one_pair_a_text_and_place")
        ]

    def __str__(self) -> str:
        return f"{self.source[:40]} → {self.target[:40]}"
