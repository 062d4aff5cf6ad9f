"""What the translator's tools must not do here: make an alias, publish half a face, stand in two trees."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from archive.core.pages import BasePage, FaceIncomplete


@hooks.register("register_admin_urls", order=-100)
def closed_doors() -> list[Any]:
    """Shadow the addresses that turn a face into an alias or into a page of its own."""
    return [
        path("localize/page/<int:page_id>/convert_to_alias/", closed_with_403),
        path("localize/translate/<int:translation_id>/disable/", closed_with_403),
    ]


def closed_with_403(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return HttpResponse(_("This is not done in this archive."), status=403, content_type="text/plain")


@hooks.register("before_edit_page", order=-100)
def publish_only_complete_faces(request: HttpRequest, page: Page) -> HttpResponse | None:
    if request.method != "POST" or not isinstance(page, BasePage):
        return None
    if {"localize-restart-translation", "localize-convert-to-alias"} & request.POST.keys():
        return closed_with_403(request)
    if request.POST.get("action") == "publish" or "action-publish" in request.POST:
        return _refuse_incomplete(request, page)
    return None


def _refuse_incomplete(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    missing, total = page.untranslated()
    if not missing:
        return None
    messages.error(request, " ".join(FaceIncomplete(_incomplete(missing, total)).messages))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _incomplete(missing: int, total: int) -> str:
    return _(
        "This translation is not complete: %(missing)s of %(total)s texts are still missing."
        " Nothing was published."
    ) % {"missing": missing, "total": total}


@hooks.register("before_bulk_action")
def no_incomplete_face_in_bulk(
    request: HttpRequest, action_type: str, objects: Any, action_class: Any
) -> HttpResponse | None:
    if action_type != "publish" or request.method != "POST":
        return None
    for page in objects:
        page = page.specific if isinstance(page, Page) else page
        if isinstance(page, BasePage) and page.untranslated()[1]:
            text = _("A translation is published from its own editor, one at a time. Nothing was published.")
            messages.error(request, f"{page.title}: {text}")
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_create_page")
def catalogue_is_written_in_french(
    request: HttpRequest, parent: Page, page_class: type
) -> HttpResponse | None:
    parent = parent.specific
    if (
        issubclass(page_class, BasePage)
        and page_class.shown_in_every_language
        and isinstance(parent, BasePage)
        and not parent.is_source
    ):
        messages.error(request, _("Records are written in French; their English face is made by itself."))
        return redirect("wagtailadmin_explore", parent.pk)
    return None


@hooks.register("construct_page_action_menu")
def no_alias_in_the_menu(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    hidden = {"localize-restart-translation", "localize-convert-to-alias"}
    menu_items[:] = [item for item in menu_items if item.name not in hidden]
