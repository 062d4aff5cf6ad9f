"""Roles and funding at the desk, beside the people and organisations."""

from __future__ import annotations

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from archive.authorities.models import Agent
from archive.authorities.panels import typed_agent
from archive.catalogue.date_words import DateWords

from .models import BuildingAgent, Concern, Funding

EVIDENCE = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("period", widget=DateWords()), FieldPanel("planned")]),
        FieldPanel("note_fr"),
        FieldPanel("note_en"),
        FieldPanel("source"),
        FieldPanel("record"),
        FieldPanel("position"),
    ],
    heading=_("When, and who says so"),
)


class OfAgent(WagtailFilterSet):
    agent = filters.ModelChoiceFilter(
        label=_("Person or organisation"), queryset=Agent.objects.all(), widget=typed_agent(())
    )
    concern = filters.ChoiceFilter(label=_("What it is about"), choices=Concern.choices)

    class Meta:
        model = BuildingAgent
        fields: list[str] = []


class OfFunding(OfAgent):
    class Meta:
        model = Funding
        fields: list[str] = []


class PartIndex(generic.IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("agent")


class PartViewSet(ModelViewSet):
    """A list in the menu of people and organisations."""

    index_view_class = PartIndex
    copy_view_enabled = False
    list_per_page = 50
    menu_hook = "register_people_menu_item"


class RoleViewSet(PartViewSet):
    model = BuildingAgent
    name = "roles"
    icon = "user"
    menu_label = _("Roles in the project")
    menu_order = 20
    list_display = ["agent", "role", "concern", "planned", "position"]
    filterset_class = OfAgent
    edit_handler = ObjectList(
        [
            FieldPanel("agent", widget=typed_agent()),
            FieldRowPanel([FieldPanel("role"), FieldPanel("concern")]),
            EVIDENCE,
        ]
    )


class FundingViewSet(PartViewSet):
    model = Funding
    name = "funding"
    icon = "tag"
    menu_label = _("Funding")
    menu_order = 30
    list_display = ["agent", "scheme_fr", "purpose_fr", "concern", "position"]
    filterset_class = OfFunding
    edit_handler = ObjectList(
        [
            FieldPanel("agent", widget=typed_agent()),
            FieldRowPanel([FieldPanel("scheme_fr"), FieldPanel("scheme_en")]),
            FieldRowPanel([FieldPanel("purpose_fr"), FieldPanel("purpose_en")]),
            FieldRowPanel([FieldPanel("concern"), FieldPanel("amount")]),
            FieldPanel("and_others"),
            EVIDENCE,
        ]
    )
