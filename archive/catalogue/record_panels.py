"""What is particular in the form of a record: what is still to be done, rows with fields of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import HelpPanel, InlinePanel, Panel

from archive.authorities.elements import ElementField, typed_element


class RemainingPanel(HelpPanel):
    """Of a record that is there, what it lacks; of a new one, what was carried over to it."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            told = self.instance.pk or getattr(self.instance, "carried_over_from", "")
            return super().is_shown() and bool(told)


class WrittenElsewhere(InlinePanel):
    """Names rows to the translator's editor and to comparisons; here a field of the form writes them."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            return False


class CarriedPanel(Panel):
    """What the originals carry beside their pages; shown only where there is something to know."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "catalogue/carried_panel.html"

        def _documents(self) -> list[Any]:
            return [row.document for row in self.instance.files.all() if row.document.carries]

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk and self._documents())

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"documents": self._documents()}


class RecordFileForm(WagtailAdminModelForm):
    caption = forms.CharField(label=_("Caption"), required=False, max_length=500)


class FilesPanel(InlinePanel):
    """Each row of files with its caption."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = RecordFileForm
        return options


class RecordElementForm(WagtailAdminModelForm):
    element = ElementField(widget=typed_element())


class ElementsPanel(InlinePanel):
    """Each row is typed, and found in the tree of the building."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = RecordElementForm
        return options
