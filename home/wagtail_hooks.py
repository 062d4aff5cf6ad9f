"""The desk in Wagtail's menu and on its first page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from archive.catalogue.models import DiagnosticReportPage, Observation

from .desk import change_view, completeness, dashboard, findings, findings_report, guide, lists, records
from .desk.building import BuildingGroup
from .desk.next_record import SaveAndAnother, SaveAndNext, go_on

register_admin_url_finder(Observation, findings.ObservationEditor)


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    urls = [path("", records.records, name="list"), path("results/", records.results, name="results")]
    urls += [
        path("change/", change_view.change, name="change"),
        path("change/<int:pk>/", change_view.changed, name="changed"),
        path("change/<int:pk>/undo/", change_view.undo, name="undo"),
    ]
    lacking = [
        path("", completeness.report, name="report"),
        path("results/", completeness.results, name="results"),
    ]
    guides = [
        path("", guide.page, name="start"),
        path("<slug:name>/", guide.page, name="page"),
        path("pictures/<slug:name>.webp", guide.picture, name="picture"),
    ]
    of_reports = [
        path("", findings_report.report, name="all"),
        path("results/", findings_report.results, name="results"),
        path("<int:pk>/", findings.desk, name="desk"),
        path("<int:pk>/remove/<int:observation>/", findings.remove, name="remove"),
    ]
    return [
        path("findings/", include((of_reports, "findings"), namespace="findings")),
        path("records/", include((urls, "records"), namespace="records")),
        path("completeness/", include((lacking, "completeness"), namespace="completeness")),
        path("guide/", include((guides, "guide"), namespace="guide")),
    ]


class RecordsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return lists.may_list(request.user)


@hooks.register("register_admin_menu_item")
def records_item() -> MenuItem:
    return RecordsMenuItem(_("Records"), reverse("records:list"), icon_name="list-ul", order=40)


@hooks.register("register_reports_menu_item")
def completeness_item() -> MenuItem:
    return RecordsMenuItem(
        _("Completeness"), reverse("completeness:report"), icon_name="tick-inverse", order=40
    )


@hooks.register("register_reports_menu_item")
def findings_item() -> MenuItem:
    return RecordsMenuItem(_("Findings"), reverse("findings:all"), icon_name="warning", order=45)


hooks.register("after_edit_page", go_on)
hooks.register("after_create_page", go_on)


@hooks.register("register_page_action_menu_item")
def save_and_next() -> SaveAndNext:
    return SaveAndNext(order=5)


@hooks.register("register_page_action_menu_item")
def save_and_another() -> SaveAndAnother:
    return SaveAndAnother(order=4)


@hooks.register("insert_editor_js")
def rows_at_once() -> str:
    return format_html('<script src="{}"></script>', static("js/new-row.js"))


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    dashboard.arrange(panels)


@hooks.register("insert_global_admin_css")
def desk_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_help_menu_item")
def guide_item() -> MenuItem:
    return MenuItem(_("Guides"), reverse("guide:start"), name="guides", icon_name="help", order=10)


@hooks.register("construct_help_menu")
def no_way_out(request: HttpRequest, items: list[Any]) -> None:
    """Our own guides in the place of Wagtail's, which stand on another site."""
    items[:] = [item for item in items if "target" not in getattr(item, "attrs", {})]


@hooks.register("construct_reports_menu")
def one_list_of_translations(request: HttpRequest, items: list[Any]) -> None:
    """The record list tells five states of a translation; the tool's own report tells two."""
    items[:] = [item for item in items if item.url != reverse("wagtail_localize:translations_report")]


@hooks.register("register_admin_viewset")
def building() -> BuildingGroup:
    return BuildingGroup()


@hooks.register("register_page_header_buttons")
def findings_button(
    page: Page, user: Any, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    if issubclass(page.specific_class, DiagnosticReportPage) and page.locale.language_code == "fr":
        yield Button(
            _("Findings"), reverse("findings:desk", args=[page.pk]), icon_name="warning", priority=30
        )


@hooks.register("register_log_actions")
def findings_in_the_log(actions: Any) -> None:
    @actions.register_action("archive.finding")
    class FindingFormatter(LogFormatter):
        label = _("Finding")
        message = _("Finding")

        def format_message(self, log_entry: Any) -> str:
            done = {"made": gettext("made"), "changed": gettext("changed"), "removed": gettext("removed")}
            data = log_entry.data
            said = done.get(data.get("done", ""), "")
            return f"{gettext('Finding')} {said}: {data.get('number', '')} {data.get('label', '')}"
