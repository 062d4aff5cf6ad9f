"""Where a thing is used: found through whatever points at it, so that no app has to register anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import NoReverseMatch
from modelcluster.fields import ParentalKey
from wagtail.admin.admin_url_finder import AdminURLFinder


@dataclass(frozen=True, slots=True)
class Use:
    """`thing` uses the one that was asked about; a row that belongs to another thing counts as that thing."""

    thing: Any
    kind: str

    def url(self, user: Any) -> str:
        """Its editor, for whoever may open it."""
        try:
            return AdminURLFinder(user).get_edit_url(self.thing) or ""
        except NoReverseMatch:
            return ""


def links(model: type[models.Model]) -> list[models.ForeignKey]:
    """Every foreign key that points at this model, many-to-many tables too; not those of its parts."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        field = relation.field
        if isinstance(field, ParentalKey) or field.related_model is not model:
            continue
        found.append(field)
    return found


def rows_using(thing: models.Model) -> Iterator[tuple[models.ForeignKey, Any]]:
    for field in links(type(thing)):
        for row in field.model._base_manager.filter(**{field.name: thing}):
            yield field, row


def uses(thing: models.Model) -> list[Use]:
    """Each thing once, in the order in which the tables are met."""
    found: dict[Any, Use] = {}
    for field, row in rows_using(thing):
        owner = _owner(row, field)
        if owner != thing:
            found.setdefault((type(owner), owner.pk), Use(owner, str(owner._meta.verbose_name)))
    return list(found.values())


def _owner(row: Any, field: models.ForeignKey) -> Any:
    for other in row._meta.concrete_fields:
        if isinstance(other, ParentalKey):
            return getattr(row, other.name)
    if row._meta.auto_created:
        for other in row._meta.concrete_fields:
            if other.is_relation and other is not field:
                return getattr(row, other.name)
    return row


def refuse_while_used(thing: models.Model) -> None:
    """Raises ProtectedError with the things that use it."""
    found = uses(thing)
    if found:
        said = str(thing._meta.verbose_name)
        raise models.ProtectedError(f"{said} in use", {use.thing for use in found})
