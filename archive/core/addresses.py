"""Addresses in two languages: the first part of a path names the language."""

from typing import Any

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


def alternates(addresses: dict[str, str]) -> list[dict[str, str]]:
    """For `hreflang`: one page in its languages, and which to take for any other."""
    if len(addresses) < 2:
        return []
    source = addresses[settings.ARCHIVE_SOURCE_LANGUAGE]
    return [{"language": code, "url": url} for code, url in {**addresses, "x-default": source}.items()]


def one_page(request: HttpRequest) -> dict[str, Any]:
    """For the head of a view’s page, which stands in every language: where it is, where the others are."""
    root = request.build_absolute_uri("/").rstrip("/")
    found = {code: root + translate_url(request.path, code) for code, _name in settings.LANGUAGES}
    return {
        "canonical": root + request.path,
        "alternates": [] if request.GET else alternates(found),
        "noindex": bool(request.GET),
    }


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
