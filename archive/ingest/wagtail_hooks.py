"""The deposit in the admin's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import readings, views


@hooks.register("register_admin_urls")
def deposit_urls() -> list[Any]:
    urls = [
        path("", views.start, name="start"),
        path("describe/", views.describe, name="describe"),
        path("state/", views.state, name="state"),
        path("readings/", readings.readings, name="readings"),
        path("readings/results/", readings.readings_results, name="readings_results"),
        path("again/<int:pk>/", views.try_again, name="try_again"),
    ]
    return [path("deposit/", include((urls, "deposit"), namespace="deposit"))]


class DepositMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_deposit(request.user)


@hooks.register("register_admin_menu_item")
def deposit_item() -> MenuItem:
    return DepositMenuItem(_("Deposit files"), reverse("deposit:start"), icon_name="upload", order=50)


@hooks.register("register_reports_menu_item")
def readings_item() -> MenuItem:
    return DepositMenuItem(
        _("Readings of files"), reverse("deposit:readings"), icon_name="doc-full-inverse", order=50
    )
