"""One record after the other: saved as a draft, then the next of its series opens, or a new one beside it
with what seldom changes in one sitting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page
from wagtail.signals import init_new_page

from archive.catalogue.access import hidden_from
from archive.catalogue.models import FAMILIES, RecordPage, SeriesPage

SITTING = timedelta(hours=12)
CARRIED_OVER = (
    *("type", "level", "document_language", "rights", "access_conditions", "reproduction_conditions"),
    *("acquisition", "originals", "rules", "archivist_note"),
)


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


class SaveAndAnother(ActionMenuItem):
    name = "save-and-another"
    label = gettext_lazy("Save draft and describe another")
    icon_name = "plus"
    template_name = "home/desk/save_and_another.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if not super().is_shown(context) or context["view"] not in ("create", "edit"):
            return False
        if context["view"] == "create":
            named = context["request"].resolver_match.kwargs.get("content_type_model_name")
            parent = context["parent_page"]
            described = named in [model._meta.model_name for model in FAMILIES.values()]
        else:
            page = context["page"]
            parent = page.get_parent()
            described = isinstance(page, RecordPage) and page.is_source
        return described and bool(parent.permissions_for_user(context["request"].user).can_add_subpage())


def next_record(record: Page, user: Any) -> RecordPage | None:
    """The one after it in its series that this person may change."""
    after = RecordPage.objects.sibling_of(record, inclusive=False).filter(path__gt=record.path)
    after = after.exclude(pk__in=hidden_from(user).values("pk")).order_by("path")
    return next((one for one in after.iterator() if one.permissions_for_user(user).can_edit()), None)


def go_on(request: HttpRequest, page: Page) -> HttpResponse | None:
    if SaveAndAnother.name in request.POST and isinstance(page, RecordPage):
        meta = page._meta
        parent = page.get_parent().pk
        return redirect("wagtailadmin_pages:add", meta.app_label, meta.model_name, parent)
    if SaveAndNext.name not in request.POST:
        return None
    following = next_record(page, request.user)
    if following is None:
        messages.info(request, _("That was the last record of the series."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return redirect("wagtailadmin_pages:edit", following.pk)


@receiver(init_new_page)
def carry_over(sender: type, page: Page, parent: Page, **kwargs: Any) -> None:
    """From the last record of its family that the same person made there, when that was in this sitting."""
    if not isinstance(page, RecordPage) or not isinstance(parent.specific, SeriesPage):
        return
    made = type(page).objects.child_of(parent).filter(owner=page.owner)
    before = made.filter(latest_revision_created_at__gte=timezone.now() - SITTING).order_by("-pk").first()
    if before is None:
        return
    last = before.get_latest_revision_as_object()
    for name in CARRIED_OVER:
        setattr(page, name, getattr(last, name))
    page.carried_over_from = before.mark
