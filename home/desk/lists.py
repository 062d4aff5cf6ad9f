"""What every list of the desk does: who may read it, how it is filtered, and the same as a spreadsheet."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from archive.core.spreadsheet import Spreadsheet

from .standing import RIGHTS


def may_list(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, RIGHTS))


class DeskList(Spreadsheet, PermissionCheckedMixin, BaseListingView, ABC):
    any_permission_required = RIGHTS
    paginate_by = 50
    is_searchable = True
    table_classname = "listing records"

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Page)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            return self.as_spreadsheet(self.read(self.get_queryset()), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return super().get_filterset_kwargs() | {"queryset": self.get_base_queryset()}

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """A filter that is not understood finds nothing, rather than everything."""
        return super().filter_queryset(queryset) if self.filters.is_valid() else queryset.none()

    @cached_property
    def no_results_message(self) -> Any:
        if self.filters.is_valid():
            return super().no_results_message
        form = self.filters.form
        return " ".join(f"{form[name].label} : {' '.join(said)}" for name, said in form.errors.items())

    @abstractmethod
    def read(self, things: Any) -> list[Any]:
        """Rows of these things."""

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(self.read(object_list))
