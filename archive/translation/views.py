"""The translator's tool for administrators, kept to the rules of faces."""

from __future__ import annotations

from typing import Any

import polib
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.views.edit_translation import upload_pofile
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from archive.catalogue.access import hidden_from
from archive.core.pages import BasePage

from .faces import ensure_face, face_of

LARGEST_PO = 20_000_000  # bytes


def incomplete(missing: int, total: int) -> str:
    return _(
        "This translation is not complete: %(missing)s of %(total)s texts are still missing."
        " Nothing was published."
    ) % {"missing": missing, "total": total}


class SubmitForTranslation(SubmitPageTranslationView):
    """The stock view makes live aliases of parents that have no English row."""

    def form_valid(self, form: Any) -> HttpResponse:
        parent = self.object.get_parent().specific
        if isinstance(parent, BasePage) and face_of(parent) is None:
            ensure_face(parent)
        return super().form_valid(form)


class UpdateTranslations(UpdateTranslationsView):
    """The stock view writes French words into a live face before anything can refuse to publish them."""

    def form_valid(self, form: Any) -> HttpResponse:
        if form.cleaned_data["publish_translations"]:
            self.object.update_from_db()
            for translation in self.object.translations.filter(enabled=True):
                total, done = translation.get_progress()
                if done < total:
                    messages.error(self.request, incomplete(total - done, total))
                    return redirect(self.get_success_url() or self.get_default_success_url())
        return super().form_valid(form)


class SeenTranslations(TranslationsReportView):
    """The stock report names every page, whoever asks."""

    def get_queryset(self) -> Any:
        hidden = hidden_from(self.request.user).values("translation_key")
        return super().get_queryset().exclude(source__object_id__in=hidden)


def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The stock view breaks when no file comes, and when the file is a PO of another program."""
    file = request.FILES.get("file")
    if request.method == "POST" and (file is None or not _is_of_this_program(file)):
        messages.error(request, _("Choose a PO file that was downloaded here. Nothing was changed."))
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    return upload_pofile(request, translation_id)


def _is_of_this_program(file: UploadedFile) -> bool:
    if (file.size or 0) > LARGEST_PO:
        return False
    text = file.read().decode("utf-8", "replace")
    file.seek(0)
    # polib takes a text of one line for the name of a file, and reads that file.
    if "\n" not in text:
        return False
    try:
        return "X-WagtailLocalize-TranslationID" in polib.pofile(text).metadata
    except (OSError, ValueError):
        return False


submit = SubmitForTranslation.as_view()
report = SeenTranslations.as_view()
report_results = SeenTranslations.as_view(results_only=True)
update = UpdateTranslations.as_view()
