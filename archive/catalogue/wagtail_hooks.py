"""Wagtail's document library may look, never take in, change or give out: files come in by the deposit and
go out by the records that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from . import access_desk, date_words
from .access import Level, may_view, sees_restricted, visible
from .admin_gate import seen_pages
from .models import RecordPage, Restriction
from .models.marked import MarkedPage


def to_the_deposit(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    messages.warning(request, _("Files come into the archive by one way only: the deposit."))
    return redirect("deposit:start")


def _kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    messages.error(request, _("Files that the archive has received are kept."))
    return redirect("wagtaildocs:index")


@hooks.register("register_admin_urls", order=-100)
def one_way_in() -> list:
    """Shadow Wagtail's own ways to add and delete documents."""
    return [
        path("documents/add/", to_the_deposit),
        path("documents/multiple/add/", to_the_deposit),
        path("documents/multiple/create_from_uploaded_document/<int:pk>/", to_the_deposit),
        path("documents/multiple/delete_upload/<int:pk>/", to_the_deposit),
        path("documents/multiple/<int:pk>/delete/", _kept),
        path("documents/delete/<int:pk>/", _kept),
        path("documents/chooser/create/", to_the_deposit),
        path("bulk/holdings/archivedocument/delete/", _kept),
    ]


@hooks.register("before_serve_document")
def no_second_door(document: Any, request: HttpRequest) -> HttpResponse | None:
    if not may_view(request.user, document, Level.CONTENTS) or not request.user.has_perm(
        "wagtailadmin.access_admin"
    ):
        raise Http404
    return None


@hooks.register("register_admin_urls")
def access_urls() -> list:
    urls = [
        path("<int:pk>/", access_desk.change, name="change"),
        path("<int:pk>/lift/<int:restriction>/", access_desk.lift_one, name="lift"),
        path("<int:pk>/withdraw/", access_desk.withdraw_record, name="withdraw"),
        path("<int:pk>/restore/", access_desk.restore_record, name="restore"),
    ]
    return [path("access/", include((urls, "access"), namespace="access"))]


@hooks.register("register_admin_urls")
def date_urls() -> list:
    urls = [path("understood/", date_words.understood, name="understood")]
    return [path("dates/", include((urls, "dates"), namespace="dates"))]


@hooks.register("register_page_header_buttons")
def access_button(
    page: Page, user: Any, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    page = page.specific
    if isinstance(page, RecordPage) and page.is_source and user.has_perm(access_desk.CHANGE_ACCESS):
        url = reverse("access:change", args=[page.pk])
        yield Button(_("Access and withdrawal"), url, icon_name="lock", priority=40)


@hooks.register("register_page_listing_more_buttons")
def access_button_in_lists(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from access_button(page, user)


@hooks.register("register_log_actions")
def access_in_the_log(actions: Any) -> None:
    for action, label, done in (
        ("restrict", gettext_lazy("Close"), gettext_lazy("Closed")),
        ("lift", gettext_lazy("Open"), gettext_lazy("Opened")),
        ("withdraw", gettext_lazy("Withdraw"), gettext_lazy("Withdrawn")),
        ("restore", gettext_lazy("Restore"), gettext_lazy("Restored")),
    ):
        words = {"label": label, "message": done}
        actions.register_action(f"archive.{action}")(type("AccessFormatter", (AccessFormatter,), words))


class AccessFormatter(LogFormatter):
    """What was done, to what, and why."""

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        states, reasons = dict(Restriction.State.choices), dict(Restriction.Reason.choices)
        state, reason = data.get("state", ""), data.get("reason", "")
        told = [
            data.get("thing", ""),
            str(states.get(state, state)),
            str(reasons.get(reason, reason)),
            data.get("note", ""),
        ]
        return f"{self.message}: {', '.join(filter(None, told))}" if any(told) else str(self.message)


def _is_kept(page: Page) -> bool:
    page = page.specific
    return isinstance(page, MarkedPage) and page.is_source


@hooks.register("before_delete_page")
def nothing_is_deleted_by_hand(request: HttpRequest, page: Page) -> HttpResponse | None:
    kept = [row for row in page.get_descendants(inclusive=True).specific() if _is_kept(row)]
    if not kept:
        return None
    messages.error(
        request, _("What the archive has described is not deleted. Withdraw it, with a reason, instead.")
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def nothing_is_deleted_in_bulk(
    request: HttpRequest, action_type: str, objects: Any, action_class: Any
) -> HttpResponse | None:
    if action_type != "delete" or request.method != "POST":
        return None
    for page in objects:
        if isinstance(page, Page) and (refusal := nothing_is_deleted_by_hand(request, page)):
            return refusal
    return None


@hooks.register("construct_page_chooser_queryset")
def pages_that_may_be_seen(pages: Any, request: HttpRequest) -> Any:
    return (
        pages if sees_restricted(request.user) else pages.filter(pk__in=seen_pages(request.user).values("pk"))
    )


@hooks.register("construct_document_chooser_queryset")
def files_that_may_be_seen(documents: Any, request: HttpRequest) -> Any:
    if sees_restricted(request.user):
        return documents
    return documents.exclude(pk__in=visible(request.user).bars().files)


@hooks.register("construct_reports_menu")
def reports_that_name_everything(request: HttpRequest, items: list[Any]) -> None:
    if not sees_restricted(request.user):
        items[:] = [item for item in items if item.name not in ("site-history", "page-types-usage")]
