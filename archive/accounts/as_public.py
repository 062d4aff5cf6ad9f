"""The archive's people see what the public does not; here they ask to see the site as the public does."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

KEY = "as_public"


class AsPublicMiddleware:
    """Outside the admin, whoever has asked for it is nobody in particular. `request.as_public`: None for a
    visitor, else whether it has been asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.as_public = None
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path_info.startswith("/admin/"):
            if request.user.has_perm("wagtailadmin.access_admin"):
                request.as_public = bool(request.session.get(KEY))
            if request.as_public:
                request.user = AnonymousUser()
        return self.get_response(request)


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    request.session[KEY] = not request.session.get(KEY)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(back if safe else "/")
