"""The board: everything that is to be said in English, how far it is, and who has it in hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import django_filters as filters
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets import Button

from archive.catalogue.access import sees_restricted
from archive.catalogue.models import SeriesPage
from archive.core.spreadsheet import Spreadsheet
from archive.core.words import plain

from . import rights
from .models import State, Work

URGENCY = (
    State.SENT_BACK,
    State.REVIEW,
    State.OUTDATED,
    State.DRAFT,
    State.MISSING,
    State.LIVE,
    State.NOT_WANTED,
)
NOBODY = "nobody"


def translators(request: Any = None) -> QuerySet[Any]:
    right = Q(groups__permissions__content_type__app_label="translation")
    return get_user_model().objects.filter(right, is_active=True).distinct().order_by("username")


def _kinds(request: Any = None) -> QuerySet[ContentType]:
    return ContentType.objects.filter(pk__in=Work.objects.values("content_type"))


def _series(request: Any = None) -> QuerySet[SeriesPage]:
    found = SeriesPage.objects.filter(locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE)
    return (found if sees_restricted(request and request.user) else found.filter(live=True)).order_by("path")


class KindField(filters.fields.ModelMultipleChoiceField):
    def label_from_instance(self, kind: ContentType) -> str:
        model = kind.model_class()
        return str(model._meta.verbose_name_plural if model else kind)


class KindFilter(filters.ModelMultipleChoiceFilter):
    field_class = KindField


class SeriesField(filters.fields.ModelChoiceField):
    def label_from_instance(self, series: SeriesPage) -> str:
        return f"{'— ' * (series.depth - 4)}{series.title}"


class SeriesFilter(filters.ModelChoiceFilter):
    """A series with all that stands below it."""

    field_class = SeriesField

    def filter(self, works: QuerySet, series: SeriesPage | None) -> QuerySet:
        return works.filter(path__startswith=series.path) if series else works


class WorkFilters(WagtailFilterSet):
    state = filters.MultipleChoiceFilter(label=gettext_lazy("State"), choices=State.choices)
    kind = KindFilter(label=gettext_lazy("Kind"), field_name="content_type", queryset=_kinds)
    series = SeriesFilter(label=gettext_lazy("Series"), queryset=_series)
    assignee = filters.ModelChoiceFilter(
        label=gettext_lazy("Translator"),
        queryset=translators,
        null_label=gettext_lazy("nobody"),
        null_value=NOBODY,
    )
    age = filters.ChoiceFilter(
        label=gettext_lazy("Out of date for more than"),
        method="older_than",
        choices=[
            ("7", gettext_lazy("a week")),
            ("30", gettext_lazy("a month")),
            ("90", gettext_lazy("three months")),
            ("365", gettext_lazy("a year")),
        ],
    )
    due = filters.ChoiceFilter(
        label=gettext_lazy("Due"),
        method="due_by",
        choices=[("late", gettext_lazy("late")), ("soon", gettext_lazy("within a week"))],
    )

    def older_than(self, works: QuerySet, name: str, days: str) -> QuerySet:
        return works.filter(outdated_since__lt=timezone.now() - timedelta(days=int(days)))

    def due_by(self, works: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        waiting = works.exclude(state__in=(State.LIVE, State.NOT_WANTED))
        if value == "late":
            return waiting.filter(due__lt=today)
        return waiting.filter(due__range=(today, today + timedelta(days=7)))


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    title: str
    kind: str
    state: str
    state_name: str
    texts: int
    missing: int
    outdated: int
    drafted: int
    done: int
    since: Any
    by: str
    assignee: str
    due: Any
    brief: str
    url: str
    late: bool

    @property
    def done_said(self) -> str:
        return _("%s %%") % self.done


@dataclass(slots=True)
class Section:
    """One kind of things, or the whole site: how many are in each state, and texts live of texts in all."""

    name: str
    url: str
    total: int = 0
    texts: int = 0
    live: int = 0
    states: dict[str, int] = field(default_factory=dict)

    @property
    def done(self) -> int:
        return 100 * self.live // self.texts if self.texts else 100

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(str(State(key).label), self.states[key]) for key in URGENCY if self.states.get(key)]


def read_rows(works: Iterable[Work]) -> list[Row]:
    """Of works with their kind and people; no query of its own."""
    today = timezone.localdate()
    return [
        Row(
            pk=work.pk,
            title=work.title,
            kind=str(work.kind),
            state=work.state,
            state_name=str(work.get_state_display()),
            texts=work.texts,
            missing=work.missing,
            outdated=work.outdated,
            drafted=work.drafted,
            done=work.done,
            since=work.outdated_since,
            by=_name(work.outdated_by),
            assignee=_name(work.assignee),
            due=work.due,
            brief=work.brief,
            url=reverse("translation:desk", args=[work.pk]),
            late=bool(work.due and work.due < today and work.state not in (State.LIVE, State.NOT_WANTED)),
        )
        for work in works
    ]


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def progress(works: QuerySet[Work]) -> list[Section]:
    """By kind, then of all; in one query. What is not to be translated is not counted as lacking."""
    rows = works.order_by().values("content_type", "state")
    counted = rows.annotate(
        total=Count("pk"),
        said=Sum("texts"),
        lacking=Sum(F("missing") + F("outdated") + F("drafted")),
    )
    board = reverse("translation:board")
    whole = Section(_("The whole site"), board)
    kinds: dict[int, Section] = {}
    types = ContentType.objects.in_bulk({row["content_type"] for row in counted})
    for row in counted:
        kind = types[row["content_type"]]
        model = kind.model_class()
        name = str(model._meta.verbose_name_plural if model else kind)
        section = kinds.setdefault(kind.pk, Section(name[:1].upper() + name[1:], f"{board}?kind={kind.pk}"))
        for each in (section, whole):
            each.total += row["total"]
            each.states[row["state"]] = each.states.get(row["state"], 0) + row["total"]
            if row["state"] != State.NOT_WANTED:
                each.texts += row["said"]
                each.live += row["said"] - row["lacking"]
    return [*sorted(kinds.values(), key=lambda each: plain(each.name)), whole]


class ChooseColumn(Column):
    cell_template_name = "translation/choose_cell.html"


class StateColumn(Column):
    cell_template_name = "translation/state_cell.html"


class DueColumn(Column):
    cell_template_name = "translation/due_cell.html"


class WorkTitle(TitleColumn):
    cell_template_name = "translation/title_cell.html"


class BoardView(Spreadsheet, BaseListingView):
    model = Work
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    verbose_name_plural = gettext_lazy("translations")
    index_url_name = "translation:board"
    index_results_url_name = "translation:results"
    results_template_name = "translation/board_results.html"
    filterset_class = WorkFilters
    default_ordering = "urgency"
    paginate_by = 50
    is_searchable = True
    table_classname = "listing records"
    export_filename = "traductions"
    export_headings = {
        "title": gettext_lazy("Title"),
        "kind": gettext_lazy("Kind"),
        "state_name": gettext_lazy("State"),
        "texts": gettext_lazy("Texts"),
        "missing": gettext_lazy("Missing"),
        "outdated": gettext_lazy("Out of date"),
        "drafted": gettext_lazy("In draft"),
        "done": gettext_lazy("Hundredths done"),
        "since": gettext_lazy("Out of date since"),
        "by": gettext_lazy("Changed by"),
        "assignee": gettext_lazy("Translator"),
        "due": gettext_lazy("Due"),
        "brief": gettext_lazy("Brief"),
    }
    list_export = list(export_headings)

    @property
    def columns(self) -> list[Column]:
        found = [
            WorkTitle("title", label=_("Title"), sort_key="title", width="32%", get_url=lambda row: row.url),
            Column("kind", label=_("Kind"), sort_key="content_type"),
            StateColumn("state", label=_("State"), sort_key="urgency"),
            Column("done_said", label=_("Done")),
            Column("assignee", label=_("Translator"), sort_key="assignee__username"),
            DueColumn("due", label=_("Due"), sort_key="due"),
        ]
        return [ChooseColumn("pk", label=_("Choose")), *found] if self.may_give else found

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        address = f"{reverse('translation:import')}?{self.request.GET.urlencode()}"
        return [*super().header_more_buttons, Button(_("Translate outside"), address, icon_name="globe")]

    @property
    def may_give(self) -> bool:
        return bool(self.request.user.has_perm(rights.REVIEW))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rights.may_open_desk(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            return self.as_spreadsheet(read_rows(self.get_queryset()), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Work]:
        order = Case(
            *(When(state=state, then=Value(place)) for place, state in enumerate(URGENCY)),
            output_field=IntegerField(),
        )
        works = rights.seen_by(self.request.user).annotate(urgency=order)
        return works.select_related("content_type", "assignee", "outdated_by")

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return super().get_filterset_kwargs() | {"queryset": self.get_base_queryset()}

    def filter_queryset(self, works: QuerySet) -> QuerySet:
        """A filter that is not understood finds nothing, rather than everything."""
        return super().filter_queryset(works) if self.filters.is_valid() else works.none()

    def order_queryset(self, works: QuerySet) -> QuerySet:
        return works.order_by(self.ordering, "due", "outdated_since", "title", "pk")

    def search_queryset(self, works: QuerySet) -> QuerySet:
        return called(works, self.search_query or "")

    def get_table(self, works: Any) -> Any:
        return super().get_table(read_rows(works))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        asked = self.request.GET.copy()
        asked.pop("p", None)
        sections = progress(rights.seen_by(self.request.user))
        context |= {
            "sections": sections,
            "whole": sections[-1],
            "may_give": self.may_give,
            "asked": asked.urlencode(),
            "may_submit": self.request.user.has_perm(rights.WRITE),
        }
        if self.may_give:
            from .giving import GiveForm

            context["give_form"] = GiveForm()
        return context


board = BoardView.as_view()
results = BoardView.as_view(results_only=True)


def called(works: QuerySet[Work], typed: str) -> QuerySet[Work]:
    """Each word typed stands in the title, accents and case aside."""
    words = plain(typed).split()
    if not words:
        return works
    known = works.order_by().values_list("pk", "title")
    return works.filter(pk__in=[pk for pk, title in known if all(word in plain(title) for word in words)])


def asked_works(request: HttpRequest, query: Any) -> QuerySet[Work]:
    """The works that the board shows when it is asked so; none for what is not understood."""
    works = rights.seen_by(request.user)
    asked = WorkFilters(query, queryset=works, request=request)
    return called(asked.qs, query.get("q", "")) if asked.is_valid() else works.none()
