"""The building in Wagtail's menu."""

from __future__ import annotations

from wagtail import hooks

from .viewsets import FundingViewSet, RoleViewSet


@hooks.register("register_admin_viewset")
def parts() -> list[object]:
    return [RoleViewSet(), FundingViewSet()]
