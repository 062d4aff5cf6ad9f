"""The tree of the building's parts: chosen in forms, listed and changed at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from archive.core.deleting import DeleteUnused
from archive.core.minor import MinorForm, MinorPanel
from archive.core.typed_choice import TypedChoice
from archive.core.words import plain_words

from .models import KINDS, Element

INDENT = "\u2003"
SHOWN = 12


class TreeIterator(forms.models.ModelChoiceIterator):
    """Parts of a whole stand under it, set in."""

    def choice(self, element: Any) -> Any:
        value, label = super().choice(element)
        return value, INDENT * element.depth + label


class ElementField(forms.ModelChoiceField):
    iterator = TreeIterator

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": Element.objects.all(), "label": _("Part of the building")} | kwargs)


def typed_element() -> TypedChoice:
    """The field in which a part is typed."""
    return TypedChoice("elements:find")


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Each word typed begins a word of its name, in either language; all, in their order, when none is."""
    words = plain_words(request.GET.get("q", ""))
    rows = list(Element.objects.order_by("place"))
    names = {row.place: str(row) for row in rows}
    found = [row for row in rows if all(_begins(word, row) for word in words)]
    answer = [
        {"value": row.pk, "label": str(row), "hint": names.get(row.place.rpartition(".")[0], "")}
        for row in found[: SHOWN if words else None]
    ]
    return JsonResponse({"found": answer})


def _begins(word: str, row: Element) -> bool:
    said = plain_words(f"{row.label_fr} {row.label_en}")
    return any(part.startswith(word) for part in said)


class ElementName(TitleColumn):
    def get_value(self, instance: Element) -> str:
        return INDENT * instance.depth + str(instance)


class ElementIndex(generic.IndexView):
    default_ordering = "place"
    is_searchable = True

    @cached_property
    def columns(self) -> list[Column]:
        name = self._get_title_column("label_fr", ElementName)
        name.label = _("Name")
        return [
            name,
            Column("label_en", label=_("English name")),
            Column("kind", label=_("Kind")),
            Column("slug", label=_("Key")),
        ]

    def get_base_queryset(self) -> QuerySet[Element]:
        return Element.objects.select_related("kind").order_by("place")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.search_query:
            return queryset
        return queryset.filter(label_fr__icontains=self.search_query) | queryset.filter(
            label_en__icontains=self.search_query
        )


class TreeForm:
    """What both views of the form do to it."""

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        parent = form.fields["parent"]
        form.fields["parent"] = ElementField(
            label=parent.label, required=False, initial=form.instance.parent_id, help_text=parent.help_text
        )
        form.fields["kind"].queryset = form.fields["kind"].queryset.filter(scheme__key=KINDS)
        if form.instance.pk:
            form.fields["slug"].disabled = True
        return form


class ElementCreate(TreeForm, generic.CreateView):
    pass


class ElementEdit(TreeForm, generic.EditView):
    pass


class ElementViewSet(ModelViewSet):
    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("find/", find, name="find")]  # the menu leads to the first

    model = Element
    name = "elements"
    url_prefix = "elements"
    icon = "home"
    menu_label = _("Parts of the building")
    menu_order = 10
    list_per_page = 200
    ordering = ("place",)
    index_view_class = ElementIndex
    add_view_class = ElementCreate
    edit_view_class = ElementEdit
    delete_view_class = DeleteUnused
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("label_fr"), FieldPanel("label_en")]),
            FieldPanel("kind"),
            MultiFieldPanel(
                [FieldPanel("parent"), FieldPanel("position"), FieldPanel("slug")], heading=_("Place")
            ),
            FieldPanel("note_fr"),
            FieldPanel("note_en"),
            MinorPanel(),
        ],
        base_form_class=MinorForm,
    )
