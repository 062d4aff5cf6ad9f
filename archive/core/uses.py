"""Where a thing is used: found through whatever points at it, so that no app has to register anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import NoReverseMatch
from modelcluster.fields import ParentalKey
from wagtail.admin.admin_url_finder import AdminURLFinder

from .drafts import DraftedLink


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
        rows = field.model._base_manager.filter(**{field.name: thing})
        owner = owner_field(field)
        for row in rows.select_related(owner) if owner else rows:
            yield field, row


def uses(thing: models.Model) -> list[Use]:
    """Each thing once, in the order in which the tables are met; then those whose draft alone uses it."""
    found: dict[Any, Use] = {}

    def take(owner: Any) -> None:
        if owner is not None and owner != thing:
            found.setdefault((type(owner), owner.pk), Use(owner, str(owner._meta.verbose_name)))

    for field, row in rows_using(thing):
        owner = owner_field(field)
        take(getattr(row, owner) if owner else row)
    for field in links(type(thing)):
        drafted = DraftedLink.of(field)
        for owner in drafted.drafts_with(thing.pk) if drafted else ():
            take(drafted.root._base_manager.filter(pk=owner.pk).first() if drafted and owner else None)
    return list(found.values())


def owner_field(field: models.ForeignKey) -> str:
    """Of rows that belong to another thing, the name of the key that says to which; "" of any other."""
    model = field.model
    for other in model._meta.concrete_fields:
        if isinstance(other, ParentalKey):
            return str(other.name)
    if model._meta.auto_created:
        for other in model._meta.concrete_fields:
            if other.is_relation and other is not field:
                return str(other.name)
    return ""


def refuse_while_used(thing: models.Model) -> None:
    """Raises ProtectedError with the things that use it."""
    found = uses(thing)
    if found:
        said = str(thing._meta.verbose_name)
        raise models.ProtectedError(f"{said} in use", {use.thing for use in found})
