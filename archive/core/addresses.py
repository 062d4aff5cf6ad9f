"""Addresses in two languages: the first part of a path names the language."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, override


def in_language(path: str, language: str) -> str:
    """The same page's path under another language: /fr/archive/x/ → /en/archive/x/."""
    for code, _name in settings.LANGUAGES:
        prefix = f"/{code}/"
        if path.startswith(prefix):
            return f"/{language}/" + path[len(prefix) :]
    return path


def counterpart(path: str, language: str) -> str:
    """As `in_language`, for an address typed by hand: those of views too, /fr/ecrire/ → /en/write/."""
    for code, _name in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            with override(code):
                return translate_url(path, language)
    return path


def current_language() -> str:
    """The interface's language; always one of ours."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def addresses_of(request: HttpRequest) -> dict[str, str]:
    """Where this very page stands in each language, query string kept."""
    query = request.META.get("QUERY_STRING", "")
    known = getattr(request, "language_addresses", None)
    tail = f"?{query}" if query else ""
    if known:
        return {code: url + tail for code, url in known.items()}
    found = {}
    for code, _name in settings.LANGUAGES:
        url = translate_url(request.path, code)
        found[code] = (url if url.startswith(f"/{code}/") else f"/{code}/") + tail
    return found
