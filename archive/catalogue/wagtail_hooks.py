"""Wagtail's document library may look, never take in, change or give out: files come in by the deposit and
go out by the records that hold them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from .access import may_view


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
    if not may_view(request.user, document) or not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    return None
