from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class Batch(models.Model):
    """Many translations submitted for review at once, in the background, in the order of `works`.

    `done` of them have been dealt with; `refused`: [key of the work, why].
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    works: Any = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    refused: Any = models.JSONField(default=list)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.done} / {self.total}"

    @property
    def total(self) -> int:
        return len(self.works)

    @property
    def ended(self) -> bool:
        return self.done >= self.total
