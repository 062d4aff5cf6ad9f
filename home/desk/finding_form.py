"""What is said of one finding in one report: typed beside the page that is read."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from archive.authorities.elements import ElementField
from archive.catalogue.access import hidden_from
from archive.catalogue.leaves import PlacedFile, placed_files
from archive.catalogue.models import Finding, Mark, Observation, ObservationPhotograph, RecordPage
from archive.catalogue.models.finding import SIDES
from archive.core.minor import StillRightField, has_english
from archive.vocabularies.models import Concept

SCHEMES = {
    "decay": "decay",
    "cause": "causes",
    "condition": "conditions",
    "urgency": "urgency",
    "action": "actions",
}
PHOTOGRAPH = re.compile(r"(CH-[A-Z]-\d{4,6})(?:\s*(?:p\.|/|,)?\s*(\d{1,5}))?", re.I)


class ConceptChoice(forms.ModelChoiceField):
    """Of a scale, its code first; narrower concepts set in."""

    def label_from_instance(self, concept: Concept) -> str:
        said = str(concept)
        said = f"{concept.notation} {said}" if concept.notation.startswith("UC") else said
        return "\u2003" + said if concept.broader_id else said


def _percent(label: Any) -> forms.FloatField:
    widget = forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"})
    return forms.FloatField(label=label, required=False, min_value=0, max_value=100, widget=widget)


class ObservationForm(forms.ModelForm):
    follows = forms.ModelChoiceField(
        label=gettext_lazy("Finding made in another report"),
        queryset=Finding.objects.none(),
        required=False,
        help_text=gettext_lazy("To follow it here. Empty: a new finding, with a number of its own."),
    )
    label_fr = forms.CharField(label=gettext_lazy("Finding, in French"), max_length=200, required=False)
    label_en = forms.CharField(label=gettext_lazy("Finding, in English"), max_length=200, required=False)
    still_right = StillRightField()
    element = ElementField(required=False)
    x = _percent(gettext_lazy("Left, %"))
    y = _percent(gettext_lazy("Top, %"))
    width = _percent(gettext_lazy("Width, %"))
    height = _percent(gettext_lazy("Height, %"))
    photographs = forms.CharField(
        label=gettext_lazy("Photographs"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Mark and page of each, such as CH-D-0003 p. 2; one a line."),
    )

    class Meta:
        model = Observation
        fields = (*SCHEMES, "state", "observed_on", "note_fr", "note_en")
        field_classes = dict.fromkeys(SCHEMES, ConceptChoice)
        widgets = {
            "observed_on": AdminDateInput,
            **dict.fromkeys(("note_fr", "note_en"), forms.Textarea(attrs={"rows": 3})),
        }

    def __init__(self, *args: Any, report: RecordPage, page: int, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report, self.page, self.user = report, page, user
        self.files = placed_files(report)
        for name, scheme in SCHEMES.items():
            self.fields[name].queryset = Concept.objects.filter(scheme__key=scheme).select_related("scheme")
        self.fields["follows"].queryset = _followed(report, user)
        self.order_fields(["follows", "label_fr", "element", "condition", "urgency", "decay", "cause"])
        if self.instance.pk:
            self._say_what_stands()
        if not self.instance.pk or not (has_english(self.instance) or has_english(self.instance.finding)):
            del self.fields["still_right"]

    def _say_what_stands(self) -> None:
        observation, finding = self.instance, self.instance.finding
        del self.fields["follows"]
        self.initial |= {name: getattr(finding, name) for name in ("label_fr", "label_en", "element")}
        for side, value in zip(SIDES, observation.box or (), strict=False):
            self.initial[side] = round(100 * value, 2)
        self.initial["photographs"] = "\n".join(_named(row) for row in observation.photographs.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("follows"):
            if not cleaned.get("label_fr", "").strip():
                self.add_error("label_fr", _("Say in a few words what was found."))
            if not cleaned.get("element") and "element" not in self.errors:
                self.add_error("element", _("Say in which part of the building it is."))
        self._place(cleaned)
        try:
            cleaned["shown_on"] = _photographs(cleaned.get("photographs", ""), self.user)
        except ValidationError as error:
            self.add_error("photographs", error)
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> None:
        """The box is on the page that is being read."""
        file = next((file for file in self.files if self.page in file.pages), None)
        self.instance.document = file.document if file else None
        self.instance.number = self.page - file.first + 1 if file else None
        given = [cleaned.get(side) for side in SIDES]
        boxed = file is not None and any(side is not None for side in given)
        for name, value in zip(SIDES, given, strict=True):
            setattr(self.instance, name, value / 100 if boxed and value is not None else None)

    @transaction.atomic
    def save(self, commit: bool = True) -> Observation:
        observation, cleaned = self.instance, self.cleaned_data
        followed = cleaned.get("follows")
        finding = followed or (observation.finding if observation.pk else Finding())
        if cleaned.get("still_right"):
            finding.same_said_by = observation.same_said_by = self.user
        if not followed:
            for name in ("label_fr", "label_en", "element"):
                setattr(finding, name, cleaned[name])
            finding.save()
        observation.finding, observation.report = finding, self.report
        observation = super().save()
        observation.photographs.all().delete()
        for record, document, number in cleaned["shown_on"]:
            ObservationPhotograph.objects.create(
                observation=observation, record=record, document=document, number=number
            )
        return observation


def _followed(report: RecordPage, user: Any) -> QuerySet[Finding]:
    """Findings of other reports that this user may know of and this report says nothing of yet."""
    others = Observation.objects.exclude(report__in=hidden_from(user)).exclude(report=report)
    told = Finding.objects.filter(observations__in=others).distinct()
    return told.exclude(observations__report=report).select_related("element")


def _named(row: ObservationPhotograph) -> str:
    page = next(
        (
            file.first + (row.number or 1) - 1
            for file in placed_files(row.record)
            if file.document == row.document
        ),
        row.number,
    )
    return f"{row.record.mark} p. {page}"


def _photographs(typed: str, user: Any) -> list[tuple[RecordPage, Any, int]]:
    """Raises ValidationError that says which line leads to no page."""
    found: list[tuple[RecordPage, Any, int]] = []
    for line in filter(None, (line.strip() for line in re.split(r"[\n;]", typed))):
        matched = PHOTOGRAPH.fullmatch(line)
        record = record_of(matched[1].upper(), user) if matched else None
        if matched is None or record is None:
            raise ValidationError(_("“%(line)s” is no mark of a record with a page.") % {"line": line})
        page = int(matched[2] or 1)
        file: PlacedFile | None = next((each for each in placed_files(record) if page in each.pages), None)
        if file is None:
            raise ValidationError(
                _("%(mark)s has no page %(page)s.") % {"mark": matched[1].upper(), "page": page}
            )
        place = (record, file.document, page - file.first + 1)
        if place not in found:
            found.append(place)
    return found


def record_of(code: str, user: Any) -> RecordPage | None:
    key = Mark.objects.filter(code=code).values_list("key", flat=True).first()
    records = RecordPage.objects.filter(
        translation_key=key, locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE
    )
    return records.exclude(pk__in=hidden_from(user)).first() if key else None
