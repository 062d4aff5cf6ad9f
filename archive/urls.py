"""Every address of the site; the stable ones are listed in docs/reference/urls.md."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.urls import include, path, re_path
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext_lazy as _
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from archive.catalogue import urls as catalogue_urls
from archive.catalogue.views import permanent
from archive.contributions import views as letters
from archive.core.health import health
from archive.core.security_txt import security_txt
from home import doors, navigation
from home.building import compare, findings, parts, plans, timeline
from search import beside, concepts, people
from search import views as search_views


def root(request: HttpRequest):  # type: ignore[no-untyped-def]
    """`/` chooses by the reader's language."""
    response = redirect(f"/{get_language_from_request(request)}/")
    response.headers["Vary"] = "Accept-Language"
    return response


def nothing(request: HttpRequest, rest: str = ""):  # type: ignore[no-untyped-def]
    raise Http404


letter_patterns = [
    path(_("write/"), letters.write, name="write"),
    path(_("write/received/"), letters.written, name="written"),
]

search_patterns = (
    [
        path("archive/", search_views.archive, name="archive"),
        path(_("search/"), search_views.results, name="results"),
        path(_("search/things/"), beside.found, name="things"),
        path(_("partners/"), people.partners, name="partners"),
        path(_("who/<slug:key>/"), people.agent, name="agent"),
        path(_("vocabularies/"), concepts.schemes, name="schemes"),
        path(_("vocabularies/<slug:scheme>/"), concepts.scheme, name="scheme"),
        path(_("vocabularies/<slug:scheme>/<slug:key>/"), concepts.concept, name="concept"),
    ],
    "search",
)

building_patterns = (
    [
        path(_("the-building/"), parts.building, name="page"),
        path(_("the-building/<slug:key>/"), parts.building, name="part"),
        path(_("plans/"), plans.plans, name="plans"),
        path(_("plans/<slug:key>/"), plans.plan, name="plan"),
        path(_("compare/<mark:one>/<mark:other>/"), compare.compare, name="compare"),
        path(_("timeline/"), timeline.timeline, name="timeline"),
        path(_("findings/"), findings.findings, name="findings"),
        path(_("findings/<str:number>/"), findings.finding, name="finding"),
    ],
    "building",
)

urlpatterns = [
    path("", root),
    path("health/", health, name="health"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("robots.txt", doors.robots, name="robots"),
    path("sitemap.xml", doors.sitemap, name="sitemap"),
    path("id/agent/<slug:key>", people.agent_uri, name="agent_uri"),
    path("id/element/<slug:key>", parts.element_uri, name="element_uri"),
    path("id/concept/<slug:scheme>", concepts.concept_uri, name="concept_uri"),
    path("id/concept/<slug:scheme>/<slug:key>", concepts.concept_uri, name="concept_uri"),
    path("id/concept/<slug:scheme>.<slug:extension>", concepts.concept_data, name="concept_data"),
    path("id/concept/<slug:scheme>/<slug:key>.<slug:extension>", concepts.concept_data, name="concept_data"),
    path("id/finding/<str:number>", findings.finding_uri, name="finding_uri"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(catalogue_urls)),
    *(
        [re_path(r"^media/(?P<path>images/.*)$", serve_file, {"document_root": settings.MEDIA_ROOT})]
        if settings.DEBUG
        else []
    ),
    *i18n_patterns(
        path("r/<mark:mark>", permanent, name="permanent"),
        path("", include((letter_patterns, "contributions"))),
        path(_("site-map/"), navigation.site_map, name="site_map"),
        path("news.atom", doors.News(), name="news"),
        path("", include(search_patterns)),
        path("", include(building_patterns)),
        path("", include(wagtail_urls)),
    ),
    re_path(r"^(?P<rest>.*)$", nothing),
]

handler400 = "archive.core.not_found.bad_request"
handler404 = "archive.core.not_found.not_found"
handler500 = "archive.core.not_found.server_error"
