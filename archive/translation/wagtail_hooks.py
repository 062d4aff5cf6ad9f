"""What the translator's tools must not do here: make an alias, publish half a face, stand in two trees."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from archive.core.pages import BasePage

from . import minor, urls
from .exchange import views as outside
from .reckoning import work_of
from .review import approve
from .rights import may_open_desk
from .views import write_string
from .viewsets import GlossaryViewSet

CLOSED = (
    "submit/page/<int:page_id>/",
    "submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
    "update/<int:translation_source_id>/",
    "reports/translations/results/",
    "page/<int:page_id>/convert_to_alias/",
    "translate/<int:translation_id>/disable/",
    "translate/<int:translation_id>/machine_translate/",
    "translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
    "api/snippets/<slug:app_label>/<slug:model_name>/",
    "api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
)


@hooks.register("register_admin_viewset")
def glossary() -> GlossaryViewSet:
    return GlossaryViewSet()


@hooks.register("register_admin_urls", order=-100)
def closed_doors() -> list[Any]:
    """Shadow the addresses that make faces, publish them or write into them past the desk."""
    return [
        path("translation/", include((urls, "translation"), namespace="translation")),
        *(path(f"localize/{address}", closed_with_403) for address in CLOSED),
        path("localize/reports/translations/", to_the_board),
        path("localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/", write_string),
        path("localize/translate/<int:translation_id>/pofile/download/", outside.give_one),
        path("localize/translate/<int:translation_id>/pofile/upload/", outside.bring),
    ]


def closed_with_403(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return HttpResponse(_("This is not done in this archive."), status=403, content_type="text/plain")


def to_the_board(request: HttpRequest) -> HttpResponse:
    return redirect("translation:board")


@hooks.register("before_edit_page", order=-100)
def faces_are_written_at_the_desk(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The tool's own editor knows one action only, to publish; Wagtail's would set a face apart."""
    page = page.specific
    if not _is_face(page) or page.source is None:
        return None
    work = work_of(page.source)
    if request.method != "POST":
        return None
    if request.POST.get("action") == "publish" or "action-publish" in request.POST:
        approve(work, request.user)
        messages.success(request, _("“%s” is published in English.") % page.source.title)
    else:
        messages.error(request, _("English words are written at the translation desk. Nothing was changed."))
    return redirect("translation:desk", work.pk)


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


hooks.register("register_page_action_menu_item", minor.publish_minor)
hooks.register("before_publish_page", minor.remember_what_was_stale)
hooks.register("after_publish_page", minor.keep_what_is_right)


@hooks.register("construct_page_listing_buttons")
def no_submission_in_the_lists(buttons: list[Any], page: Page, user: Any, context: Any = None) -> None:
    buttons[:] = [button for button in buttons if "/localize/" not in str(getattr(button, "url", "") or "")]


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


class BoardMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_open_desk(request.user)


@hooks.register("register_admin_menu_item")
def board_item() -> MenuItem:
    return BoardMenuItem(
        gettext_lazy("Translations"),
        reverse("translation:board"),
        icon_name="wagtail-localize-language",
        order=45,
    )
