"""The gate at the desk: whoever may not see what is closed, withdrawn or a draft does not meet it in the
admin either. Wagtail asks of many of its addresses only that somebody is logged in; here every page that an
address names is asked after first, and lists that name everything are kept from those who may not see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .access import hidden_from, sees_restricted

# of addresses that begin so, these parts name pages
OF_PAGES = (
    "wagtailadmin_pages:",
    "wagtailadmin_explore",
    "wagtailadmin_choose_page",
    "wagtailadmin_api:pages:",
    "wagtail_localize:submit_page_translation",
    "wagtail_localize:convert_to_alias",
)
NAMES = ("page_id", "parent_page_id", "destination_id", "page_to_move_id", "pk")
ASKED = ("id", "child_of", "descendant_of", "ancestor_of", "translation_of", "parent_page_id", "page_id")
TOLD_WITH_ITS_TWIN = "wagtailadmin_api:pages:detail"  # the other language's draft title stands in it
# these list pages or files whoever asks
LISTS = (
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_api:documents:",
)


def seen_pages(user: Any) -> QuerySet[Page]:
    """What this user may meet at the desk: where they work and what is public as it stands, less what the
    gate hides."""
    known = page_permission_policy.explorable_instances(user)
    found = Page.objects.filter(Q(pk__in=known.values("pk")) | Q(live=True, has_unpublished_changes=False))
    return found.exclude(translation_key__in=hidden_from(user).values("translation_key"))


def _twins(pages: set[int]) -> set[int]:
    keys = Page.objects.filter(pk__in=pages).values("translation_key")
    return set(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


class AdminGateMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, named: dict[str, Any]) -> None:
        if not request.path_info.startswith("/admin/") or not request.user.is_authenticated:
            return
        name = request.resolver_match.view_name or ""
        if name.startswith("wagtailadmin_pages:") and _is_of_the_root(named):
            raise Http404
        if sees_restricted(request.user):
            return
        if name.startswith(LISTS) or _is_of_files(name, named):
            raise Http404
        if asked := _pages(request, name, named):
            if name == TOLD_WITH_ITS_TWIN:
                asked |= _twins(asked)
            seen = seen_pages(request.user).filter(pk__in=asked).values_list("pk", flat=True)
            if asked - set(seen):
                raise Http404


def _is_of_the_root(named: dict[str, Any]) -> bool:
    """Nothing is done to the root of all pages; Wagtail tries, and breaks."""
    numbers = [named[part] for part in NAMES if part in named]
    return bool(numbers) and Page.objects.filter(pk__in=numbers, depth=1).exists()


def _is_of_files(name: str, named: dict[str, Any]) -> bool:
    """Actions on many files at once are for those who see every file."""
    return name == "wagtail_bulk_action" and named.get("model_name") == "archivedocument"


def _pages(request: HttpRequest, name: str, named: dict[str, Any]) -> set[int]:
    """Pages that the address names."""
    of_pages = name.startswith(OF_PAGES)
    found = [named[part] for part in NAMES if part in named] if of_pages else []
    if of_pages or (name == "wagtail_bulk_action" and named.get("model_name") == "page"):
        for part in ASKED:
            found += request.GET.getlist(part)
    return {int(value) for value in found if str(value).isdecimal() and len(str(value)) < 12}
