"""The screens of a change to many records: what and to which, what will become of each, the result."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from archive.authorities.models import Element
from archive.catalogue.access import hidden_from
from archive.catalogue.models import DOCUMENT_TYPES, SUBJECTS, RecordPage, SeriesPage
from archive.catalogue.vocabulary import DocumentLanguage, Level, Rights
from archive.vocabularies.fields import ConceptField

from ..models import RecordsChange
from . import changing
from .filters import RecordFilters, SeriesField, known_series
from .lists import may_list
from .standing import named, standing


class ChangeForm(forms.Form):
    """What is to change, and to what; one of the values is asked for, by the kind."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What changes"),
        choices=[(key, change.label) for key, change in changing.CHANGES.items()],
    )
    rights = forms.ChoiceField(label=gettext_lazy("Rights statement"), choices=Rights, required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level of description"), choices=Level, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the document"), choices=DocumentLanguage, required=False
    )
    element = forms.ModelChoiceField(
        label=gettext_lazy("Part of the building"), queryset=Element.objects.all(), required=False
    )
    type = ConceptField(DOCUMENT_TYPES, label=gettext_lazy("Type"))
    subject = ConceptField(SUBJECTS, label=gettext_lazy("Subject"))
    series = SeriesField(label=gettext_lazy("Series"), queryset=SeriesPage.objects.none(), required=False)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = known_series(request)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name = self.asked_for(cleaned.get("kind", ""))
        if name and not cleaned.get(name) and name not in self.errors:
            self.add_error(name, _("Choose a value."))
        return cleaned

    @staticmethod
    def asked_for(kind: str) -> str:
        return kind.rpartition("_")[2]

    @property
    def value(self) -> Any:
        found = self.cleaned_data[self.asked_for(self.cleaned_data["kind"])]
        return getattr(found, "pk", found)


def _found(request: HttpRequest) -> Any:
    """The records of the list as it was filtered, those ticked when some were."""
    filters = RecordFilters(request.GET, queryset=standing(request.user), request=request)
    records = filters.qs if filters.is_valid() else standing(request.user).none()
    return named(records, request.GET.get("q", "")).filter(opens_french=True).order_by("path")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    if not may_list(request.user):
        raise PermissionDenied
    found = _found(request)
    total = found.count()
    records = list(RecordPage.objects.filter(pk__in=found.values("pk")).order_by("path")[: changing.MOST])
    context: dict[str, Any] = {
        "form": ChangeForm(request=request),
        "records": records,
        "total": total,
        "most": changing.MOST,
    }
    if request.method != "POST":
        return render(request, "home/desk/change.html", context)
    form = ChangeForm(request.POST, request=request)
    ticked = {int(pk) for pk in request.POST.getlist("record") if pk.isdecimal()}
    chosen = [record for record in records if record.pk in ticked]
    context |= {"form": form, "ticked": ticked}
    if not form.is_valid() or not chosen:
        if not chosen:
            messages.error(request, _("Tick at least one record."))
        return render(request, "home/desk/change.html", context, status=422)
    kind = form.cleaned_data["kind"]
    if "apply" not in request.POST:
        planned = changing.plan(kind, form.value, chosen, request.user)
        changes = sum(one.changes for one in planned)
        return render(
            request,
            "home/desk/change_plan.html",
            context | {"planned": planned, "changes": changes, "label": changing.CHANGES[kind].label},
        )
    made = changing.apply(kind, form.value, chosen, request.user)
    return redirect("records:changed", made.pk)


@require_safe
def changed(request: HttpRequest, pk: int) -> HttpResponse:
    made = _of(request, pk)
    hidden = hidden_from(request.user).values("pk")
    rows = list(made.records.exclude(record__in=hidden).select_related("record").order_by("pk"))
    known = RecordPage.objects.in_bulk([row.record_id for row in rows])
    change = changing.CHANGES[made.kind]
    shown = [
        {
            "record": known[row.record_id],
            "before": change.say(row.before),
            "after": change.say(row.after),
            "row": row,
            "untouched": not row.failed and changing.untouched(row, known[row.record_id]),
        }
        for row in rows
    ]
    may_undo = any(one["untouched"] and not one["row"].taken_back for one in shown)
    return render(
        request,
        "home/desk/changed.html",
        {"made": made, "label": change.label, "shown": shown, "may_undo": may_undo},
    )


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    taken = changing.take_back(_of(request, pk), request.user)
    messages.success(
        request,
        ngettext("%(count)s record is as it was before.", "%(count)s records are as they were before.", taken)
        % {"count": taken},
    )
    return redirect("records:changed", pk)


def _of(request: HttpRequest, pk: int) -> RecordsChange:
    """One's own change; an administrator sees everybody's."""
    if not may_list(request.user):
        raise PermissionDenied
    made = RecordsChange.objects.all() if request.user.is_superuser else request.user.records_changes.all()
    return get_object_or_404(made, pk=pk)
