"""The desk in Wagtail's menu and on its first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .desk import dashboard, records


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    urls = [path("", records.records, name="list"), path("results/", records.results, name="results")]
    return [path("records/", include((urls, "records"), namespace="records"))]


class RecordsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return records.may_list(request.user)


@hooks.register("register_admin_menu_item")
def records_item() -> MenuItem:
    return RecordsMenuItem(_("Records"), reverse("records:list"), icon_name="list-ul", order=40)


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    dashboard.arrange(panels)
