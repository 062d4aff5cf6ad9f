"""The translator's tool for administrators, kept to the rules of faces."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from archive.catalogue.access import hidden_from
from archive.core.pages import BasePage

from .faces import ensure_face, face_of


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


submit = SubmitForTranslation.as_view()
report = SeenTranslations.as_view()
report_results = SeenTranslations.as_view(results_only=True)
update = UpdateTranslations.as_view()
