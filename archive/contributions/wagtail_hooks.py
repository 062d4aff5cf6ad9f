"""The archivists' list of letters."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Letter


class LetterViewSet(ModelViewSet):
    model = Letter
    name = "letters"
    url_prefix = "letters"
    icon = "mail"
    menu_label = _("Letters")
    menu_order = 60
    add_to_admin_menu = True
    list_display = ["__str__", "received_at", "state"]
    list_filter = ["state", "purpose"]
    form_fields = ["state", "note"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "purpose",
        "about",
        "message",
        "name",
        "contact",
        "language",
        "received_at",
        "state",
        "answered_at",
        "note",
    ]


@hooks.register("register_admin_viewset")
def letters() -> LetterViewSet:
    return LetterViewSet()
