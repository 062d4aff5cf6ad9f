"""Texts, sounds and images born of the residencies."""

from django.utils.translation import gettext_lazy as _

from .record import RecordPage


class ArtisticOutputPage(RecordPage):
    family = "artistic_output"
    mark_letter = "O"
    template = "catalogue/artistic_output_page.html"

    class Meta:
        verbose_name = _("artistic output")
        verbose_name_plural = _("artistic outputs")
