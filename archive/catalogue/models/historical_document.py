"""Plans, photographs, letters, instructions: what the life of the building left."""

from django.utils.translation import gettext_lazy as _

from .record import RecordPage


class HistoricalDocumentPage(RecordPage):
    family = "historical_document"
    mark_letter = "D"
    template = RecordPage.template

    class Meta:
        verbose_name = _("historical document")
        verbose_name_plural = _("historical documents")
