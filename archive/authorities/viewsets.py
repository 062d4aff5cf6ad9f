"""People and organisations at the desk."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from archive.core.deleting import DeleteUnused
from archive.core.minor import MinorForm

from . import desk
from .models import Agent, Kind, Naming
from .panels import AGENT_PANELS


class AgentFilters(WagtailFilterSet):
    kind = filters.ChoiceFilter(label=_("What it is"), choices=Kind.choices)
    naming = filters.ChoiceFilter(label=_("Named in public"), method="named", choices=Naming.choices)

    class Meta:
        model = Agent
        fields: list[str] = []

    def named(self, agents: QuerySet, name: str, value: str) -> QuerySet:
        return agents.filter(kind=Kind.PERSON, naming=value)


def _named(agent: Agent) -> str:
    return str(agent.get_naming_display()) if agent.is_person else ""


class AgentIndex(generic.IndexView):
    columns_of_agents = [
        Column("kind", label=_("What it is"), accessor="get_kind_display", sort_key="kind"),
        Column("named", label=_("Named in public"), accessor=_named),
        Column("position", label=_("Order"), sort_key="position"),
    ]

    @cached_property
    def columns(self) -> list[Column]:
        name = self._get_title_column("__str__", TitleColumn)
        name.label, name.sort_key = _("Name"), "name_fr"
        return [name, *self.columns_of_agents]

    is_searchable = True

    def get_base_queryset(self) -> QuerySet[Agent]:
        return Agent.objects.standing()

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.called(self.search_query) if self.search_query else queryset


class AgentEdit(generic.EditView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if desk.may_merge(self.request.user):
            url = reverse("agents:merge", args=[self.object.pk])
            buttons.append(HeaderButton(_("Merge with another"), url=url, icon_name="resubmit", priority=60))
        return buttons


class AgentViewSet(ModelViewSet):
    model = Agent
    name = "agents"
    url_prefix = "agents"
    icon = "group"
    menu_label = _("Agents")
    menu_order = 10
    list_per_page = 50
    ordering = ("position", "name_fr")
    filterset_class = AgentFilters
    index_view_class = AgentIndex
    edit_view_class = AgentEdit
    delete_view_class = DeleteUnused
    copy_view_enabled = False
    edit_handler = ObjectList(AGENT_PANELS, base_form_class=MinorForm)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [  # the menu leads to the first
            *super().get_urlpatterns(),
            path("find/", desk.find, name="find"),
            path("make/", desk.make, name="make"),
            path("<int:pk>/merge/", desk.merge_one, name="merge"),
        ]


class PeopleGroup(ViewSetGroup):
    """What other apps know of agents joins it by the hook `register_people_menu_item`."""

    menu_label = _("People")
    menu_icon = "group"
    menu_order = 45
    submenu_hook = "register_people_menu_item"
    items = (AgentViewSet,)
