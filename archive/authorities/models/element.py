"""An element: a part of the building, one row, in a tree; its key is stable and of no language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.core.words import Bilingual
from archive.vocabularies.models import Concept

from ..keys import free_key
from ..signals import element_changed

KINDS = "element-kinds"  # the key of their vocabulary


class ElementQuerySet(models.QuerySet["Element"]):
    def below(self, *elements: Element) -> ElementQuerySet:
        """These, and all that they are made of."""
        found = Q(pk__in=[element.pk for element in elements])
        for element in elements:
            found |= Q(place__startswith=f"{element.place}.")
        return self.filter(found)


class Element(models.Model):
    slug = models.SlugField(
        _("key"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Part of its address: it never changes. Empty: from the name."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    position = models.PositiveIntegerField(
        _("order"), default=100, help_text=_("Among the parts of the same whole: the smallest comes first.")
    )
    kind = models.ForeignKey(
        Concept,
        verbose_name=_("kind"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="elements",
        limit_choices_to={"scheme__key": KINDS},
    )
    label_fr = models.CharField(_("name in French"), max_length=160)
    label_en = models.CharField(_("name in English"), max_length=160, blank=True)
    note_fr = models.TextField(_("note in French"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    place = models.CharField(max_length=120, editable=False, default="", db_index=True)

    objects = ElementQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of the building")
        verbose_name_plural = _("parts of the building")
        ordering = ["place"]

    def __str__(self) -> str:
        return self.label.here

    @property
    def label(self) -> Bilingual:
        return Bilingual(self.label_fr, self.label_en)

    @property
    def note(self) -> Bilingual:
        return Bilingual(self.note_fr, self.note_en)

    @property
    def depth(self) -> int:
        """0 of what is part of nothing."""
        return self.place.count(".")

    @property
    def steps(self) -> range:
        """One for each thing it is part of."""
        return range(self.depth)

    @property
    def path(self) -> str:
        """The same in every language; its address for ever is this below the archive's own."""
        return f"/id/element/{self.slug}"

    def places_above(self) -> list[str]:
        """Of all that it is part of, from the top; its own is the last."""
        parts = self.place.split(".")
        return [".".join(parts[: n + 1]) for n in range(len(parts))]

    def clean(self) -> None:
        super().clean()
        above, met = self.parent, set()
        while above is not None and above.pk not in met:
            if self.pk and above.pk == self.pk:
                sentence = gettext("“%(part)s” is a part of this one: that would go round in a circle.")
                raise ValidationError({"parent": sentence % {"part": self.parent}})
            met.add(above.pk)
            above = above.parent

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_key(type(self), self.label_fr)
        before = self.place
        super().save(*args, **kwargs)
        arrange()
        self.place = type(self).objects.values_list("place", flat=True).get(pk=self.pk)
        element_changed.send(type(self), element=self, moved=bool(before) and before != self.place)


def arrange() -> None:
    """Gives each element its place in the tree, by which all are ordered and what is below is found."""
    rows = list(Element.objects.order_by("position", "label_fr", "pk"))
    below: dict[int | None, list[Element]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    moved: list[Element] = []

    def visit(parts: Iterable[Element], above: str) -> None:
        for number, row in enumerate(parts, start=1):
            place = f"{above}.{number:03d}".lstrip(".")
            if row.place != place:
                row.place = place
                moved.append(row)
            visit(below.get(row.pk, ()), place)

    visit(below.get(None, ()), "")
    Element.objects.bulk_update(moved, ["place"])
