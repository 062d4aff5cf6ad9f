"""A plan: one drawing or photograph on which parts of the building, findings and records have their place
(W3C Web Annotation; fractions of the image, so that any of its sizes will do)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.authorities.models import Element
from archive.core.words import Bilingual

from ..outlines import area_of, bounds_of, check_corners, svg_of
from .finding import Finding
from .record import RecordPage


class Plan(models.Model):
    class Drawing(models.TextChoices):
        PAGE = "page", _("a page of a record")
        ELEVATION = "elevation", _("the site’s own elevation, a drawing of principle")

    slug = models.SlugField(
        _("key"), max_length=80, unique=True, help_text=_("Part of its address: it never changes.")
    )
    title_fr = models.CharField(_("title in French"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    drawing = models.CharField(_("drawn by"), max_length=10, choices=Drawing, default=Drawing.PAGE)
    record = models.ForeignKey(
        RecordPage,
        verbose_name=_("record"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    page = models.PositiveIntegerField(_("page"), default=1, validators=[MinValueValidator(1)])
    position = models.PositiveIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["drawing"], condition=Q(drawing="elevation"), name="one_elevation_of_the_building"
            )
        ]

    def __str__(self) -> str:
        return self.title.here

    @property
    def title(self) -> Bilingual:
        return Bilingual(self.title_fr, self.title_en)

    def clean(self) -> None:
        super().clean()
        if self.drawing == self.Drawing.PAGE and self.record_id is None:
            raise ValidationError({"record": _("Choose the record of which a page is this plan.")})
        if self.drawing == self.Drawing.ELEVATION:
            self.record = None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Facts point at French rows."""
        if self.record is not None and not self.record.is_source:
            self.record = self.record.source
        super().save(*args, **kwargs)


class Placement(models.Model):
    """A point (no width, no height), a box, or an area of any shape with the box around it; of one thing.
    In fractions of the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="placements")
    element = models.ForeignKey(
        Element,
        verbose_name=_("part of the building"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="placements",
    )
    finding = models.ForeignKey(
        Finding,
        verbose_name=_("finding"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="placements",
    )
    record = models.ForeignKey(
        RecordPage,
        verbose_name=_("record"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    x = models.FloatField(_("left"))
    y = models.FloatField(_("top"))
    width = models.FloatField(_("width"), default=0.0)
    height = models.FloatField(_("height"), default=0.0)
    corners = models.JSONField(_("corners"), default=list, blank=True)  # [x, y] of each, of an area

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["y", "x", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(element__isnull=False, finding=None, record=None)
                | Q(element=None, finding__isnull=False, record=None)
                | Q(element=None, finding=None, record__isnull=False),
                name="placement_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(x__gte=0, y__gte=0, width__gte=0, height__gte=0, x__lte=1, y__lte=1),
                name="placement_within_its_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.element or self.finding or self.record}"

    @property
    def label(self) -> Bilingual:
        if self.element or self.record:
            return self.element.label if self.element else Bilingual(self.record.title)
        label = self.finding.label
        number = self.finding.number
        return Bilingual(f"{number} {label.fr}", f"{number} {label.en}" if label.en else "")

    def clean(self) -> None:
        super().clean()
        if self.corners:
            check_corners(self.corners)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.corners:
            self.x, self.y, self.width, self.height = bounds_of(self.corners)
        super().save(*args, **kwargs)

    @property
    def is_point(self) -> bool:
        return not (self.width and self.height)

    @property
    def area(self) -> float:
        return area_of(self.corners) if self.corners else self.width * self.height

    @property
    def selector_type(self) -> str:
        return "SvgSelector" if self.corners else "FragmentSelector"

    @property
    def selector(self) -> str:
        """The selector's value: of an area its drawing, of a point a box of no size there."""
        if self.corners:
            return svg_of(self.corners)
        return "xywh=percent:" + ",".join(
            f"{100 * side:g}" for side in (self.x, self.y, self.width, self.height)
        )
