from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from wagtail import hooks

from .as_public import switch
from .second_factor import second_factor


@hooks.register("register_admin_urls")
def own_urls() -> list[URLPattern]:
    return [
        path("as-public/", switch, name="as_public"),
        path("second-factor/", second_factor, name="second_factor"),
    ]


@hooks.register("register_account_menu_item")
def second_factor_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("second_factor"),
        "label": gettext("Second factor"),
        "help_text": gettext("A code from your telephone besides your password."),
    }
