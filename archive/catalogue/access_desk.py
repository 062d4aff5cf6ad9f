"""Where an archivist closes, opens, withdraws and restores a record: one screen, effective at once."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from .closing import lift, restore, restrict, withdraw
from .leaves import placed_files
from .models import Mark, RecordPage, Restriction

CHANGE_ACCESS = "catalogue.change_access"
WHOLE = "record"
RANGE = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")


class RestrictionForm(forms.ModelForm):
    thing = forms.ChoiceField(label=gettext_lazy("What"))
    pages = forms.CharField(
        label=gettext_lazy("Pages of this file"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Such as 3, 5-7. Empty: the whole file."),
    )

    class Meta:
        model = Restriction
        fields = ("state", "reason", "note", "review_on", "open_until", "embargo_until")
        widgets = dict.fromkeys(("review_on", "open_until", "embargo_until"), AdminDateInput)

    def __init__(self, *args: Any, record: RecordPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.documents = {str(file.document.pk): file.document for file in placed_files(record)}
        named = [(pk, document.original_name) for pk, document in self.documents.items()]
        self.fields["thing"].choices = [(WHOLE, _("The whole record")), *named]
        self.order_fields(["thing", "pages", *self.Meta.fields])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        thing, typed = cleaned.get("thing"), cleaned.get("pages", "").strip()
        cleaned["numbers"] = []
        if typed and thing == WHOLE:
            self.add_error("pages", _("Choose the file these pages belong to."))
        elif typed and thing in self.documents:
            try:
                cleaned["numbers"] = page_numbers(typed, self.documents[thing].page_count)
            except ValidationError as error:
                self.add_error("pages", error)
        return cleaned

    @transaction.atomic
    def restrict(self, user: Any) -> None:
        cleaned = self.cleaned_data
        document = self.documents.get(cleaned["thing"])
        facts = {name: cleaned[name] for name in self.Meta.fields}
        for number in cleaned["numbers"] or [None]:
            about = {"document": document, "page": number} if document else {"record": self.record}
            restrict(self.record, Restriction(**about, **facts), user)


def page_numbers(typed: str, last: int) -> list[int]:
    """3, 5-7 is [3, 5, 6, 7]. Raises ValidationError for anything else, and for pages that are not there."""
    found: set[int] = set()
    for part in typed.split(","):
        matched = RANGE.fullmatch(part.strip())
        if not matched:
            raise ValidationError(
                _("“%(part)s” is not a page, nor pages such as 5-7.") % {"part": part.strip()}
            )
        first, end = int(matched[1]), int(matched[2] or matched[1])
        if not 1 <= first <= end <= last:
            raise ValidationError(_("This file has pages 1 to %(last)s.") % {"last": last})
        found.update(range(first, end + 1))
    return sorted(found)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=255,
        help_text=gettext_lazy("In French. Readers who come to the address of the record will read it."),
    )


def _record(request: HttpRequest, pk: int) -> RecordPage:
    """The French row, for whoever may close it."""
    record = get_object_or_404(RecordPage, pk=pk).specific
    if not record.is_source:
        record = record.source or record
    if not request.user.has_perm(CHANGE_ACCESS) or not record.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return record


def _restrictions(record: RecordPage) -> list[Restriction]:
    documents = [file.document.pk for file in placed_files(record)]
    rows = Restriction.objects.filter(document__in=documents).select_related("document").order_by("page")
    return [*Restriction.objects.filter(record=record), *rows]


def change(request: HttpRequest, pk: int) -> HttpResponse:
    record = _record(request, pk)
    form = RestrictionForm(request.POST or None, record=record)
    if request.method == "POST" and form.is_valid():
        try:
            form.restrict(request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The access to %(mark)s has changed.") % {"mark": record.mark})
            return redirect("access:change", record.pk)
    context = {
        "record": record,
        "form": form,
        "restrictions": _restrictions(record),
        "withdraw_form": WithdrawForm(),
        "withdrawn": Mark.objects.filter(key=record.translation_key).exclude(retired_at=None).first(),
    }
    return render(request, "catalogue/access_desk.html", context)


@require_POST
def lift_one(request: HttpRequest, pk: int, restriction: int) -> HttpResponse:
    record = _record(request, pk)
    there = [row for row in _restrictions(record) if row.pk == restriction]
    for row in there:
        lift(record, row, request.user)
    if there:
        messages.success(request, _("The access to %(mark)s has changed.") % {"mark": record.mark})
    return redirect("access:change", record.pk)


@require_POST
def withdraw_record(request: HttpRequest, pk: int) -> HttpResponse:
    record = _record(request, pk)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        withdraw(record, form.cleaned_data["reason"], request.user)
        messages.success(request, _("%(mark)s has been withdrawn.") % {"mark": record.mark})
    else:
        messages.error(request, _("A record is withdrawn with a reason."))
    return redirect("access:change", record.pk)


@require_POST
def restore_record(request: HttpRequest, pk: int) -> HttpResponse:
    record = _record(request, pk)
    restore(record, request.user)
    messages.success(request, _("%(mark)s is back where it was.") % {"mark": record.mark})
    return redirect("access:change", record.pk)
