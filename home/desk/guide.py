"""The guides of docs/guide, read inside the administration in the reader's language."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

from archive.core.addresses import current_language

FOLDER = Path(settings.BASE_DIR) / "docs" / "guide"
PAGES = {
    "index": _("All guides"),
    "archivist": _("Archivist"),
    "editor": _("Editor"),
    "translator": _("Translator"),
    "reviewer": _("Reviewer"),
    "administrator": _("Administrator"),
}


def as_html(text: str) -> str:
    """Links between the files become links between the screens."""
    html = MarkdownIt().enable("table").render(text)
    html = re.sub(r'href="(\w+)\.md"', lambda found: f'href="{reverse("guide:page", args=[found[1]])}"', html)
    return re.sub(
        r'src="\.\./pictures/([\w-]+)\.webp"',
        lambda found: f'loading="lazy" src="{reverse("guide:picture", args=[found[1]])}"',
        html,
    )


def page(request: HttpRequest, name: str = "index") -> HttpResponse:
    if name not in PAGES:
        raise Http404
    text = (FOLDER / current_language() / f"{name}.md").read_text(encoding="utf-8")
    context = {"html": mark_safe(as_html(text)), "pages": PAGES, "name": name, "title": PAGES[name]}
    return render(request, "home/desk/guide.html", context)


def picture(request: HttpRequest, name: str) -> FileResponse:
    path = FOLDER / "pictures" / f"{name}.webp"
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/webp")
