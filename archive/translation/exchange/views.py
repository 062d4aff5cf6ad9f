"""Words taken out for translation, and brought back: looked at first, taken when what it would do is read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail_localize.models import Translation

from archive.core import waiting
from archive.core.spreadsheet import CSV, as_csv

from .. import rights
from ..board import WorkFilters, asked_works
from ..models import Work
from ..reckoning import work_of
from . import FORMATS, LARGEST, Line, Unreadable
from .base import new_seal
from .gathering import ALL, TODO, lines_of
from .taking import Refused, Report, Verdict, look, take

ROOM = "translation"
SHOWN = 100  # lines of each kind, in the page; the report to take away has them all


class Manner(forms.Form):
    """How what was chosen is taken out."""

    only = forms.ChoiceField(
        label=gettext_lazy("Texts"),
        choices=[
            (TODO, gettext_lazy("what is missing, out of date or commented on")),
            (ALL, gettext_lazy("all texts")),
        ],
        required=False,
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[
            ("po", gettext_lazy("PO, for a translator’s editor")),
            ("xlsx", gettext_lazy("XLSX, for a spreadsheet")),
            ("csv", "CSV"),
        ],
    )


class FileForm(forms.Form):
    """`kept`: the name under which a file that has been looked at waits to be taken."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in FORMATS)}),
        help_text=gettext_lazy("PO, CSV or XLSX, taken out here; at most 20 MB."),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, kept = cleaned.get("file"), cleaned.get("kept", "")
        if file is not None:
            cleaned["extension"] = file.name.rpartition(".")[2].lower()
            if file.size > LARGEST:
                limit = {"limit": LARGEST // 1_000_000}
                raise forms.ValidationError({"file": _("This file is larger than %(limit)s MB.") % limit})
            content: bytes | None = file.read()
        else:
            cleaned["extension"] = kept.rpartition(".")[2]
            content = waiting.kept(ROOM, kept) if kept else None
        if content is None:
            raise forms.ValidationError({"file": _("Choose a file.")})
        if cleaned["extension"] not in FORMATS:
            raise forms.ValidationError({"file": _("This is no PO, CSV or XLSX file.")})
        try:
            cleaned["lines"] = FORMATS[cleaned["extension"]].read(content)
        except Unreadable as error:
            raise forms.ValidationError({"file": str(error)}) from error
        return cleaned | {"content": content}


@require_safe
def give(request: HttpRequest) -> HttpResponse:
    if not rights.may_open_desk(request.user):
        raise PermissionDenied
    manner, works = Manner(request.GET), asked_works(request, request.GET)
    if not manner.is_valid():
        return _page(request, manner=manner)
    lines = lines_of(
        works.order_by("path", "content_type", "title", "pk"), manner.cleaned_data["only"] or TODO
    )
    if not lines:
        messages.warning(request, _("There is nothing to translate in this choice."))
        return redirect(f"{reverse('translation:import')}?{request.GET.urlencode()}")
    return _file(lines, manner.cleaned_data["format"], " ".join(request.GET.getlist("state")))


@require_safe
def give_one(request: HttpRequest, translation_id: int) -> HttpResponse:
    """A single page, all its texts, from localize's own editor."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.source.get_source_instance()
    work = work_of(page)
    if not rights.may_see(request.user, work):
        raise PermissionDenied
    return _file(lines_of(Work.objects.filter(pk=work.pk)), "po", page.slug)


def _file(lines: list[Line], name: str, about: str) -> HttpResponse:
    answer = HttpResponse(FORMATS[name].write(lines, new_seal()), content_type=FORMATS[name].MEDIA_TYPE)
    day = timezone.localdate().isoformat()
    words = slugify(" ".join((settings.WAGTAIL_SITE_NAME, "en", about, day)))
    answer.headers["Content-Disposition"] = f'attachment; filename="{words}.{name}"'
    return answer


def bring(request: HttpRequest, translation_id: int | None = None) -> HttpResponse:
    if not rights.may_open_desk(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request)
    if not rights.may_write_somewhere(request.user):
        raise PermissionDenied
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form)
    lines = form.cleaned_data["lines"]
    if "take" in request.POST:
        try:
            return _taken(request, take(lines, request.user))
        except Refused as refused:
            report = refused.report
    else:
        report = look(lines, request.user)
    if "report" in request.POST:
        return _report_file(report)
    kept = waiting.keep(ROOM, form.cleaned_data["content"], form.cleaned_data["extension"])
    return _page(request, form=form, report=report, kept=kept)


def _taken(request: HttpRequest, report: Report) -> HttpResponse:
    number = report.count[Verdict.ACCEPTED]
    said = ngettext("%(n)s text was taken in, as a draft.", "%(n)s texts were taken in, as drafts.", number)
    messages.success(request, said % {"n": number})
    return redirect("translation:import")


def _report_file(report: Report) -> HttpResponse:
    rows = [[_("Line"), _("Report"), _("Why"), _("Where it stands"), _("French"), _("French now")]]
    rows[0] += [_("English"), _("English now")]
    for one in report.judged:
        now = (one.now.source, one.now.target) if one.now else ("", "")
        rows.append(
            [
                *(str(one.line.at), str(one.verdict.label), one.why, one.line.place),
                *(one.line.source, now[0], one.line.target, now[1]),
            ]
        )
    answer = HttpResponse(as_csv(rows), content_type=CSV)
    name = slugify(f"{settings.WAGTAIL_SITE_NAME} {_('Report')} {timezone.localdate().isoformat()}")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _page(request: HttpRequest, report: Report | None = None, **more: Any) -> HttpResponse:
    title = _("Translate outside")
    context = {
        "page_title": title,
        "header_icon": "globe",
        "breadcrumbs_items": [
            {"url": reverse("translation:board"), "label": _("Translations")},
            {"url": "", "label": title},
        ],
        "form": FileForm(),
        "choice": WorkFilters(request.GET or None, queryset=Work.objects.none(), request=request).form,
        "manner": Manner(initial={"format": "po"}),
        "q": request.GET.get("q", ""),
        "may_write": rights.may_write_somewhere(request.user),
        "address": reverse("translation:import"),
    }
    if report is not None:
        context["report"] = report
        context["refused"] = report.count[Verdict.ERROR]
        context["accepted"] = report.count[Verdict.ACCEPTED]
        context["groups"] = [
            {"verdict": verdict, "name": verdict.label, "all": group, "first": group[:SHOWN]}
            for verdict in Verdict
            if (group := report.of(verdict))
        ]
    return render(request, "translation/outside.html", context | more)
