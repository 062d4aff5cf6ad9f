"""What came with the software, so that a new version knows what an editor has changed since."""

from __future__ import annotations

from django.db import models


class ShippedConcept(models.Model):
    """Kept when the concept itself is deleted or merged: what editors took away does not come back."""

    scheme_key = models.SlugField(max_length=60)
    slug = models.SlugField(max_length=100)
    digest = models.CharField(max_length=32)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["scheme_key", "slug"], name="one_shipped_concept_of_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.scheme_key}/{self.slug}"
