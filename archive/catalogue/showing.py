"""What the pages of the catalogue show: read from notices, never from the rows of either language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from archive.core.addresses import current_language, in_language
from archive.core.pages import BasePage
from archive.core.words import Bilingual, Words, in_both

from .access import sight, sights, visible
from .models import Mark, RecordPage, RecordRelation, SeriesPage
from .models.description import Described, described
from .notice import Notice, NoticeDate, read_notices
from .parts import parts_of_series, said_parts
from .spots import by_date
from .vocabulary import Level

BESIDE = 2


def titles(pages: Iterable[Page]) -> dict[int, Bilingual]:
    """French pk → title in both languages; English only where a face is live."""
    pages = list(pages)
    english = dict(
        Page.objects.filter(
            translation_key__in=[page.translation_key for page in pages],
            locale__language_code="en",
            live=True,
        ).values_list("translation_key", "title")
    )
    return {page.pk: Bilingual(page.title, english.get(page.translation_key, "")) for page in pages}


def trail(page: BasePage) -> list[dict[str, Any]]:
    """From the home page down to the page's parent."""
    source = page.source or page
    ancestors = [row for row in source.get_ancestors() if row.depth > 1]
    said = titles(ancestors)
    language = current_language()
    links = [{"label": said[row.pk], "url": in_language(str(row.url), language)} for row in ancestors]
    if links:
        links[0]["label"] = _("Home")
    return links


def citation(notice: Notice, request: HttpRequest) -> list[Words]:
    """Its parts, each in its own language, to be set one after the other."""
    language = current_language()
    title, dated = notice.title.said_in(language), notice.dated.said.said_in(language)
    address = request.build_absolute_uri(notice.permanent_url)
    quoted = f"« {title.text} »" if title.language == "fr" else f"“{title.text}”"
    archive = _("Archive of the Camus Haut, Annay-sous-Lens")
    makers = ", ".join(part.name.said_in(language).text for part in notice.creators if part.key)
    return [
        *([Words(f"{makers}, ", language)] if makers else []),
        Words(quoted, title.language),
        Words(f", {dated.text}", dated.language),
        Words(f", {archive}, {_('mark')} {notice.mark}, {address}", language),
    ]


def record_context(page: RecordPage, request: HttpRequest) -> dict[str, Any]:
    source = page.source or page
    seen = getattr(request, "sight", None) or sight(source, request.user)
    beside, kinds = neighbours(source, request.user), relations(source)
    related = visible(request.user).records().filter(pk__in=kinds).order_by("first_published_at", "pk")
    around = {record.pk: record for record in [*beside, *(related if kinds else ())]}
    known = {source.pk: seen} | sights(around.values(), request.user)
    notice, *others = read_notices([source, *around.values()], request.user, known)
    read = dict(zip((pk for pk in around if known[pk].may_see), others, strict=True))
    if getattr(request, "is_preview", False):
        notice = _previewed(notice, page)
    request.shown_record = (source, notice, seen)
    linked = _by_kind(kinds, read, notice)
    return {
        "record": source,
        "notice": notice,
        "trail": trail(page),
        "draft": getattr(request, "is_preview", False) or not source.live,
        "citation": citation(notice, request),
        "beside": [read[record.pk] for record in beside if record.pk in read],
        "related": linked,
        "pair": next((one["pair"] for kind in linked for one in kind["others"] if one["pair"]), None),
    }


def relations(record: RecordPage) -> dict[int, list[RecordRelation.Kind]]:
    """What the record has to do with others, wherever that was written: pk → kinds, as read from here."""
    found: dict[int, list[RecordRelation.Kind]] = {}
    for row in RecordRelation.objects.filter(Q(page=record) | Q(other=record)).order_by("sort_order", "pk"):
        here = row.page_id == record.pk
        kind = RecordRelation.Kind(row.kind) if here else row.inverse
        found.setdefault(row.other_id if here else row.page_id, []).append(kind)
    return found


def _by_kind(
    kinds: dict[int, list[RecordRelation.Kind]], read: dict[int, Notice], here: Notice
) -> list[dict[str, Any]]:
    """Those that this reader may know of, in the order of the kinds; two pictures of one spot as a pair."""
    same = RecordRelation.Kind.SAME_SPOT

    def beside(other: Notice, kind: RecordRelation.Kind) -> dict[str, Any]:
        compared = kind == same and here.thumbnail and other.thumbnail
        return {"notice": other, "pair": by_date((here, other)) if compared else None}

    return [
        {"label": str(kind.label), "others": found}
        for kind in RecordRelation.Kind
        if (found := [beside(read[pk], kind) for pk, its in kinds.items() if kind in its and pk in read])
    ]


def _previewed(notice: Notice, page: RecordPage) -> Notice:
    """The notice as the unsaved row would have it."""
    from dataclasses import replace

    english = page.locale.language_code != settings.ARCHIVE_SOURCE_LANGUAGE

    def said(kept: Bilingual, words: str) -> Bilingual:
        return Bilingual(kept.fr, words) if english else Bilingual(words, kept.en)

    return replace(
        notice,
        title=said(notice.title, page.title),
        extent=said(notice.extent, page.extent),
        scope=said(notice.scope, page.scope_and_content),
        described=tuple(
            Described(each.name, each.label, said(each.words, getattr(page, each.name)))
            for each in notice.described
        ),
    )


def series_context(page: SeriesPage, request: HttpRequest) -> dict[str, Any]:
    source = page.source or page
    records = visible(request.user).records().child_of(source).order_by("path")
    face = source.live_face("en")
    children = list(SeriesPage.objects.child_of(source).live())
    return {
        "series": {
            "mark": source.mark,
            "title": in_both(source, face, "title"),
            "scope": in_both(source, face, "scope_and_content"),
            "level": Level(source.level).label,
            "dated": NoticeDate.of(source),
            "said_parts": said_parts(parts_of_series(source.pk, request.user)),
            "extent": in_both(source, face, "extent"),
            "translated": face is not None,
            "described": described(source, face),
        },
        "trail": trail(page),
        "children": list_series(children, request),
        "notices": read_notices(records, request.user),
        "draft": getattr(request, "is_preview", False),
    }


def series_tree(series: list[SeriesPage], request: HttpRequest, depth: int = 0) -> list[dict[str, Any]]:
    """Series under the page at this depth, each with those under it as `children`; series by path."""
    roots: list[dict[str, Any]] = []
    above: list[dict[str, Any]] = []
    for row, entry in zip(series, list_series(series, request), strict=True):
        level = row.depth - depth - 1
        entry["children"] = []
        del above[max(level, 0) :]
        (above[-1]["children"] if above else roots).append(entry)
        above.append(entry)
    return roots


def neighbours(record: RecordPage, user: Any) -> list[RecordPage]:
    """The records that stand beside this one in its series: at most two before and two after."""
    siblings = visible(user).records().sibling_of(record, inclusive=False)
    before = siblings.filter(path__lt=record.path).order_by("-path")[:BESIDE]
    after = siblings.filter(path__gt=record.path).order_by("path")[:BESIDE]
    beside = Q(pk__in=before.values("pk")) | Q(pk__in=after.values("pk"))
    return list(RecordPage.objects.filter(beside).order_by("path"))


def _records_by_parent(user: Any) -> dict[str, int]:
    """How many records this reader may see directly under each series, by the series' path."""
    parent = Substr("path", 1, Length("path") - SeriesPage.steplen)
    rows = visible(user).records().order_by().values(parent=parent).annotate(count=Count("pk"))
    return {row["parent"]: row["count"] for row in rows}


def list_series(series: list[SeriesPage], request: HttpRequest) -> list[dict[str, Any]]:
    """Series with the number of records under each."""
    counts = _records_by_parent(request.user)
    marks = dict(
        Mark.objects.filter(key__in=[row.translation_key for row in series]).values_list("key", "code")
    )
    said = titles(series)
    language = current_language()
    return [
        {
            "title": said[row.pk],
            "url": in_language(str(row.url), language),
            "mark": marks.get(row.translation_key, ""),
            "count": sum(count for parent, count in counts.items() if parent.startswith(row.path)),
        }
        for row in series
    ]
