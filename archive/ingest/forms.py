"""The two forms of the deposit: the files, then what they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.catalogue.date_words import LONGEST, DateWords
from archive.catalogue.models import FAMILIES, Mark, SeriesPage
from archive.catalogue.models.mark import check_code
from archive.catalogue.vocabulary import DocumentLanguage, Rights
from archive.holdings.media_types import CLAIMS

MARK_TAKEN = _("This mark has already been given; a mark is never used twice.")


class ManyFiles(forms.FileField):
    """One or more files; each is looked at by `receive`, not here."""

    widget = forms.ClearableFileInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [file for file in (data or []) if file]
        if not files:
            raise ValidationError(_("Choose at least one file."))
        return files


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesForm(forms.Form):
    files = ManyFiles(
        label=_("Files"),
        widget=FilesInput(attrs={"multiple": True, "accept": ",".join(sorted(CLAIMS)), "class": "drop-zone"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = gettext(
            "PDF or image, at most %(size)s MB each. Several files make one record, in this order."
        ) % {"size": settings.ARCHIVE_MAX_UPLOAD_MB}


class DescribeForm(forms.Form):
    family = forms.ChoiceField(label=_("Family"))
    title = forms.CharField(label=_("Title"), max_length=255)
    series = forms.ModelChoiceField(label=_("Series"), queryset=SeriesPage.objects.none(), empty_label=None)
    mark = forms.CharField(
        label=_("Mark"),
        required=False,
        max_length=20,
        help_text=_("Leave empty for the next free one: %(marks)s."),
    )
    date_as_written = forms.CharField(
        label=_("Date as written"),
        max_length=LONGEST,
        required=False,
        initial="[sans date]",
        widget=DateWords(),
    )
    document_language = forms.ChoiceField(
        label=_("Language of the document"), choices=DocumentLanguage.choices
    )
    rights = forms.ChoiceField(label=_("Rights statement"), choices=Rights.choices)

    def __init__(self, *args: Any, series: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"].choices = [
            (key, str(model._meta.verbose_name).capitalize()) for key, model in FAMILIES.items()
        ]
        self.fields["series"].queryset = series
        marks = ", ".join(Mark.propose(model.mark_letter) for model in FAMILIES.values())
        self.fields["mark"].help_text = str(self.fields["mark"].help_text) % {"marks": marks}

    def clean_mark(self) -> str:
        code = self.cleaned_data["mark"].strip().upper()
        if code:
            check_code(code)
            if Mark.objects.filter(code=code).exists():
                raise ValidationError(MARK_TAKEN)
        return code
