"""Marks: the reference codes, painted once on each record as the factory painted its panels."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PATTERN = re.compile(r"CH-([A-Z])-(\d{4,6})")


def check_code(code: str) -> None:
    if not PATTERN.fullmatch(code):
        raise ValidationError(
            _("A mark is written CH, a letter and a number of at least four figures: CH-D-0003."),
            code="mark",
        )


class Mark(models.Model):
    """ISAD(G) 3.1.1 reference code. Given at birth, unique, never used twice: a deleted record's mark is
    retired, and its row stays."""

    key = models.UUIDField(_("translation key of the record"), unique=True)
    code = models.CharField(_("mark"), max_length=20, unique=True, validators=[check_code])
    retired_at = models.DateTimeField(_("retired on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_("A mark is never used twice: it is retired, not deleted."))

    @classmethod
    def propose(cls, letter: str) -> str:
        """The next free mark of a family: one above the highest ever given."""
        numbers = [
            int(found[2])
            for code in cls.objects.filter(code__startswith=f"CH-{letter}-").values_list("code", flat=True)
            if (found := PATTERN.fullmatch(code))
        ]
        return f"CH-{letter}-{max(numbers, default=0) + 1:04d}"

    @classmethod
    def retire(cls, key: UUID, reason: str) -> None:
        cls.objects.filter(key=key, retired_at=None).update(retired_at=timezone.now(), reason=reason)

    @classmethod
    def restore(cls, key: UUID) -> None:
        cls.objects.filter(key=key).update(retired_at=None, reason="")
