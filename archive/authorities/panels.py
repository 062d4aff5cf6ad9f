"""The form of an agent: what identifies it first, the rest behind."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from archive.core.minor import MinorPanel
from archive.core.typed_choice import TypedChoice

from .models import Kind

MADE = ((Kind.ORGANISATION, _("New organisation:")), (Kind.PERSON, _("New person:")))
MADE_TOO = ((Kind.PROGRAMME, _("New programme:")), (Kind.LABEL, _("New label:")))


def typed_agent(kinds: tuple = (*MADE, *MADE_TOO)) -> TypedChoice:
    """The field in which an agent is typed, wherever one is named."""
    return TypedChoice("agents:find", "agents:make", kinds)


AGENT_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_en")]),
            FieldPanel("gender"),
            InlinePanel(
                "names",
                heading=_("Other names and acronyms"),
                label=_("Other name"),
                panels=[FieldRowPanel([FieldPanel("text"), FieldPanel("kind"), FieldPanel("language")])],
            ),
        ],
        heading=_("Identity"),
    ),
    MultiFieldPanel(
        [FieldPanel("naming"), FieldPanel("naming_note")], heading=_("A person: is the name public?")
    ),
    MultiFieldPanel(
        [
            FieldPanel("parent", widget=typed_agent(MADE[:1])),
            FieldPanel("held_by", widget=typed_agent(MADE[:1])),
            FieldPanel("website"),
            FieldPanel("position"),
        ],
        heading=_("Place among the others"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("existence_fr"), FieldPanel("existence_en")]),
            FieldPanel("history_fr"),
            FieldPanel("history_en"),
            FieldPanel("functions_fr"),
            FieldPanel("functions_en"),
            FieldRowPanel([FieldPanel("places_fr"), FieldPanel("places_en")]),
        ],
        heading=_("Description"),
        classname="collapsed",
    ),
    MinorPanel(),
    MultiFieldPanel(
        [
            InlinePanel(
                "identifiers",
                heading=_("Outside identifiers"),
                label=_("Identifier"),
                panels=[FieldRowPanel([FieldPanel("scheme"), FieldPanel("value")])],
            ),
            FieldPanel("sources"),
        ],
        heading=_("Control"),
        classname="collapsed",
    ),
]
