from django.db import models


class IndexedRecord(models.Model):
    """A record that the index knows: what must be compared with the archive when asked."""

    mark = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.mark
