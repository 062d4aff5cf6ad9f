"""How words, icons and weights are written on the page. French is set as a French printer sets it."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

from django import template
from django.utils import formats
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from archive.core.addresses import counterpart
from archive.core.words import Bilingual, Words

register = template.Library()

NO_BREAK = "\u00a0"  # the fonts of the site have no narrow no-break space (U+202F)

# Punctuation inside these is not punctuation: addresses, mail, times, scales.
VERBATIM = re.compile(r"(?:https?://|www\.)[^\s<>«»]+|[\w.+-]+@[\w-]+\.[\w.]+|\d+(?::\d+)+")
BEFORE_DOUBLE = re.compile(r"(?<=[^\s(\[«])[ \u00a0]*([;:]|[!?]+)(?=[\s)\]»”\"’,.]|$)")
SAMPLE = re.compile(r"\[(exemple|sample)\]")
MEASURE = re.compile(r"(?<=\d) (?=(?:mm|cm|km|m|m[²³]|kg|t|ha|€|%|°C)(?!\w))")
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def french(text: str) -> str:
    """No-break spaces inside « », before : ; ! ? and units of measure; curly apostrophes; addresses and
    times as they are."""
    text = text.replace("\u202f", NO_BREAK)
    kept = [found.group() for found in VERBATIM.finditer(text)]
    kept = [address.rstrip(".,;:!?)") for address in kept]
    holes = iter(kept)
    text = VERBATIM.sub(lambda found: "\ue000" + found.group()[len(next(holes)) :], text)
    text = re.sub(r"(?<=\w)'(?=[\w«\ue000])", "’", text)
    text = re.sub(r"«[ \u00a0]*", "«" + NO_BREAK, text)
    text = re.sub(r"[ \u00a0]*»", NO_BREAK + "»", text)
    text = BEFORE_DOUBLE.sub(NO_BREAK + r"\1", text)
    text = MEASURE.sub(NO_BREAK, text)
    back = iter(kept)
    return re.sub("\ue000", lambda _found: next(back), text)


def _interface() -> str:
    return (get_language() or "fr")[:2]


def _words(value: Any) -> Words:
    """What any text of a context says here: a plain str is already in the interface's language."""
    if isinstance(value, Bilingual):
        value = value.said_in(_interface())
    words = value if isinstance(value, Words) else Words("" if value is None else str(value), _interface())
    return Words(french(words.text), words.language) if words.language == "fr" else words


def _with_samples(text: str) -> SafeString:
    """Escaped; [exemple] and [sample] become the small dashed tag."""
    marked = SAMPLE.sub(r'<span class="ex">\1</span>', str(escape(text)))
    return mark_safe(marked)


@register.filter
def say(value: Any) -> SafeString:
    words = _words(value)
    said = _with_samples(words.text)
    if words.language == _interface() or not words.text:
        return said
    return format_html('<span lang="{}">{}</span>', words.language, said)


@register.filter
def paragraphs(value: Any) -> SafeString:
    """As `say`, in <p>s: a blank line begins a new one."""
    words = _words(value)
    texts = [text.strip() for text in BLANK_LINE.split(words.text) if text.strip()]
    if words.language == _interface():
        return format_html_join("\n", "<p>{}</p>", ((_with_samples(text),) for text in texts))
    return format_html_join(
        "\n", '<p lang="{}">{}</p>', ((words.language, _with_samples(text)) for text in texts)
    )


TAG = re.compile(r"<[^>]*>")
A_TAG = "\ue001"  # stands for a tag while the words around it are set
INTERNAL = re.compile(r'(?<=href=")(/[^"]*)')


@register.filter
def rich(value: Any) -> SafeString:
    """An editor's rich text. Its links within the site lead to pages in the reader's language."""
    words = value if isinstance(value, Words) else Words(str(value or ""), _interface())
    html = expand_db_html(words.text.replace(A_TAG, ""))
    tags = [INTERNAL.sub(lambda found: counterpart(found[1], _interface()), tag) for tag in TAG.findall(html)]
    text = unescape(TAG.sub(A_TAG, html))
    texts = (french(text) if words.language == "fr" else text).split(A_TAG)
    return mark_safe("".join(_with_samples(text) + tag for text, tag in zip(texts, [*tags, ""], strict=True)))


@register.filter
def typo(value: Any) -> str:
    """The text alone, for titles and attributes, where no element can carry a language."""
    return _words(value).text


@register.filter
def lang(value: Any) -> SafeString:
    """` lang="fr"` for the element that holds this text alone; nothing in the interface's language."""
    words = _words(value)
    if words.language == _interface() or not words.text:
        return SafeString("")
    return format_html(' lang="{}"', words.language)


@register.filter
def own_lang(value: Any) -> SafeString:
    """The interface's language, for what stands inside an element that bears `lang`."""
    return format_html(' lang="{}"', _interface()) if lang(value) else SafeString("")


@register.filter
def left_in(value: Any, translated: Any) -> SafeString:
    """After a text of a page that is `translated`, which was left in the other language."""
    words = _words(value)
    if not translated or words.language == _interface() or not words.text:
        return SafeString("")
    left = {
        "fr": _("(in French: not yet translated)"),
        "en": _("(in English: not yet translated)"),
    }
    return format_html(' <span class="hint" lang="{}">{}</span>', _interface(), left[words.language])


@register.filter
def written_in(value: Any, language: str) -> Words:
    """A plain str that is in this language whatever the interface's, to be said next."""
    return Words("" if value is None else str(value), language)


@register.filter
def day(value: date) -> str:
    """A day in words: 1er mars 2027, 1 March 2027."""
    number = "1er" if value.day == 1 and _interface() == "fr" else str(value.day)
    return f"{number} {formats.date_format(value, 'F Y')}"


@register.filter
def weight(size: int | None) -> str:
    """Bytes as a reader weighs a download: 9 MB, 1.2 MB, 14 KB."""
    size = size or 0
    if size < 1_000_000:
        return _("%(size)s KB") % {"size": max(1, round(size / 1000))}
    megabytes = size / 1_000_000
    digits = 1 if megabytes < 9.95 else 0
    return _("%(size)s MB") % {"size": formats.number_format(round(megabytes, digits), digits)}


ICONS = {
    "search": "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 21 21",
    "menu": "M3 6h18M3 12h18M3 18h18",
    "info": "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 11v6M12 7.2v.6",
    "warning": "M12 3.5 22 20.5H2zM12 10v5M12 17.3v.6",
    "language": "M3 5h9M7.5 3v2M10 5c-.8 4-3.3 7-7 9M5 8c1 2.5 3 4.5 6 6M12.5 21 17 9.5 21.5 21M14 17h6",
    "previous": "M15 5l-7 7 7 7",
    "next": "M9 5l7 7-7 7",
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "text": "M4 6h16M4 10.5h16M4 15h16M4 19.5h10",
    "full": "M4 4h6M4 4v6M20 20h-6M20 20v-6M4 4l6.5 6.5M20 20l-6.5-6.5",
    "turn": "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.3M20 4v5.3h-5.3",
    "download": "M12 3v12M6.5 10 12 15.5 17.5 10M4 20h16",
    "copy": "M8 8h12v13H8zM16 8V3H4v13h4",
    "closed": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "print": "M7 9V3h10v6M5 9h14v8h-3M8 17H5M8 14h8v7H8z",
}
MIRRORED = {"previous", "next"}  # in a script written from right to left


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative drawing beside its words."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        "icon mirrored" if name in MIRRORED else "icon",
        ICONS[name],
    )
