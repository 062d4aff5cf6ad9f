"""Wagtail's own rule of who may do what with pages, less what the gate hides: a user who may not see closed
records does not meet them in the admin either, neither the French row nor its face."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from .access import hidden_from


class GatedPagePolicy(PagePermissionPolicy):
    def explorable_instances(self, user: Any) -> QuerySet:
        return self._seen(super().explorable_instances(user), user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        return self._seen(super().instances_user_has_any_permission_for(user, actions), user)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        if hidden_from(user).filter(translation_key=instance.translation_key).exists():
            return False
        return bool(super().user_has_any_permission_for_instance(user, actions, instance))

    def _seen(self, pages: QuerySet, user: Any) -> QuerySet:
        return pages.exclude(translation_key__in=hidden_from(user).values("translation_key"))


def register() -> None:
    register_permission_policy(Page, GatedPagePolicy("wagtailcore.Page"))
