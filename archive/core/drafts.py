"""Links that stand in revisions alone: in a draft, or in an older state that may come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Revision, RevisionMixin


@dataclass(frozen=True, slots=True)
class DraftedLink:
    """How revisions of one kind of page write a foreign key: a value of their own, or one in each row of a
    list of theirs."""

    root: type[models.Model]
    rows: str  # "" for a value of their own
    name: str
    same: tuple[str, ...] = ()  # fields that make two rows of the list one and the same

    @classmethod
    def of(cls, field: models.ForeignKey) -> DraftedLink | None:
        model = field.model
        if issubclass(model, RevisionMixin):
            return cls(model, "", field.name)
        for other in model._meta.concrete_fields:
            if isinstance(other, ParentalKey) and other is not field:
                parent = other.remote_field.model
                if issubclass(parent, RevisionMixin):
                    rows = other.remote_field.get_accessor_name()
                    kind = getattr(model, "one_of_a_kind", (field.name,))
                    same = tuple(name for name in kind if name != other.name)
                    return cls(parent, rows, field.name, same)
        return None

    def _held(self, content: dict[str, Any]) -> list[dict[str, Any]]:
        return content.get(self.rows) or [] if self.rows else [content]

    def _revisions(self) -> models.QuerySet[Revision]:
        kinds = [model for model in apps.get_models() if issubclass(model, self.root)]
        types = ContentType.objects.get_for_models(*kinds).values()
        return Revision.objects.filter(content_type__in=list(types))

    def drafts_with(self, key: Any) -> Iterator[Any]:
        """The things whose latest state points there."""
        latest = self._revisions().filter(pk__in=self.root._base_manager.values("latest_revision"))
        for revision in latest.iterator(chunk_size=200):
            if any(row.get(self.name) == key for row in self._held(revision.content)):
                yield revision.content_object

    def rewrite(self, old: Any, new: Any) -> None:
        """In every revision, so that what is published or brought back later points where it should."""
        for revision in self._revisions().iterator(chunk_size=200):
            held = self._held(revision.content)
            if not any(row.get(self.name) == old for row in held):
                continue
            kept: dict[tuple[Any, ...], dict[str, Any]] = {}
            for row in held:
                if row.get(self.name) == old:
                    row[self.name] = new
                kept.setdefault(tuple(row.get(name) for name in self.same), row)
            if self.rows:
                revision.content[self.rows] = list(kept.values())
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
