from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .work import Work


class Remark(models.Model):
    """What a reviewer says of one text, until it is settled."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="remarks")
    key = models.CharField(max_length=340)  # of the segment
    text = models.TextField(_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    settled = models.BooleanField(_("settled"), default=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
