"""What the desk knows of the building, in one menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from archive.authorities.elements import ElementViewSet
from archive.building.desk import MilestoneViewSet, PhaseViewSet, ProtectionViewSet, StatementViewSet

from .plans import PlanViewSet


class BuildingGroup(ViewSetGroup):
    menu_label = _("The building")
    menu_icon = "home"
    menu_order = 46
    items = (ElementViewSet, PlanViewSet, PhaseViewSet, ProtectionViewSet, MilestoneViewSet, StatementViewSet)
