"""The vocabularies in Wagtail's menu and addresses."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from . import desk, exchange
from .viewsets import VocabulariesGroup


@hooks.register("register_admin_urls")
def urls() -> list:
    found = [
        path("find/", desk.find, {"scheme": ""}, name="find_nothing"),
        path("find/<slug:scheme>/", desk.find, name="find"),
        path("find/<slug:scheme>/<slug:below>/", desk.find, name="find_below"),
        path("make/", desk.make, name="make"),
        path("tree/<slug:key>/", desk.tree, name="tree"),
        path("<int:pk>/merge/", desk.merge_one, name="merge"),
        path("import/", exchange.bring, name="import"),
        path("export.<slug:extension>", exchange.export, name="export"),
    ]
    return [path("vocabularies/", include((found, "vocabularies"), namespace="vocabularies"))]


@hooks.register("register_admin_viewset")
def vocabularies() -> VocabulariesGroup:
    return VocabulariesGroup()


@hooks.register("register_log_actions")
def importing_in_the_log(actions: Any) -> None:
    @actions.register_action("archive.import")
    class ImportFormatter(LogFormatter):
        label = _("Import")
        message = _("Imported")

        def format_message(self, log_entry: Any) -> str:
            made, changed = log_entry.data.get("made", 0), log_entry.data.get("changed", 0)
            return gettext("Imported: %(made)s made, %(changed)s changed") % {
                "made": made,
                "changed": changed,
            }
