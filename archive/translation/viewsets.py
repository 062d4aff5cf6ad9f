"""The glossary at the desk, beside the vocabularies."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from archive.core.words import plain_words

from .models import GlossaryTerm
from .models.glossary import lines


def _in_one_line(name: str) -> Any:
    return lambda term: ", ".join(lines(getattr(term, name)))


class GlossaryIndex(generic.IndexView):
    is_searchable = True
    list_export = ["french", "english", "keep", "others", "avoid", "note"]

    @cached_property
    def columns(self) -> list[Column]:
        french = self._get_title_column("french", TitleColumn)
        french.label, french.sort_key = _("French term"), "folded"
        return [
            french,
            Column("said", label=_("English term"), sort_key="english"),
            Column("others", label=_("other right words"), accessor=_in_one_line("others")),
            Column("avoid", label=_("words to avoid"), accessor=_in_one_line("avoid")),
            BooleanColumn("keep", label=_("never translated"), sort_key="keep"),
            Column("note", label=_("note")),
        ]

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Each word typed stands in a word of the term, in either language."""
        for word in (self.search_query or "").split():
            found = Q(english__icontains=word) | Q(others__icontains=word) | Q(avoid__icontains=word)
            for folded in plain_words(word):
                found |= Q(folded__contains=folded)
            queryset = queryset.filter(found)
        return queryset


class GlossaryViewSet(ModelViewSet):
    model = GlossaryTerm
    name = "glossary"
    url_prefix = "glossary"
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 30
    menu_hook = "register_vocabularies_menu_item"
    list_per_page = 100
    ordering = ("folded",)
    index_view_class = GlossaryIndex
    inspect_view_enabled = True
    inspect_view_fields = ["french", "english", "keep", "others", "avoid", "note"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("french"), FieldPanel("english")]),
            FieldPanel("keep"),
            FieldRowPanel([FieldPanel("others"), FieldPanel("avoid")]),
            FieldPanel("note"),
        ]
    )
