"""What series and records share: a mark given at birth, and words that exclude every fact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Revision

from archive.core.pages import BasePage, NotReady

from ..vocabulary import Level
from .mark import Mark, check_code


class MarkedPageForm(WagtailAdminPageForm):
    """Proposes a mark at birth; afterwards it is only shown."""

    mark = forms.CharField(
        label=_("Mark"),
        required=False,
        max_length=20,
        help_text=_("Proposed: the next free one. Given once, it stays with this record for ever."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "mark" not in self.fields:
            return
        if self.instance.pk:
            self.fields["mark"].disabled = True
            self.fields["mark"].help_text = _("Given at birth; it never changes.")
            self.initial["mark"] = self.instance.mark
        else:
            self.initial["mark"] = Mark.propose(self.instance.mark_letter)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        above = getattr(self.parent_page.specific, "level", "") if self.parent_page else ""
        if above and cleaned.get("level") and Level(cleaned["level"]).depth < Level(above).depth:
            sentence = _("What it stands in is of the level “%(level)s”: its parts are no higher.")
            self.add_error("level", sentence % {"level": Level(above).label})
        return cleaned

    def clean_mark(self) -> str:
        code = self.cleaned_data["mark"].strip().upper()
        if self.instance.pk or not code:
            return code
        check_code(code)
        if Mark.objects.filter(code=code).exists():
            raise ValidationError(_("This mark has already been given; a mark is never used twice."))
        self.instance.wanted_mark = code
        return code


class MarkedPage(BasePage):
    """A page of the catalogue that bears a mark. `mark_letter` tells its family within the mark."""

    shown_in_every_language = True
    private_page_options: list[str] = []
    base_form_class = MarkedPageForm
    mark_letter = ""
    wanted_mark = ""
    required_elements = ("title",)

    content_panels = [FieldPanel("title", classname="title")]  # no address is made from it

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """It is looked at once it is there: what a page shows is read from the database."""
        return super().preview_modes if self.pk else []

    @cached_property
    def mark(self) -> str:
        """The code, same for both rows; "" before birth."""
        found = Mark.objects.filter(key=self.translation_key).values_list("code", flat=True).first()
        return found or ""

    def take_mark(self) -> str:
        """The code of this page, given now if it has none yet."""
        if not self.mark:
            code = self.wanted_mark or Mark.propose(self.mark_letter)
            Mark.objects.create(key=self.translation_key, code=code)
            self.__dict__["mark"] = code
        return self.mark

    def missing_elements(self) -> list[str]:
        """Names of what ISAD(G) asks of every description and this one lacks; a draft may lack it."""
        return [
            str(self._meta.get_field(name).verbose_name)
            for name in self.required_elements
            if not str(getattr(self, name) or "").strip()
        ]

    def obstacles(self) -> list[str]:
        """Sentences on what is there and cannot be published as it is."""
        return []

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """However it is published, nothing that is required is missing, and nothing wrong."""
        if not self.is_source:
            return super().publish(revision, *args, **kwargs)
        wanted = revision.as_object()
        if missing := wanted.missing_elements():
            raise NotReady(
                _("%(mark)s is not published. Missing: %(missing)s."),
                code="required",
                params={"mark": self.mark, "missing": ", ".join(missing)},
            )
        if obstacles := wanted.obstacles():
            raise NotReady(
                _("%(mark)s is not published. %(reasons)s"),
                code="obstacles",
                params={"mark": self.mark, "reasons": " ".join(str(each) for each in obstacles)},
            )
        return super().publish(revision, *args, **kwargs)

    def refuse(self, request: HttpRequest) -> HttpResponse:
        """What has been withdrawn says so; what is closed answers like what does not exist."""
        from ..views import gone

        return gone(request, self.mark)

    def may_be_served(self, request: HttpRequest) -> bool:
        from ..access import may_view

        return may_view(request.user, self)
