from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks

from .as_public import switch


@hooks.register("register_admin_urls")
def as_public_url() -> list[URLPattern]:
    return [path("as-public/", switch, name="as_public")]
