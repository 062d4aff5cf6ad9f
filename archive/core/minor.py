"""A minor edit of a thing that has words in both languages: its French is written better and says the same,
so its English stays right. Whoever keeps translations reads `same_said_by` of what is being saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel


def has_english(thing: Model) -> bool:
    french = [field.name for field in thing._meta.concrete_fields if field.name.endswith("_fr")]
    return any(getattr(thing, name) and getattr(thing, f"{name[:-3]}_en", "") for name in french)


class StillRightField(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(
            label=_("The translation is still right"),
            required=False,
            help_text=_("When you only correct the French: the English words stay approved."),
        )


class MinorForm(WagtailAdminModelForm):
    still_right = StillRightField()

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data.get("still_right"):
            self.instance.same_said_by = self.for_user
        return super().save(commit)


class MinorPanel(FieldPanel):
    """Beside things that say something in English already."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"field_name": "still_right"} | kwargs))

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and has_english(self.instance))
