"""Writing to the archive, without account and without cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from archive.core.addresses import current_language, one_page

from .forms import LetterForm
from .models import Letter
from .receiving import receive
from .sealed import is_sealed, seal


@csrf_exempt  # sealed instead: a token of Django's would need a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        purposes = {"purpose": request.GET.get("for", ""), "about": request.GET.get("about", "")[:40]}
        if purposes["purpose"] not in Letter.Purpose.values:
            purposes["purpose"] = Letter.Purpose.OTHER
        return _show(request, LetterForm(initial=purposes))
    form = LetterForm(request.POST)
    if form.is_of_a_machine:
        return redirect("contributions:written")
    if form.is_valid() and is_sealed(request):
        receive(form.save(commit=False), current_language())
        return redirect("contributions:written")
    if form.is_valid():
        form.add_error(
            None, _("This form had been open for long. Nothing is lost: please send it once more.")
        )
    return _show(request, form, status=422)


def _show(request: HttpRequest, form: LetterForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "seal": seal()} | one_page(request)
    context["noindex"] |= status != 200
    response = render(request, "contributions/write.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def written(request: HttpRequest) -> HttpResponse:
    return render(request, "contributions/written.html", {"noindex": True})
