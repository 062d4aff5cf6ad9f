"""The names that our files use: addresses of things, and what SKOS has no property for."""

from __future__ import annotations

from django.conf import settings
from rdflib import Namespace

PATH = "/id/concept/"


def base() -> str:
    """The archive's own address, without a slash at its end."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def ours() -> Namespace:
    """order: place among its neighbours; standsUnder: the broader one under which it is shown when there are
    several; feminineLabel, bodyLabel: what French calls who holds a role."""
    return Namespace(f"{base()}/id/vocabulary#")


def own_keys(uri: str) -> list[str]:
    """[vocabulary] or [vocabulary, concept] of an address of ours; nothing for any other."""
    start = f"{base()}{PATH}"
    parts = uri[len(start) :].split("/") if uri.startswith(start) else []
    return parts if 0 < len(parts) <= 2 and all(parts) else []
