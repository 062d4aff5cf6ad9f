"""A minor edit of a page: the French is written better and says the same, so the English stays right."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.action_menu import PublishMenuItem
from wagtail.models import Page

from archive.core.pages import BasePage

from .faces import FACE_LANGUAGE
from .reckoning import work_of
from .words import carry_over, out_of_date

STILL_RIGHT = "still-right"  # what *Publish* sends when the translation is


class PublishMinor(PublishMenuItem):
    label = _("Publish, translation still right")
    name = "action-publish-minor"
    icon_name = "check"
    template_name = "translation/publish_minor.html"

    def is_shown(self, context: Any) -> bool:
        page = context.get("page")
        if page is None or not super().is_shown(context):
            return False
        scheduled = page.go_live_at and page.go_live_at > timezone.now()
        return not scheduled and has_live_face(page)


def publish_minor() -> PublishMinor:
    return PublishMinor(order=25)  # after *Publish*


def has_live_face(page: Page) -> bool:
    page = page.specific
    return isinstance(page, BasePage) and page.is_source and page.live_face(FACE_LANGUAGE) is not None


def remember_what_was_stale(request: HttpRequest, page: Page) -> None:
    if request.POST.get("action-publish") == STILL_RIGHT and has_live_face(page):
        request.stale_texts = out_of_date(work_of(page.specific))


def keep_what_is_right(request: HttpRequest, page: Page) -> None:
    stale = getattr(request, "stale_texts", None)
    if stale is None:
        return
    kept = carry_over(work_of(page.specific), request.user, stale)
    said = ngettext(
        "%(n)s English text stays as it is, approved for the new French.",
        "%(n)s English texts stay as they are, approved for the new French.",
        kept,
    )
    messages.info(request, said % {"n": kept})
