"""Files, their pages as read, and the append-only log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import Storage, storages
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from .bare import bare
from .carried import Carried
from .media_types import ACCEPTED, label
from .storage import image_folder


def originals() -> Storage:
    return storages["originals"]


def store_address(document: ArchiveDocument, filename: str) -> str:
    digest = document.sha256
    return f"{digest[:2]}/{digest}{ACCEPTED[document.media_type][0]}"


CARRIED = {
    Carried.PLACE: _("Place where it was taken"),
    Carried.PERSON: _("Person named"),
    Carried.DEVICE: _("Serial number of a device"),
    Carried.REMARK: _("Remark"),
    Carried.ATTACHED: _("File inside the file"),
    Carried.SCRIPT: _("Script, never run here"),
}


class KeptQuerySet(DocumentQuerySet):
    def delete(self) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_("Files that the archive has received are kept."))


class ArchiveDocument(AbstractDocument):
    """An original, as it arrived. Made only by `receive`; its bytes are never changed."""

    file = models.FileField(_("file"), storage=originals, upload_to=store_address, max_length=120)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    media_type = models.CharField(_("media type"), max_length=60, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    original_name = models.CharField(_("name when it arrived"), max_length=255, editable=False)
    page_count = models.PositiveIntegerField(_("number of pages"), default=0, editable=False)
    carries = models.JSONField(_("what it carries"), default=list, editable=False)

    objects = KeptQuerySet.as_manager()

    admin_form_fields = ("title", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    @property
    def path(self) -> Path:
        return Path(self.file.path)

    @property
    def media_label(self) -> str:
        return label(self.media_type)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the original holds beside its pages, for the archivist: kind in words, and what is said."""
        return [(str(CARRIED[kind]), said) for kind, said in self.carries if kind in CARRIED]

    @property
    def filename(self) -> str:
        return self.original_name

    @property
    def url(self) -> str:
        """None of its own: files are given out by the catalogue, through the records that hold them."""
        return ""

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_("Files that the archive has received are kept."))


class ArchiveImage(AbstractImage):
    """An editor's own illustration; never a scan, which is a document."""

    admin_form_fields = Image.admin_form_fields

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> Any:
        return super().generate_rendition_file(bare(filter), source=source)


class ArchiveRendition(AbstractRendition):
    image = models.ForeignKey(ArchiveImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_for_a_filter"
            )
        ]


class Canvas(models.Model):
    """A page of a file: its image and its words. Unfolding again gives the same rows."""

    class Source(models.TextChoices):
        LAYER = "layer", _("text of the file itself")
        OCR = "ocr", _("read by machine")
        BLANK = "blank", _("blank page")
        NONE = "none", _("not read")

    document = models.ForeignKey(ArchiveDocument, on_delete=models.PROTECT, related_name="canvases")
    number = models.PositiveIntegerField(_("page"), validators=[MinValueValidator(1)])
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    widths = models.JSONField(_("widths of the page images"), default=list)
    source = models.CharField(_("origin of the text"), max_length=8, choices=Source, default=Source.NONE)
    needs_ocr = models.BooleanField(default=False)
    confidence = models.FloatField(_("confidence"), null=True)
    words = models.JSONField(default=list)
    text = models.TextField(_("text"), blank=True)
    joined = models.TextField(_("words joined across lines"), blank=True)
    cause = models.CharField(_("why it could not be read"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["document", "number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_canvas_for_a_page")]

    def __str__(self) -> str:
        return f"{self.document} {self.number}"

    def image_path(self, width: int) -> Path:
        return image_folder(self.document.sha256) / f"{self.number}-{width}.webp"


class EventQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> int:
        raise PermissionDenied(_("The log is only ever added to."))

    def delete(self) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_("The log is only ever added to."))


class Event(models.Model):
    """A line of the append-only log, named by PREMIS event types. It outlives what it is about."""

    class Type(models.TextChoices):
        INGESTION = "ingestion", _("received")
        DUPLICATE = "duplicate recognition", _("recognised as already held")
        REFUSAL = "refusal", _("refused")
        FORMAT = "format identification", _("checked")
        UNFOLDING = "information package splitting", _("unfolded into pages")
        FAILURE = "unfolding failure", _("could not be read")

    type = models.CharField(max_length=40, choices=Type)
    at = models.DateTimeField(auto_now_add=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, db_index=True)
    agent = models.CharField(_("by"), max_length=150, blank=True)
    detail = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.type}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PermissionDenied(_("The log is only ever added to."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_("The log is only ever added to."))
