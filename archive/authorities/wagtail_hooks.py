"""Authorities in Wagtail's menu and log."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from .viewsets import PeopleGroup


@hooks.register("register_admin_viewset")
def people() -> PeopleGroup:
    return PeopleGroup()


@hooks.register("register_log_actions")
def merging_in_the_log(actions: Any) -> None:
    @actions.register_action("archive.merge")
    class MergeFormatter(LogFormatter):
        label = _("Merge")
        message = _("Merged")

        def format_message(self, log_entry: Any) -> str:
            return f"{self.message}: {log_entry.data.get('merged', '')} ({log_entry.data.get('key', '')})"
