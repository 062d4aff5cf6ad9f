"""Who translates what until when: given on the board, told by e-mail and on the first page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from . import rights
from .board import asked_works, translators
from .models import Work
from .news import tell_assignee
from .reckoning import reckon


class GiveForm(forms.Form):
    """What is left empty stays as it is; `nobody` takes a work back."""

    assignee = forms.ModelChoiceField(
        label=_("Translator"), queryset=None, required=False, empty_label=_("stays as it is")
    )
    nobody = forms.BooleanField(label=_("Give to nobody"), required=False)
    due = forms.DateField(label=_("Due"), required=False, widget=AdminDateInput())
    brief = forms.CharField(label=_("Brief"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    wanted = forms.ChoiceField(
        label=_("To be translated"),
        required=False,
        choices=[("", _("stays as it is")), ("yes", _("yes")), ("no", _("no"))],
    )
    whole = forms.BooleanField(label=_("All that the list shows, on every page"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = translators()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in ("assignee", "nobody", "due", "brief", "wanted")):
            raise forms.ValidationError(_("Choose a translator, a date, a brief or a state."))
        return data


@require_POST
def give(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(rights.REVIEW):
        raise PermissionDenied
    asked = request.POST.get("asked", "")
    back = f"{reverse('translation:board')}?{QueryDict(asked).urlencode()}"
    form = GiveForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
        return redirect(back)
    works = asked_works(request, QueryDict(asked))
    if not form.cleaned_data["whole"]:
        chosen = [key for key in request.POST.getlist("work") if key.isdecimal()]
        works = rights.seen_by(request.user).filter(pk__in=chosen)
    count = _give(list(works.select_related("content_type", "assignee")), form.cleaned_data, request.user)
    if not count:
        messages.error(request, _("No translation was chosen."))
        return redirect(back)
    said = ngettext("%(count)s translation changed.", "%(count)s translations changed.", count)
    messages.success(request, said % {"count": count})
    return redirect(back)


@transaction.atomic
def _give(works: list[Work], data: dict[str, Any], by: Any) -> int:
    for work in works:
        before = work.assignee
        if data["assignee"] or data["nobody"]:
            work.assignee = data["assignee"]
        work.due = data["due"] or work.due
        work.brief = data["brief"] or work.brief
        if data["wanted"]:
            work.wanted = data["wanted"] == "yes"
        work.save(update_fields=["assignee", "due", "brief", "wanted"])
        if data["wanted"]:
            reckon(work)
        if work.assignee and work.assignee != before:
            tell_assignee(work, by)
    return len(works)
