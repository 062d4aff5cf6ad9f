from __future__ import annotations

from django.conf import settings
from django.db import models

from .work import Work


class Written(models.Model):
    """English words of a thing that nobody has approved yet, and the French ones they were written for.

    Of a page, localize keeps them (StringTranslation).
    """

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="written")
    place = models.CharField(max_length=100)
    source = models.TextField()
    target = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "place"], name="one_draft_a_place")]

    def __str__(self) -> str:
        return self.target[:80]
