"""Words with inline tags: made tidy when they come in, laid out safely when they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from bs4 import BeautifulSoup
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from .difference import Part, difference
from .lexicon import Spot

_TAG = re.compile(r"<[^<>]*>")
_SHOWN = re.compile(r"</?(?:b|i|em|strong|code|abbr|acronym|a)>|<br ?/?>|<a id=\"[\w-]+\">")
_LINK = re.compile(r"<a id=\"([\w-]+)\">(.*?)</a>", re.DOTALL)
_BY_THE_BROWSER = {"class", "style", "dir", "lang"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the French text: its name among them, and the words it stands on."""

    id: str
    words: str


def tidy(html: str) -> str:
    """What browsers add by themselves is taken off; what a person must not write is left, to be told."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.attrs = {name: value for name, value in tag.attrs.items() if name not in _BY_THE_BROWSER}
        if tag.name in ("span", "font") and not tag.attrs:
            tag.unwrap()
        elif tag.name in ("strong", "em"):
            tag.name = {"strong": "b", "em": "i"}[tag.name]
    return str(soup).strip()


def plain(html: str) -> str:
    return str(StringValue(html).render_text())


def links_of(html: str) -> list[Link]:
    return [Link(name, plain(words)) for name, words in _LINK.findall(html)]


def is_shown(html: str) -> bool:
    """Whether nothing but what a text may hold is in it."""
    return all(_SHOWN.fullmatch(tag) for tag in _TAG.findall(html))


def laid_out(text: str, *, rich: bool, terms: Iterable[Spot] = ()) -> SafeString:
    """To be read: its own tags if it is rich, each term marked; a tag that has no place there is shown as
    it is written. A link leads nowhere here."""
    marks = sorted(terms, key=lambda term: term.start)
    parts, at = [], 0
    for tag in _TAG.finditer(text) if rich else ():
        parts.append(_words(text, at, tag.start(), marks, rich))
        parts.append(_tag(tag.group()))
        at = tag.end()
    parts.append(_words(text, at, len(text), marks, rich))
    return mark_safe("".join(parts).replace("\n", "<br>"))


def _tag(tag: str) -> str:
    if not _SHOWN.fullmatch(tag):
        return escape(tag)
    if tag.startswith("<a"):
        return '<span class="desk-link" role="link" aria-disabled="true">'
    return "</span>" if tag == "</a>" else tag


def _words(text: str, start: int, end: int, marks: list[Spot], rich: bool) -> str:
    parts = []
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            parts.append(_escaped(text[start : mark.start], rich))
            words = _escaped(text[mark.start : mark.end], rich)
            parts.append(f'<mark class="desk-term" title="{escape(mark.said)}">{words}</mark>')
            start = mark.end
    return "".join(parts) + _escaped(text[start:end], rich)


def _escaped(text: str, rich: bool) -> str:
    return escape(unescape(text) if rich else text)


_TOLD = {
    "gone": '<del><span class="w-sr-only" lang="{}">{} </span>{}</del>',
    "new": '<ins><span class="w-sr-only" lang="{}">{} </span>{}</ins>',
}


def changes(old: str, new: str, *, rich: bool) -> SafeString:
    """What has changed in the French words, said to those who do not see it too."""
    return told(difference(plain(old), plain(new)) if rich else difference(old, new))


def told(parts: Iterable[Part]) -> SafeString:
    said = {"gone": _("taken away:"), "new": _("added:")}
    shown = [
        escape(part.text)
        if part.kind == "same"
        else format_html(_TOLD[part.kind], get_language(), said[part.kind], part.text)
        for part in parts
    ]
    return mark_safe("".join(shown).replace("\n", "<br>"))
