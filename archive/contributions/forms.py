"""The form of a letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Letter


class LetterForm(forms.ModelForm):
    # Seen by nobody, filled in by machines.
    website = forms.CharField(required=False)

    class Meta:
        model = Letter
        fields = ("purpose", "about", "message", "name", "contact")
        widgets = {
            "purpose": forms.RadioSelect,
            "message": forms.Textarea(attrs={"rows": 8}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "contact": forms.TextInput(attrs={"autocomplete": "email"}),
        }
        help_texts = {
            "about": _("The reference painted on the record, such as CH-D-0003; none for another matter."),
            "contact": _("So that the archive can answer you. It is shown to the archivists alone."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("about", "message", "name", "contact"):
            self.fields[name].widget.attrs["class"] = "field"
            self.fields[name].widget.attrs.setdefault("autocomplete", "off")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("purpose") == Letter.Purpose.CONSULT and not cleaned.get("contact"):
            self.add_error("contact", _("Give an e-mail or a telephone, so that the archive can answer."))
        return cleaned

    @property
    def is_of_a_machine(self) -> bool:
        return bool(self.data.get("website"))
