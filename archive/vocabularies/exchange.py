"""SKOS at the desk: a file is looked at first, and taken only when what it would do has been read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from archive.core import waiting

from . import desk
from .models import ConceptScheme
from .skos import BY_EXTENSION, format_of

ROOM = "vocabularies"


class ImportForm(forms.Form):
    """`kept`: the name under which a file that has been looked at waits to be taken."""

    file = forms.FileField(
        label=gettext_lazy("SKOS file"),
        required=False,
        help_text=gettext_lazy("Turtle (.ttl), RDF/XML (.rdf) or JSON-LD (.jsonld)."),
    )
    into = forms.ModelChoiceField(
        ConceptScheme.objects.all(),
        label=gettext_lazy("Into"),
        required=False,
        empty_label=gettext_lazy("The vocabularies that the file names"),
    )
    untagged = forms.ChoiceField(
        label=gettext_lazy("Words that do not tell their language are in"),
        choices=[("fr", gettext_lazy("French")), ("en", gettext_lazy("English"))],
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, kept = cleaned.get("file"), cleaned.get("kept", "")
        if file is not None:
            kind = format_of(file.name)
            if kind is None:
                raise ValidationError({"file": _("Turtle (.ttl), RDF/XML (.rdf) or JSON-LD (.jsonld).")})
            if file.size > settings.ARCHIVE_MAX_VOCABULARY_MB * 1_000_000:
                limit = {"limit": settings.ARCHIVE_MAX_VOCABULARY_MB}
                raise ValidationError({"file": _("This file is larger than %(limit)s MB.") % limit})
            cleaned["content"], cleaned["format"] = file.read(), kind
        elif (content := waiting.kept(ROOM, kept)) is not None:
            cleaned["content"], cleaned["format"] = content, BY_EXTENSION[kept.rpartition(".")[2]]
        else:
            raise ValidationError({"file": _("Choose a file.")})
        return cleaned


def bring(request: HttpRequest) -> HttpResponse:
    if not desk.may_sort(request.user):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    context = desk.page(_("Import SKOS")) | {"form": form}
    if request.method == "POST" and form.is_valid():
        from .skos.parsing import Unreadable
        from .skos.sentences import lines, losses

        look = "take" not in request.POST
        try:
            report = _take(form.cleaned_data, request.user, look)
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            if not look:
                messages.success(request, ". ".join(map(str, lines(report))))
                return redirect("schemes:index")
            context |= {"report": report, "lines": list(lines(report)), "losses": losses(report)}
            cleaned = form.cleaned_data
            context["kept"] = waiting.keep(ROOM, cleaned["content"], cleaned["format"].extension)
    return render(request, "vocabularies/import.html", context)


def _take(cleaned: dict[str, Any], user: Any, look: bool) -> Any:
    from .skos.parsing import parse
    from .skos.reading import read
    from .skos.taking import take

    reading = read(parse(cleaned["content"], cleaned["format"]), cleaned["untagged"])
    return take(reading, cleaned["into"], user, dry_run=look)


@require_safe
def export(request: HttpRequest, extension: str) -> HttpResponse:
    """All of them in one file."""
    from .skos.writing import graph_of, write

    kind = BY_EXTENSION.get(extension)
    if kind is None:
        raise Http404
    content = write(graph_of(ConceptScheme.objects.all()), kind)
    response = HttpResponse(content, content_type=f"{kind.media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="vocabularies.{extension}"'
    return response
