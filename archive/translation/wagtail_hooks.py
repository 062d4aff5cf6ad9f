"""What the translator's tools must not do here: make an alias, publish half a face, stand in two trees."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from archive.core.pages import BasePage

from .views import incomplete, report, report_results, submit, update, upload_po


@hooks.register("register_admin_urls", order=-100)
def closed_doors() -> list[Any]:
    """Shadow the addresses that turn a face into an alias or into a page of its own, and guard the two that
    make and publish faces."""
    return [
        path("localize/submit/page/<int:page_id>/", submit),
        path("localize/reports/translations/", report),
        path("localize/reports/translations/results/", report_results),
        path("localize/update/<int:translation_source_id>/", update),
        path("localize/translate/<int:translation_id>/pofile/upload/", upload_po),
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
    messages.error(request, incomplete(missing, total))
    return redirect("wagtailadmin_pages:edit", page.pk)


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


def _is_face(page: Page) -> bool:
    page = page.specific
    return isinstance(page, BasePage) and page.shown_in_every_language and not page.is_source


def _into_english(page: Page, destination: Page) -> bool:
    english = destination.locale.language_code != settings.ARCHIVE_SOURCE_LANGUAGE
    return english and bool(getattr(page.specific_class, "shown_in_every_language", False))


def _stays(request: HttpRequest, page: Page) -> HttpResponse:
    if _is_face(page):
        messages.error(request, _("A face stands where its French row stands: move the French row."))
    else:
        messages.error(request, _("Records are written in French; their English face is made by itself."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_move_page")
def faces_stay(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return _stays(request, page) if _is_face(page) or _into_english(page, destination) else None


@hooks.register("before_copy_page")
def no_second_face(request: HttpRequest, page: Page) -> HttpResponse | None:
    wanted = request.POST.get("new_parent_page", "")
    destination = Page.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
    refused = _is_face(page) or (destination is not None and _into_english(page, destination))
    return _stays(request, page) if refused else None


@hooks.register("before_bulk_action")
def faces_stay_in_bulk(
    request: HttpRequest, action_type: str, objects: Any, action_class: Any
) -> HttpResponse | None:
    if action_type != "move" or request.method != "POST":
        return None
    destination = action_class.cleaned_form.cleaned_data["chooser"]
    for page in objects:
        if isinstance(page, Page) and (_is_face(page) or _into_english(page, destination)):
            return _stays(request, page)
    return None


@hooks.register("register_log_actions")
def approvals_in_the_log(actions: Any) -> None:
    actions.register_action(
        "archive.translated",
        gettext_lazy("Approve English words"),
        gettext_lazy("English words approved"),
    )
