"""What machines are given of the whole site: the map of its pages (sitemaps.org) and the news (RFC 4287).

Both say only what the gate lets everybody see, whoever asks.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from archive.authorities.models import Element
from archive.authorities.naming import names_of
from archive.catalogue.access import visible
from archive.catalogue.models import ArchivePage, SeriesPage
from archive.catalogue.notice import Notice, read_notices
from archive.catalogue.spots import every_spot
from archive.core.addresses import current_language, in_language
from archive.core.pages import BasePage
from archive.vocabularies.models import Concept, ConceptScheme

from .models import HomePage, TextPage

NEWS = 30
# pages that are no rows
VIEWS = (
    *("contributions:write", "site_map", "search:partners", "search:schemes"),
    *("building:page", "building:timeline", "building:findings", "building:plans"),
)
MOST = 50_000  # addresses in one map


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /fr/recherche/", "Disallow: /en/search/"]
    lines += ["", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Each page once for each language it has words in; the other language beside it."""
    root = request.build_absolute_uri("/").rstrip("/")
    source = {"locale__language_code": settings.ARCHIVE_SOURCE_LANGUAGE, "live": True}
    pages: list[BasePage] = [
        *HomePage.objects.filter(**source),
        *ArchivePage.objects.filter(**source),
        *SeriesPage.objects.filter(**source).order_by("path"),
        *visible().records().order_by("path"),
        *TextPage.objects.filter(**source).order_by("path"),
    ]
    keys = [page.translation_key for page in pages]
    faces = Page.objects.filter(translation_key__in=keys, locale__language_code="en", live=True)
    translated = dict(faces.values_list("translation_key", "last_published_at"))
    entries: list[dict[str, Any]] = []
    for page in pages:
        dates: dict[str, datetime | None] = {settings.ARCHIVE_SOURCE_LANGUAGE: page.last_published_at}
        if page.translation_key in translated:
            dates["en"] = translated[page.translation_key]
        addresses = {code: root + in_language(str(page.url), code) for code in dates}
        for code, changed in dates.items():
            others = addresses if len(addresses) > 1 else {}
            entries.append({"address": addresses[code], "changed": changed, "addresses": others})
    agents = names_of().agents().standing().values_list("slug", flat=True)
    views: list[tuple[str, tuple[str, ...]]] = [(name, ()) for name in VIEWS]
    views += [("search:agent", (key,)) for key in agents]
    views += [("search:scheme", (key,)) for key in ConceptScheme.objects.values_list("key", flat=True)]
    views += [("search:concept", keys) for keys in Concept.objects.values_list("scheme__key", "slug")]
    views += [("building:part", (key,)) for key in Element.objects.values_list("slug", flat=True)]
    told = visible().observations().values_list("finding__number", flat=True).distinct()
    views += [("building:finding", (number,)) for number in told]
    views += [("building:compare", (spot[0].mark, spot[-1].mark)) for spot in every_spot()]
    for name, parts in views:
        addresses = {}
        for code, _name in settings.LANGUAGES:
            with override(code):
                addresses[code] = root + reverse(name, args=parts)
        entries += [{"address": address, "addresses": addresses} for address in addresses.values()]
    return render(request, "home/sitemap.xml", {"entries": entries[:MOST]}, content_type="application/xml")


class News(Feed):
    """The records published last, in the language of the address."""

    feed_type = Atom1Feed
    author_name = "Camus Haut"

    def title(self) -> str:
        return _("Camus Haut: new in the archive")

    def subtitle(self) -> str:
        return _("The records published last in the archive of the Camus Haut, Annay-sous-Lens.")

    def link(self) -> str:
        return f"/{current_language()}/archive/"

    def items(self) -> list[Notice]:
        return read_notices(visible().records().order_by("-first_published_at", "-pk")[:NEWS])

    def item_title(self, item: Notice) -> str:
        return item.title.said_in(current_language()).text

    def item_description(self, item: Notice) -> str:
        said = item.scope.said_in(current_language()).text
        return said or f"{item.family_label}, {item.date}, {item.mark}"

    def item_link(self, item: Notice) -> str:
        """The address for ever, which is also the entry's identifier: a move does not change it."""
        return item.permanent_url

    def item_pubdate(self, item: Notice) -> datetime | None:
        return item.published

    def item_updateddate(self, item: Notice) -> datetime | None:
        return item.changed

    def item_categories(self, item: Notice) -> list[str]:
        return [item.family_label]
