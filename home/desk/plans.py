"""Plans at the desk: what is drawn on, and where things have their place on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log

from archive.authorities.elements import ElementField
from archive.catalogue.access import hidden_from
from archive.catalogue.models import Finding, Observation, Placement, Plan
from archive.catalogue.outlines import Corner, read_corners, said_in_percent
from archive.core.minor import MinorForm, MinorPanel

from ..building.plans import image_of
from ..elevation import draw
from .finding_form import record_of

CHANGE = "catalogue.change_plan"
SIDES = ("x", "y", "width", "height")


def _percent(label: Any, required: bool) -> forms.FloatField:
    widget = forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"})
    return forms.FloatField(label=label, required=required, min_value=0, max_value=100, widget=widget)


class PlacementForm(forms.Form):
    """One thing, at a point, in a box or in an area of any shape."""

    element = ElementField(required=False)
    finding = forms.ModelChoiceField(
        label=gettext_lazy("Finding"), queryset=Finding.objects.none(), required=False
    )
    mark = forms.CharField(
        label=gettext_lazy("Record"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Its mark, such as CH-D-0003."),
    )
    x = _percent(gettext_lazy("Left, %"), False)
    y = _percent(gettext_lazy("Top, %"), False)
    width = _percent(gettext_lazy("Width, %"), False)
    height = _percent(gettext_lazy("Height, %"), False)
    corners = forms.CharField(
        label=gettext_lazy("Corners of an area, %"),
        required=False,
        max_length=2_000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("For an area of any shape: x,y of each corner, such as 10,20 30,20 25,45."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        told = Observation.objects.exclude(report__in=hidden_from(user))
        self.fields["finding"].queryset = Finding.objects.filter(observations__in=told).distinct()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        mark = cleaned.get("mark", "").strip().upper()
        cleaned["record"] = record_of(mark, self.user) if mark else None
        if mark and cleaned["record"] is None:
            self.add_error("mark", _("There is no record of this mark."))
        given = [name for name in ("element", "finding", "record") if cleaned.get(name)]
        if len(given) != 1 and not self.errors:
            raise ValidationError(_("Choose one thing to place: a part, a finding or a record."))
        if cleaned.get("corners") or "corners" in self.errors:
            return cleaned
        for start, size in (("x", "width"), ("y", "height")):
            if cleaned.get(start) is None and start not in self.errors:
                self.add_error(start, _("Say where it is."))
            if (cleaned.get(start) or 0) + (cleaned.get(size) or 0) > 100.01:
                self.add_error(size, _("This box leaves the page."))
        return cleaned

    def clean_corners(self) -> list[Corner]:
        text = self.cleaned_data["corners"].strip()
        return read_corners(text) if text else []

    def placement(self, plan: Plan) -> Placement:
        sides = {side: (self.cleaned_data.get(side) or 0) / 100 for side in SIDES}
        things = {name: self.cleaned_data.get(name) for name in ("element", "finding", "record")}
        return Placement(plan=plan, corners=self.cleaned_data["corners"], **things, **sides)


def place(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    plan = get_object_or_404(Plan, pk=pk)
    form = PlacementForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        placement = form.placement(plan)
        placement.save()
        log(instance=plan, action="wagtail.edit", user=request.user)
        messages.success(request, _("“%(thing)s” has its place.") % {"thing": placement})
        return redirect(f"{reverse('plans:place', args=[plan.pk])}#form")
    rows = plan.placements.select_related("element", "finding", "record")
    context = {
        "plan": plan,
        "form": form,
        "image": image_of(plan, request.user),
        "elevation": draw([]) if plan.drawing == Plan.Drawing.ELEVATION else None,
        "rows": [{"placement": row, "outline": _outline(row), "place": _said(row)} for row in rows],
        "breadcrumbs_items": [
            {"url": reverse("plans:index"), "label": _("Plans")},
            {"url": reverse("plans:edit", args=[plan.pk]), "label": str(plan)},
            {"url": "", "label": _("Place things on it")},
        ],
        "page_title": _("Place things on it"),
        "page_subtitle": str(plan),
        "header_icon": "crosshairs",
    }
    return render(request, "home/desk/placing.html", context, status=422 if form.errors else 200)


def _said(row: Placement) -> str:
    """Where it stands, in words."""
    x, y, width, height = (number_format(round(100 * getattr(row, side), 1)) for side in SIDES)
    at = {"x": x, "y": y, "width": width, "height": height}
    if row.corners:
        return _("area of %(n)s corners from %(x)s, %(y)s") % (at | {"n": len(row.corners)})
    if row.is_point:
        return _("point at %(x)s, %(y)s") % at
    return _("box of %(width)s by %(height)s at %(x)s, %(y)s") % at


def _outline(row: Placement) -> str:
    if row.corners:
        return f"M{said_in_percent(row.corners)}z"
    x, y, width, height = (round(100 * getattr(row, side), 2) for side in SIDES)
    return f"M{x} {y}h{width or 0.8}v{height or 0.8}h-{width or 0.8}z"


@require_POST
def take_away(request: HttpRequest, pk: int, placement: int) -> HttpResponse:
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    row = get_object_or_404(Placement, pk=placement, plan=pk)
    log(instance=row.plan, action="wagtail.edit", user=request.user)
    row.delete()
    return redirect("plans:place", pk)


class PlanEdit(generic.EditView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        url = reverse("plans:place", args=[self.object.pk])
        button = HeaderButton(_("Place things on it"), url=url, icon_name="crosshairs", priority=60)
        return [*super().header_more_buttons, button]


class PlanViewSet(ModelViewSet):
    model = Plan
    name = "plans"
    icon = "crosshairs"
    menu_label = gettext_lazy("Plans")
    menu_order = 15
    list_display = ["title_fr", "drawing", "position"]
    edit_view_class = PlanEdit
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("title_fr"), FieldPanel("title_en")]),
            MinorPanel(),
            FieldPanel("slug"),
            FieldPanel("drawing"),
            FieldPanel("record"),
            FieldRowPanel([FieldPanel("page"), FieldPanel("position")]),
        ],
        base_form_class=MinorForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("place/<int:pk>/", place, name="place"),
            path("place/<int:pk>/remove/<int:placement>/", take_away, name="remove"),
        ]
