"""What is known of the building, at the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from archive.catalogue.date_words import DateWords
from archive.core.minor import MinorForm, MinorPanel

from .models import Milestone, Phase, Protection, Statement
from .viewsets import EVIDENCE

NAMED = FieldRowPanel([FieldPanel("label_fr"), FieldPanel("label_en")])


class KnownViewSet(ModelViewSet):
    copy_view_enabled = False
    list_per_page = 50


class PhaseViewSet(KnownViewSet):
    model = Phase
    name = "phases"
    icon = "time"
    menu_label = _("Phases")
    menu_order = 20
    list_display = ["label_fr", "period", "planned"]
    edit_handler = ObjectList([NAMED, MinorPanel(), EVIDENCE], base_form_class=MinorForm)


class ProtectionViewSet(KnownViewSet):
    model = Protection
    name = "protections"
    icon = "lock"
    menu_label = _("Protections")
    menu_order = 30
    list_display = ["label_fr", "regime", "period"]
    edit_handler = ObjectList(
        [
            FieldPanel("regime"),
            NAMED,
            FieldPanel("act"),
            FieldRowPanel([FieldPanel("property_fr"), FieldPanel("property_en")]),
            FieldPanel("extent_fr"),
            FieldPanel("extent_en"),
            FieldPanel("elements"),
            MinorPanel(),
            EVIDENCE,
        ],
        base_form_class=MinorForm,
    )


class MilestoneViewSet(KnownViewSet):
    model = Milestone
    name = "milestones"
    icon = "calendar"
    menu_label = _("Milestones")
    menu_order = 40
    list_display = ["label_fr", "period", "planned"]
    edit_handler = ObjectList(
        [
            NAMED,
            MinorPanel(),
            EVIDENCE,
            InlinePanel(
                "announcements",
                heading=_("Dates that were announced"),
                label=_("Announced date"),
                panels=[
                    FieldRowPanel(
                        [
                            FieldPanel("period", widget=DateWords()),
                            FieldPanel("announced_on", widget=DateWords()),
                        ]
                    ),
                    FieldPanel("source"),
                ],
            ),
        ],
        base_form_class=MinorForm,
    )


class StatementViewSet(KnownViewSet):
    model = Statement
    name = "statements"
    icon = "openquote"
    menu_label = _("Statements")
    menu_order = 50
    list_display = ["text_fr", "source", "confidence"]
    edit_handler = ObjectList(
        [
            FieldPanel("text_fr"),
            FieldPanel("text_en"),
            FieldRowPanel([FieldPanel("confidence"), FieldPanel("page")]),
            FieldPanel("element"),
            FieldPanel("disagrees_with"),
            MinorPanel(),
            EVIDENCE,
        ],
        base_form_class=MinorForm,
    )
