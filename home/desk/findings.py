"""The findings of a report, written beside the page that is read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from archive.catalogue.leaves import canvas_at, placed_files
from archive.catalogue.models import DiagnosticReportPage, Observation
from archive.catalogue.notice import shown_image
from archive.catalogue.ranking import graded
from archive.holdings.models import Canvas

from .finding_form import ObservationForm

WIDE = 1600  # of the page's image


def _report(request: HttpRequest, pk: int) -> DiagnosticReportPage:
    """The French row, for whoever may describe it."""
    report = get_object_or_404(DiagnosticReportPage, pk=pk)
    report = report if report.is_source else report.source or report
    if not report.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return report


def _page(request: HttpRequest, total: int, own: int) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), max(total, 1)) if asked.isdecimal() and len(asked) < 8 else own


def desk(request: HttpRequest, pk: int) -> HttpResponse:
    report = _report(request, pk)
    files = placed_files(report)
    total = files[-1].pages.stop - 1 if files else 0
    known = list(_observations(report))
    chosen = _chosen(request, known)
    page = _page(request, total, _row(chosen, files)["page"] if chosen else 1)
    form = ObservationForm(
        request.POST or None,
        instance=chosen or Observation(),
        initial=_taken_over(known) if chosen is None else None,
        report=report,
        page=page,
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        observation = form.save()
        _log(report, request, observation, "changed" if chosen else "made")
        said = _("%(number)s has been saved.") % {"number": observation.finding.number}
        messages.success(request, said)
        return redirect(f"{reverse('findings:desk', args=[report.pk])}?page={page}#form")
    canvas = canvas_at(files, page) if files else None
    context = {
        "report": report,
        "form": form,
        "chosen": chosen,
        "page": page,
        "pages": range(1, total + 1),
        "total": total,
        "image": shown_image(canvas, report.mark, page, WIDE),
        "words": _words(canvas),
        "rows": [_row(row, files) for row in known],
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_explore", args=[report.get_parent().pk]), "label": report.mark},
            {"url": reverse("wagtailadmin_pages:edit", args=[report.pk]), "label": report.title},
            {"url": "", "label": _("Findings")},
        ],
        "page_title": _("Findings"),
        "page_subtitle": report.title,
        "header_icon": "warning",
    }
    return render(request, "home/desk/findings.html", context, status=200 if not form.errors else 422)


def _observations(report: DiagnosticReportPage) -> Any:
    rows = Observation.objects.filter(report=report)
    return rows.select_related("finding__element", "condition", "urgency", "document").order_by("pk")


def _chosen(request: HttpRequest, known: list[Observation]) -> Observation | None:
    asked = request.GET.get("observation", "")
    if not asked:
        return None
    found = next((row for row in known if str(row.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _taken_over(known: list[Observation]) -> dict[str, Any]:
    if not known:
        return {}
    return {"element": known[-1].finding.element, "observed_on": known[-1].observed_on}


def _words(canvas: Canvas | None) -> list[dict[str, Any]]:
    """Of the page, each with its box in percent."""
    rows = canvas.words if canvas is not None else []
    return [
        {"text": text, "box": " ".join(f"{100 * side:.2f}" for side in (x, y, width, height))}
        for text, x, y, width, height, *_rest in rows
    ]


def _row(row: Observation, files: list[Any]) -> dict[str, Any]:
    page = next(
        (file.first + (row.number or 1) - 1 for file in files if file.document.pk == row.document_id), 1
    )
    return {
        "observation": row,
        "page": page,
        "outline": _outline(row.box),
        "condition": graded(row.condition),
        "urgency": graded(row.urgency),
    }


def _outline(box: tuple[float, float, float, float] | None) -> str:
    """In percent of the page, as path data."""
    if box is None:
        return ""
    x, y, width, height = (round(100 * side, 2) for side in box)
    return f"M{x} {y}h{width}v{height}h-{width}z"


class ObservationEditor:
    """Where an observation is changed, for lists of what uses a thing."""

    def __init__(self, user: Any = None) -> None:
        self.user = user

    def get_edit_url(self, row: Observation) -> str | None:
        if not row.report.permissions_for_user(self.user).can_edit():
            return None
        return f"{reverse('findings:desk', args=[row.report_id])}?observation={row.pk}#form"


@require_POST
def remove(request: HttpRequest, pk: int, observation: int) -> HttpResponse:
    """Of what this report says; the finding goes with its last observation; its number is not given again."""
    report = _report(request, pk)
    found = get_object_or_404(Observation, pk=observation, report=report)
    finding = found.finding
    _log(report, request, found, "removed")
    found.delete()
    if not finding.observations.exists():
        finding.delete()
    messages.success(request, _("%(number)s has been removed.") % {"number": finding.number})
    return redirect("findings:desk", report.pk)


def _log(report: DiagnosticReportPage, request: HttpRequest, row: Observation, done: str) -> None:
    data = {"number": row.finding.number, "label": row.finding.label_fr, "done": done}
    log(instance=report, action="archive.finding", user=request.user, data=data)
