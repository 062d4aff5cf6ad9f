"""What every template of the site knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from .addresses import addresses_of, current_language

NAMES = {"fr": "Français", "en": "English"}


@dataclass(frozen=True, slots=True)
class LanguageLink:
    code: str
    name: str
    url: str
    current: bool
    same_page: bool


def _navigation(request: HttpRequest, archive_url: str) -> list[dict[str, str]]:
    here = request.path
    match = request.resolver_match
    of_building = match is not None and match.namespace == "building" and match.url_name != "timeline"
    places = [
        (_("The archive"), archive_url, False),
        (_("The building"), reverse("building:page"), of_building),
        (_("Timeline"), reverse("building:timeline"), False),
        (_("Partners"), reverse("search:partners"), False),
    ]
    return [
        {
            "label": label,
            "url": url,
            "current": "page" if here == url else "true" if here.startswith(url) or within else "",
        }
        for label, url, within in places
    ]


def site(request: HttpRequest) -> dict[str, Any]:
    if request.path.startswith("/admin/"):
        return {}
    language = current_language()
    home_url = f"/{language}/"
    archive_url = reverse("search:archive")
    addresses = addresses_of(request)
    return {
        "language": language,
        "home_url": home_url,
        "site_root": request.build_absolute_uri("/").rstrip("/"),
        "archive_url": archive_url,
        "search_url": reverse("search:results"),
        "navigation": _navigation(request, archive_url),
        "as_public": getattr(request, "as_public", None),
        "language_links": [
            LanguageLink(
                code=code,
                name=NAMES[code],
                url=addresses[code],
                current=code == language,
                same_page=addresses[code].split("?")[0] != f"/{code}/" or request.path == home_url,
            )
            for code, _name in settings.LANGUAGES
        ],
    }
