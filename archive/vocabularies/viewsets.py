"""The vocabularies at the desk: each as a tree, and all concepts as one list."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from archive.core.deleting import DeleteUnused
from archive.core.words import plain_words

from . import desk
from .forms import CONCEPT_PANELS, ConceptForm
from .models import Concept, ConceptScheme


class ConceptFilters(WagtailFilterSet):
    scheme = filters.ModelChoiceFilter(label=_("Vocabulary"), queryset=ConceptScheme.objects.all())

    class Meta:
        model = Concept
        fields: list[str] = []


class ConceptIndex(generic.IndexView):
    is_searchable = True
    of_concepts = [
        Column("label_en", label=_("English name"), sort_key="folded_en"),
        Column("broader", label=_("Broader concept")),
        Column("scheme", label=_("Vocabulary"), sort_key="scheme"),
        Column("slug", label=_("Key")),
    ]

    @cached_property
    def columns(self) -> list[Column]:
        name = self._get_title_column("__str__", TitleColumn)
        name.label, name.sort_key = _("Name"), "folded_fr"
        return [name, *self.of_concepts]

    def get_base_queryset(self) -> QuerySet[Concept]:
        return Concept.objects.select_related("scheme", "broader")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Each word typed stands in some label, hidden ones too, or is the key."""
        for word in plain_words(self.search_query or ""):
            named = Q(folded_fr__contains=word) | Q(folded_en__contains=word)
            named |= Q(labels__folded__contains=word) | Q(slug=word) | Q(notation__icontains=word)
            queryset = queryset.filter(pk__in=Concept.objects.filter(named).values("pk"))
        return queryset


class ConceptCreate(generic.CreateView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET" and not self._scheme(request):
            messages.info(request, gettext("Choose the vocabulary that the concept belongs to."))
            return redirect("schemes:index")
        return super().dispatch(request, *args, **kwargs)

    def _scheme(self, request: HttpRequest) -> ConceptScheme | None:
        return ConceptScheme.objects.filter(key=request.GET.get("scheme", "")).first()

    def get_initial_form_instance(self) -> Concept | None:
        scheme = self._scheme(self.request)
        if scheme is None:
            return None
        above = Concept.objects.filter(scheme=scheme, slug=self.request.GET.get("under", "")).first()
        return Concept(scheme=scheme, broader=above)

    def get_success_url(self) -> str:
        return reverse("vocabularies:tree", args=[self.object.scheme.key])


class ConceptEdit(generic.EditView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        tree = reverse("vocabularies:tree", args=[self.object.scheme.key])
        buttons.append(HeaderButton(_("The whole vocabulary"), url=tree, icon_name="list-ul", priority=50))
        if desk.may_sort(self.request.user):
            merge = reverse("vocabularies:merge", args=[self.object.pk])
            label = _("Merge with another")
            buttons.append(HeaderButton(label, url=merge, icon_name="resubmit", priority=60))
        return buttons

    def get_success_url(self) -> str:
        return reverse("vocabularies:tree", args=[self.object.scheme.key])


class ConceptViewSet(ModelViewSet):
    model = Concept
    name = "concepts"
    url_prefix = "concepts"
    icon = "tag"
    menu_label = _("Concepts")
    menu_order = 20
    list_per_page = 50
    ordering = ("scheme__sort_order", "sort_order", "folded_fr")
    filterset_class = ConceptFilters
    index_view_class = ConceptIndex
    add_view_class = ConceptCreate
    edit_view_class = ConceptEdit
    delete_view_class = DeleteUnused
    copy_view_enabled = False
    edit_handler = ObjectList(CONCEPT_PANELS, base_form_class=ConceptForm)


class SchemeIndex(generic.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        name = TitleColumn(
            "name",
            label=_("Name"),
            accessor=str,
            get_url=lambda row: reverse("vocabularies:tree", args=[row.key]),
        )
        return [name, Column("label_en", label=_("English name")), Column("key", label=_("Key"))]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if desk.may_sort(self.request.user):
            url = reverse("vocabularies:import")
            buttons.append(HeaderButton(_("Import SKOS"), url=url, icon_name="upload", priority=50))
        for extension in ("ttl", "rdf", "jsonld"):
            url = reverse("vocabularies:export", args=[extension])
            label = _("Export all (%(extension)s)") % {"extension": extension}
            buttons.append(HeaderButton(label, url=url, icon_name="download", priority=60))
        return buttons


class SchemeViewSet(ModelViewSet):
    model = ConceptScheme
    name = "schemes"
    url_prefix = "schemes"
    icon = "list-ul"
    menu_label = _("Vocabularies")
    menu_order = 10
    index_view_class = SchemeIndex
    delete_view_class = DeleteUnused
    copy_view_enabled = False
    list_per_page = 100
    edit_handler = ObjectList(
        [
            FieldPanel("key"),
            FieldRowPanel([FieldPanel("label_fr"), FieldPanel("label_en")]),
            FieldRowPanel([FieldPanel("description_fr"), FieldPanel("description_en")]),
            FieldPanel("source"),
            FieldPanel("sort_order"),
        ]
    )


class VocabulariesGroup(ViewSetGroup):
    """What other apps know of words joins it by the hook `register_vocabularies_menu_item`."""

    menu_label = _("Vocabularies")
    menu_icon = "tag"
    menu_order = 46
    submenu_hook = "register_vocabularies_menu_item"
    items = (SchemeViewSet, ConceptViewSet)
