"""Two rows that are one thing: every link of the one comes to point at the other, in drafts too."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction
from wagtail.models import Page

from .drafts import DraftedLink
from .uses import links, rows_using


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
        if _stands_already(row, field, new):
            row.delete()
            continue
        try:
            with transaction.atomic():
                _point(row, field, new)
            moved += 1
        except IntegrityError:
            row.delete()
    for field in links(type(old)):
        if drafted := DraftedLink.of(field):
            drafted.rewrite(old.pk, new.pk)
    return moved


def _point(row: models.Model, field: models.ForeignKey, new: models.Model) -> None:
    """A page is not saved whole: what else it lacks, or is drafted to become, is no matter of this."""
    if isinstance(row, Page):
        field.model._base_manager.filter(pk=row.pk).update(**{field.name: new})
    else:
        setattr(row, field.name, new)
        row.save(update_fields=[field.name])


def _stands_already(row: Any, field: models.ForeignKey, new: models.Model) -> bool:
    """`one_of_a_kind`: fields of which no two rows should have the same values, where the database does not
    keep it because rows of a form change places."""
    fields = getattr(row, "one_of_a_kind", ())
    same = {name: getattr(row, name) for name in fields} | {field.name: new}
    return bool(fields) and type(row)._base_manager.filter(**same).exclude(pk=row.pk).exists()
