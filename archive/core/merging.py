"""Two rows that are one thing: every link of the one comes to point at the other."""

from __future__ import annotations

from django.db import IntegrityError, models, transaction

from .uses import rows_using


@transaction.atomic
def move_links(old: models.Model, new: models.Model) -> int:
    """Returns how many links were moved. A link that the kept thing has already is not doubled; a thing does
    not come to point at itself."""
    moved = 0
    for field, row in list(rows_using(old)):
        if row == new:
            setattr(row, field.name, None)
            row.save(update_fields=[field.name])
            continue
        if row == old:
            continue
        setattr(row, field.name, new)
        try:
            with transaction.atomic():
                row.save(update_fields=[field.name])
            moved += 1
        except IntegrityError:
            row.delete()
    return moved
