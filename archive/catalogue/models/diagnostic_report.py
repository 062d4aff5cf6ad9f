"""Sanitary and historical diagnosis, technical studies."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .record import RecordPage


class DiagnosticReportPage(RecordPage):
    family = "diagnostic_report"
    mark_letter = "R"
    template = "catalogue/diagnostic_report_page.html"

    class Meta:
        verbose_name = _("diagnostic report")
        verbose_name_plural = _("diagnostic reports")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..findings import read_report

        return super().get_context(request, *args, **kwargs) | {
            "findings": read_report(self.source or self, request.user)
        }
