"""The areas of ISAD(G) that stand behind the first elements of a description. All of them are words, but for
references, which are the same in every language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from archive.core.words import Bilingual


class Description(models.Model):
    """Elements of the second General International Standard Archival Description, by their numbers."""

    other_references = models.CharField(  # 3.1.1
        _("other references"),
        max_length=255,
        blank=True,
        help_text=_("Call number where the original is kept, former numbers: ANMT 2004 1/123; BIB 45."),
    )
    access_conditions = models.TextField(  # 3.4.1
        _("conditions governing access"),
        blank=True,
        help_text=_("In words for the reader. What is closed is closed under Access."),
    )
    archival_history = models.TextField(_("archival history"), blank=True)  # 3.2.3
    acquisition = models.TextField(  # 3.2.4
        _("source of acquisition"), blank=True, help_text=_("Who gave or transferred it, and when.")
    )
    appraisal = models.TextField(_("appraisal and destruction"), blank=True)  # 3.3.2
    accruals = models.TextField(_("accruals"), blank=True, help_text=_("What is still to come."))  # 3.3.3
    arrangement = models.TextField(_("arrangement"), blank=True)  # 3.3.4
    reproduction_conditions = models.TextField(_("conditions governing reproduction"), blank=True)  # 3.4.2
    language_note = models.TextField(  # 3.4.3
        _("languages and scripts"),
        blank=True,
        help_text=_("Which, when there are several; shorthand, Gothic type…"),
    )
    physical_characteristics = models.TextField(  # 3.4.4
        _("physical characteristics"), blank=True, help_text=_("Material, size, scale, condition.")
    )
    finding_aids = models.TextField(_("finding aids"), blank=True)  # 3.4.5
    originals = models.TextField(_("location of originals"), blank=True)  # 3.5.1
    copies = models.TextField(_("location of copies"), blank=True)  # 3.5.2
    related_units = models.TextField(  # 3.5.3
        _("related units of description"),
        blank=True,
        help_text=_("Kept elsewhere. Records of this archive are linked under Relations."),
    )
    publication_note = models.TextField(_("publication note"), blank=True)  # 3.5.4
    note = models.TextField(_("note"), blank=True)  # 3.6.1
    archivist_note = models.TextField(  # 3.7.1
        _("archivist’s note"), blank=True, help_text=_("From what, by whom and when it was described.")
    )
    rules = models.CharField(_("rules or conventions"), max_length=255, blank=True)  # 3.7.2

    class Meta:
        abstract = True


# The title of each area, and its elements; those shown first with a record are not named here.
AREAS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Identity: other references"), ("other_references",)),
    (_("Context"), ("archival_history", "acquisition")),
    (_("Content and structure"), ("appraisal", "accruals", "arrangement")),
    (
        _("Conditions of access and use"),
        ("reproduction_conditions", "language_note", "physical_characteristics", "finding_aids"),
    ),
    (_("Allied materials"), ("originals", "copies", "related_units", "publication_note")),
    (_("Notes"), ("note",)),
    (_("Description control"), ("archivist_note", "rules")),
)
BEHIND = tuple(name for _title, names in AREAS for name in names)
DESCRIBED = ("access_conditions", *BEHIND)
FACTS = frozenset({"other_references"})

more_panels = [
    MultiFieldPanel([FieldPanel(name) for name in names], heading=title, classname="collapsed")
    for title, names in AREAS
]
translatable_descriptions = [
    SynchronizedField(name, overridable=False) if name in FACTS else TranslatableField(name)
    for name in DESCRIBED
]


@dataclass(frozen=True, slots=True)
class Described:
    """One element of a description that has words."""

    name: str
    label: str
    words: Bilingual


def described(row: Any, face: Any) -> tuple[Described, ...]:
    """What a French row and its live face (or None) say beyond the first elements, in their order."""
    return tuple(
        Described(
            name,
            str(row._meta.get_field(name).verbose_name),
            Bilingual(getattr(row, name), _in_english(name, row, face)),
        )
        for name in DESCRIBED
        if getattr(row, name)
    )


def _in_english(name: str, row: Any, face: Any) -> str:
    said = row if name in FACTS else face
    return str(getattr(said, name)) if said else ""
