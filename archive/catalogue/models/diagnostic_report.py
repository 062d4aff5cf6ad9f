"""Sanitary and historical diagnosis, technical studies."""

from django.utils.translation import gettext_lazy as _

from .record import RecordPage


class DiagnosticReportPage(RecordPage):
    family = "diagnostic_report"
    mark_letter = "R"
    template = "catalogue/diagnostic_report_page.html"

    class Meta:
        verbose_name = _("diagnostic report")
        verbose_name_plural = _("diagnostic reports")
