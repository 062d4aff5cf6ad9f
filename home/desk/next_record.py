"""One record after the other: saved as a draft, then the next of its series opens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from archive.catalogue.access import hidden_from
from archive.catalogue.models import RecordPage


class SaveAndNext(ActionMenuItem):
    name = "save-and-next"
    label = gettext_lazy("Save draft and open the next record")
    icon_name = "arrow-right"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return (
            super().is_shown(context)
            and context["view"] == "edit"
            and isinstance(page, RecordPage)
            and page.is_source
            and next_record(page, context["request"].user) is not None
        )


def next_record(record: Page, user: Any) -> RecordPage | None:
    """The one after it in its series that this person may change."""
    after = RecordPage.objects.sibling_of(record, inclusive=False).filter(path__gt=record.path)
    after = after.exclude(pk__in=hidden_from(user).values("pk")).order_by("path")
    return next((one for one in after.iterator() if one.permissions_for_user(user).can_edit()), None)


def go_on(request: HttpRequest, page: Page) -> HttpResponse | None:
    if SaveAndNext.name not in request.POST:
        return None
    following = next_record(page, request.user)
    if following is None:
        messages.info(request, _("That was the last record of the series."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return redirect("wagtailadmin_pages:edit", following.pk)
