"""The record: what describes one document, report or work. Its French row holds words and facts, its face
holds words only and reads every fact from `source` (docs/decisions/0003)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable, PagePermissionTester, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from archive.vocabularies.fields import ConceptField, ConceptsField
from archive.vocabularies.models import Concept

from ..date_words import DateWords
from ..record_panels import CarriedPanel, ElementsPanel, FilesPanel, RemainingPanel, WrittenElsewhere
from ..vocabulary import DocumentLanguage, Level, Rights
from .dated import DatedPage, DatedPageForm
from .description import Description, more_panels, translatable_descriptions
from .mark import Mark

DOCUMENT_TYPES = "document-types"  # the keys of their vocabularies
SUBJECTS = "subjects"


class RecordPageForm(DatedPageForm):
    """The caption of each file is written beside the file, and kept as a row of words of the page; subjects
    are typed one after the other, and kept as rows."""

    type = ConceptField(DOCUMENT_TYPES, label=_("Type"))
    subject_terms = ConceptsField(SUBJECTS, make=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formsets.pop("captions", None)
        self.formsets.pop("subjects", None)
        if "type" in self.fields:
            self.fields["type"].look_in(DOCUMENT_TYPES, self.instance.top_type)
        if "subject_terms" in self.fields:
            self.fields["subject_terms"].initial = [row.concept_id for row in self.instance.subjects.all()]
        for form in self._file_forms():
            form.fields["caption"].initial = self._captions().get(form.instance.document_id, "")

    def _file_forms(self) -> list[forms.ModelForm]:
        formset = getattr(self, "formsets", {}).get("files")
        return list(formset.forms) if formset is not None else []

    def _captions(self) -> dict[int, str]:
        return {row.document_id: row.text for row in self.instance.captions.all()}

    def is_valid(self) -> bool:
        """Rows are compared once all of them have been read, which is after `clean`."""
        twice = [
            self._twice("files", ("document",), _("This file is already held by this record.")),
            self._twice("agents", ("agent", "role"), _("This role is given twice.")),
            self._twice("elements", ("element",), _("This part is named twice.")),
            self._twice("relations", ("kind", "other"), _("This relation is written twice.")),
        ]
        return bool(super().is_valid()) and not any(twice)

    def _twice(self, name: str, fields: tuple[str, ...], sentence: Any) -> bool:
        """Whether two rows say the same; the second is told so."""
        formset = getattr(self, "formsets", {}).get(name)
        if formset is None or not formset.is_bound:
            return False
        formset.is_valid()
        met: set[tuple[Any, ...]] = set()
        twice = False
        for form in formset.forms:
            data = getattr(form, "cleaned_data", None) or {}
            said = tuple(data.get(field) for field in fields)
            if None in said or data.get("DELETE"):
                continue
            if said in met:
                form.add_error(fields[-1], sentence)
                twice = True
            met.add(said)
        return twice

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=False)
        page.set_captions(
            {
                form.cleaned_data["document"].pk: form.cleaned_data.get("caption", "").strip()
                for form in self._file_forms()
                if form.cleaned_data.get("document") and not form.cleaned_data.get("DELETE")
            }
        )
        if "subject_terms" in self.cleaned_data:
            page.set_subjects(self.cleaned_data["subject_terms"])
        if commit:
            page.save()
        return page


class RecordPage(Description, DatedPage):
    """Concrete, so that rows of other tables can point at any record; created only as one of its families."""

    is_creatable = False
    parent_page_types = ["catalogue.SeriesPage"]
    subpage_types: list[str] = []
    base_form_class = RecordPageForm
    family = ""
    required_elements = ("title", "date_as_written", "level", "rights")
    template = "catalogue/record_page.html"

    type = models.ForeignKey(
        Concept,
        verbose_name=_("type"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # only so that an old draft can be opened: a concept in use is not deleted
        related_name="records_of_type",
    )
    level = models.CharField(_("level of description"), max_length=12, choices=Level, default=Level.ITEM)
    extent = models.CharField(_("extent"), max_length=255, blank=True, help_text=_("12 leaves, 1 plan…"))
    scope_and_content = models.TextField(_("scope and content"), blank=True)
    document_language = models.CharField(
        _("language of the document"),
        max_length=3,
        choices=DocumentLanguage,
        default=DocumentLanguage.FRENCH,
    )
    rights = models.CharField(_("rights statement"), max_length=16, choices=Rights)

    content_panels = [
        RemainingPanel(template="home/desk/readiness.html", heading=_("What is still to be done")),
        *DatedPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date_as_written", widget=DateWords()), FieldPanel("type")]),
                FieldRowPanel([FieldPanel("extent"), FieldPanel("level")]),
                FieldRowPanel([FieldPanel("document_language"), FieldPanel("rights")]),
                InlinePanel(
                    "agents", heading=_("People and organisations"), label=_("Person or organisation")
                ),
                FieldPanel("scope_and_content"),
                ElementsPanel(
                    "elements", heading=_("Parts of the building"), label=_("Part of the building")
                ),
                FieldPanel("subject_terms", heading=_("Subjects")),
                FieldPanel("access_conditions"),
            ],
            heading=_("Description"),
        ),
        FilesPanel("files", heading=_("Files"), label=_("File")),
        CarriedPanel(heading=_("What the originals carry")),
        InlinePanel("relations", heading=_("Relations to other records"), label=_("Relation")),
        FieldPanel("mark", heading=_("Mark")),
        *more_panels,
        WrittenElsewhere("captions", heading=_("Captions")),
        WrittenElsewhere("subjects", heading=_("Subjects")),
    ]
    promote_panels: list = []

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("extent"),
        TranslatableField("scope_and_content"),
        *translatable_descriptions,
        TranslatableField("captions"),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("type", overridable=False),
        SynchronizedField("date_as_written", overridable=False),
        SynchronizedField("level", overridable=False),
        SynchronizedField("document_language", overridable=False),
        SynchronizedField("rights", overridable=False),
    ]
    exclude_fields_in_copy = [
        *("files", "restrictions", "agents", "elements", "subjects", "relations", "related_from"),
        *DatedPage.facts_of_date,
    ]

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """None at all for those from whom the record is hidden; see `catalogue.page_policy`."""
        from ..access import hidden_from

        hidden = hidden_from(user).filter(translation_key=self.translation_key).exists()
        return PagePermissionTester(AnonymousUser() if hidden else user, self)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._take_address()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._take_address()
        super().minimal_clean()

    def _take_address(self) -> None:
        """The last part of a record's address is its mark; a proposal until the row is saved, so that a form
        that is refused, or a preview, uses no mark."""
        if self._state.adding and self.is_source:
            self.slug = (self.mark or self.wanted_mark or Mark.propose(self.mark_letter)).lower()

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.is_source:
            self.slug = self.take_mark().lower()
        super().save(*args, **kwargs)

    @property
    def top_type(self) -> str:
        """The key of the concept under which the types of its family stand."""
        return self.family.replace("_", "-")

    def clean(self) -> None:
        super().clean()
        if self.type and self.top_type not in [concept.slug for concept in self.type.line()]:
            sentence = _("“%(type)s” is no type of this family.") % {"type": self.type}
            raise ValidationError({"type": sentence})

    def set_subjects(self, concepts: Iterable[Concept]) -> None:
        """In this order. A row whose concept stays keeps its identity."""
        from .subject import RecordSubject

        rows = {row.concept_id: row for row in self.subjects.all()}
        kept = [rows.get(concept.pk) or RecordSubject(concept=concept) for concept in concepts]
        for position, row in enumerate(kept):
            row.sort_order = position
        self.subjects.set(kept)

    def set_captions(self, texts: dict[int, str]) -> None:
        """texts: document pk → caption. A row whose words change keeps its identity, and so its English."""
        rows = {row.document_id: row for row in self.captions.all()}
        kept = []
        for position, (document_id, text) in enumerate(texts.items()):
            if not text:
                continue
            row = rows.get(document_id) or RecordCaption(document_id=document_id, locale=self.locale)
            row.text, row.sort_order = text, position
            kept.append(row)
        self.captions.set(kept)

    def may_be_served(self, request: HttpRequest) -> bool:
        """What the reader may see of it is found out once for the request."""
        from ..access import sight

        request.sight = sight(self, request.user)
        return request.sight.may_see

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..showing import record_context

        context = super().get_context(request, *args, **kwargs)
        return context | record_context(self, request)


class RecordFile(Orderable):
    """A file of a record, in order: a fact, held by the French row alone."""

    page = ParentalKey(RecordPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="record_files",
    )

    panels = [FieldPanel("document"), FieldPanel("caption", heading=_("Caption"))]

    def __str__(self) -> str:
        return str(self.document)


class RecordCaption(TranslatableMixin, Orderable):
    """Words about one file of a record; the face holds them in English."""

    page = ParentalKey(RecordPage, on_delete=models.CASCADE, related_name="captions")
    document = models.ForeignKey(get_document_model_string(), on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("caption"), max_length=500)

    translatable_fields = [
        TranslatableField("text"),
        SynchronizedField("document", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if not self.text.strip():
            raise ValidationError({"text": _("A caption has words.")})
