"""What was changed on many records at once, kept so that it can be taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class RecordsChange(models.Model):
    """`kind`: a key of `home.desk.changing.CHANGES`; `value`: what was asked for, as JSON keeps it."""

    kind = models.CharField(max_length=20)
    value = models.JSONField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="records_changes"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.made_at:%Y-%m-%d}"


class ChangedRecord(models.Model):
    """One record of a change. While the revision that it made is the latest, the record is untouched."""

    change = models.ForeignKey(RecordsChange, on_delete=models.CASCADE, related_name="records")
    record = models.ForeignKey("catalogue.RecordPage", on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    revision = models.BigIntegerField(default=0)
    failed = models.TextField(blank=True)
    taken_back = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.record)
