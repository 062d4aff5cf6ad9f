"""Deleting a thing at the desk: refused while it is used, with the list of what uses it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from wagtail.admin.views import generic

from .uses import uses


class DeleteUnused(generic.DeleteView):
    template_name = "core/delete.html"

    def get_usage(self) -> None:
        return None

    def get_usage_url(self) -> str:
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = [
            {"kind": use.kind, "label": str(use.thing), "url": use.url(self.request.user)}
            for use in uses(self.object)
        ]
        return super().get_context_data(**kwargs) | {"uses": found}

    def form_valid(self, form: Any) -> HttpResponse:
        if uses(self.object):
            raise PermissionDenied
        return super().form_valid(form)
