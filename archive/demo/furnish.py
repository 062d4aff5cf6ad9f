"""Furnishes an empty site from content/*.toml, through the same doors as everybody: receive, register,
publish, translate. What already stands is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from archive.authorities.models import Element
from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import ArchivePage, RecordAgent, RecordPage, Restriction, SeriesPage
from archive.catalogue.registration import register
from archive.core.pages import BasePage
from archive.holdings.models import ArchiveDocument
from archive.holdings.receive import receive
from archive.ingest import pipeline
from archive.translation.faces import ensure_face
from archive.translation.sources.pages import draft_of
from home.models import HomeDate, HomePage, TextPage

from . import building, people, reading, saying, scans, translating
from .scans.typewriter import fonts_under

Say = Callable[[str], None]


def furnish(say: Say) -> int:
    """Returns how many records and series were made."""
    content = reading.load()
    _furnish_home(content.home)
    for text in content.texts:
        _furnish_text(text)
    known = people.load()
    people.furnish_agents(known)
    parts = building.load()
    building.furnish_elements(parts)
    made = sum(_series(spec) for spec in content.series)
    said = saying.load()
    missing = [spec for spec in content.records if not _record(spec.fr.title)]
    if missing:
        say(f"Demonstration: {len(missing)} records…")
    for number, spec in enumerate(missing, start=1):
        elements = building.parts_of(parts, spec.key)
        _furnish_record(spec, people.parts_in(known, spec.key), said[spec.key], elements)
        say(f"  {number:2}/{len(missing)} {spec.fr.title}")
    titles = {spec.key: spec.fr.title for spec in content.records}
    people.furnish_roles(known, lambda key: _record(titles[key]))
    saying.relate(said, lambda key: _record(titles[key]))
    building.furnish_facts(parts, lambda key: _record(titles[key]))
    return made + len(missing)


def furnish_translations() -> None:
    titles = {spec.key: spec.fr.title for spec in reading.load().records}
    translating.furnish_translations(lambda key: _record(titles[key]))


def _record(title: str) -> RecordPage | None:
    return RecordPage.objects.filter(locale__language_code="fr", title=title).first()


def _series(spec: Any) -> bool:
    if SeriesPage.objects.filter(locale__language_code="fr", slug=spec.key).exists():
        return False
    parent: Any = ArchivePage.objects.get(locale__language_code="fr")
    if spec.parent:
        parent = SeriesPage.objects.get(locale__language_code="fr", slug=spec.parent)
    page = SeriesPage(
        title=spec.fr.title,
        slug=spec.key,
        scope_and_content=spec.fr.scope_and_content,
        locale=parent.locale,
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    if spec.en:
        words = {spec.fr.title: spec.en.title, spec.fr.scope_and_content: spec.en.scope_and_content}
        give_face(page, plain(words))
    return True


def _furnish_record(spec: Any, parts: list[RecordAgent], said: saying.Said, elements: list[Element]) -> None:
    documents = [_draw(name) for name in spec.files]
    record = register(
        spec.family,
        SeriesPage.objects.get(locale__language_code="fr", slug=spec.series),
        spec.fr.title,
        documents=documents,
        captions=spec.fr.captions,
        parts=parts,
        elements=elements,
        date_as_written=spec.date_as_written,
        level=spec.level,
        extent=spec.fr.extent,
        scope_and_content=spec.fr.scope_and_content,
        document_language=spec.language,
        rights=spec.rights,
    )
    saying.say(record, said)
    record.save_revision()
    _close(record, documents, spec)  # before it is published: nothing closed is ever open for a moment
    record.get_latest_revision().publish()
    for document in documents:
        pipeline.begin(document)
    if spec.en:
        words = {
            spec.fr.title: spec.en.title,
            spec.fr.extent: spec.en.extent,
            spec.fr.scope_and_content: spec.en.scope_and_content,
        }
        words |= dict(zip(spec.fr.captions, spec.en.captions, strict=True))
        give_face(RecordPage.objects.get(pk=record.pk).specific, plain(words))


def _close(record: RecordPage, documents: list[ArchiveDocument], spec: Any) -> None:
    if spec.access:
        facts = asdict(spec.access)
        page = facts.pop("page")
        about = {"document": documents[0], "page": page} if page else {"record": record}
        restrict(record, Restriction(**about, **facts))
    if spec.withdrawn:
        withdraw(record, spec.withdrawn)


def _draw(name: str) -> ArchiveDocument:
    folder = Path(settings.ARCHIVE_DATA) / "demonstration"
    folder.mkdir(parents=True, exist_ok=True)
    path = scans.draw(name, folder, fonts_under(settings.NODE_MODULES))
    with path.open("rb") as stream:
        return receive(stream, path.name, agent="demonstration").document


def plain(words: dict[str, str]) -> dict[str, str]:
    """Texts without markup, as the translator's tool keeps them."""
    return {
        StringValue.from_plaintext(fr).data: StringValue.from_plaintext(en).data for fr, en in words.items()
    }


def _furnish_text(spec: Any) -> None:
    home = HomePage.objects.get(locale__language_code="fr")
    if TextPage.objects.child_of(home).filter(slug=spec.slug).exists():
        return
    french, english = (
        TextPage(locale=home.locale, slug=spec.slug, show_in_menus=True, live=False, **asdict(words))
        for words in (spec.fr, spec.en)
    )
    home.add_child(instance=french)
    french.save_revision().publish()
    pairs = zip(_strings(french), _strings(english), strict=True)  # the same elements in the same order
    give_face(TextPage.objects.get(pk=french.pk), dict(pairs))


def _strings(page: TextPage) -> list[str]:
    found = [value for value in extract_segments(page) if isinstance(value, StringSegmentValue)]
    return [value.string.data for value in sorted(found, key=lambda value: (value.path, value.order))]


def give_face(page: BasePage, words: dict[str, str]) -> None:
    """Makes and publishes the English face. words: French string → English string, for every text."""
    ensure_face(page)
    english = Locale.objects.get(language_code="en")
    source = TranslationSource.objects.get_for_instance(page)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=english,
            context=segment.context,
            defaults={"data": words[segment.string.data]},
        )
    draft_of(source, None).publish()


def _furnish_home(home: Any) -> None:
    for page in HomePage.objects.all():
        words = getattr(home, page.locale.language_code)
        if page.lead:
            continue
        page.title, page.lead = words.title, words.lead
        page.statement, page.body = words.statement, words.paragraph
        page.dates = [
            HomeDate(label=date.label, text=date.text, done=date.done, sort_order=n, locale=page.locale)
            for n, date in enumerate(words.dates)
        ]
        page.save_revision().publish()
