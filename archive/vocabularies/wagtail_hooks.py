"""The vocabularies in Wagtail's menu and addresses."""

from __future__ import annotations

from django.urls import include, path
from wagtail import hooks

from . import desk


@hooks.register("register_admin_urls")
def urls() -> list:
    found = [
        path("find/<slug:scheme>/", desk.find, name="find"),
        path("find/<slug:scheme>/<slug:below>/", desk.find, name="find_below"),
        path("make/", desk.make, name="make"),
    ]
    return [path("vocabularies/", include((found, "vocabularies"), namespace="vocabularies"))]
