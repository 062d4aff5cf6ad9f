"""Things of the archive, made through its own doors."""

from __future__ import annotations

import io
from typing import Any

from django.test import TestCase
from django.utils.text import slugify
from PIL import Image, ImageDraw
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from archive.authorities.models import Agent, AgentName, Element
from archive.catalogue.models import (
    ArchivePage,
    Finding,
    Observation,
    RecordAgent,
    RecordPage,
    SeriesPage,
)
from archive.catalogue.registration import register
from archive.holdings.models import Canvas
from archive.holdings.receive import receive
from archive.holdings.storage import image_folder
from archive.translation.faces import ensure_face, face_of
from archive.translation.reckoning import reckon, work_of
from archive.vocabularies.models import Concept, ConceptLabel, ConceptScheme
from home.models import HomePage, TextPage


def series(title: str = "Chantier", parent: Any = None, live: bool = True, **fields: Any) -> SeriesPage:
    parent = parent or ArchivePage.objects.get(locale__language_code="fr")
    page = SeriesPage(title=title, locale=parent.locale, live=False, **fields)
    parent.add_child(instance=page)
    page.save_revision()
    return publish(page) if live else page


def text(title: str = "Mentions légales", body: str = "<h2>Éditeur</h2><p>La ville.</p>") -> TextPage:
    home = HomePage.objects.get(locale__language_code="fr")
    page = TextPage(title=title, body=body, locale=home.locale, live=False, show_in_menus=True)
    home.add_child(instance=page)
    page.save_revision()
    return publish(page)


def record(
    family: str = "historical_document", under: Any = None, live: bool = True, **fields: Any
) -> RecordPage:
    fields = {"date_as_written": "1956", "rights": "CNE", "title": "Notice de montage"} | fields
    page = register(family, under or series(), fields.pop("title"), **fields)
    return publish(page) if live else page


def publish(page: Page, user: Any = None) -> Any:
    page.get_latest_revision().publish(user=user)
    return Page.objects.get(pk=page.pk).specific


def write_face(page: Page, words: dict[str, str] | None = None) -> Translation:
    """words: French → English; whatever is not named gets "English of …"."""
    ensure_face(page)
    english = Locale.objects.get(language_code="en")
    source = TranslationSource.objects.get_for_instance(page)
    for segment in source.stringsegment_set.select_related("string", "context"):
        french = segment.string.data
        said = StringValue.from_plaintext(words[french]).data if words and french in words else ""
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=english,
            context=segment.context,
            defaults={"data": said or f"English of {french}"},
        )
    reckon(work_of(page))
    return Translation.objects.get(source=source, target_locale=english)


def publish_face(page: Page, words: dict[str, str] | None = None, user: Any = None) -> Any:
    translation = write_face(page, words)
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(user=user, publish=True)
    return Page.objects.get(pk=face_of(page).pk).specific


def scheme(key: str = "document-types", label_fr: str = "", **fields: Any) -> ConceptScheme:
    label = label_fr or key.replace("-", " ").capitalize()
    return ConceptScheme.objects.get_or_create(key=key, defaults={"label_fr": label} | fields)[0]


def concept(label_fr: str = "Plan", *, of: str = "document-types", also: Any = (), **fields: Any) -> Concept:
    """of: the key of its scheme. also: alternative labels, or (kind, language, text) of any other label."""
    fields = {"slug": slugify(label_fr or fields.get("label_en", "")), "label_fr": label_fr} | fields
    made = Concept(scheme=scheme(of), **fields)
    made.full_clean()
    made.save()
    for row in also:
        kind, language, text = ("alt", "fr", row) if isinstance(row, str) else row
        ConceptLabel.objects.create(concept=made, kind=kind, language=language, text=text)
    return made


def drawing(text: str = "plan", size: tuple[int, int] = (400, 300)) -> io.BytesIO:
    image = Image.new("L", size, 240)
    ImageDraw.Draw(image).text((20, 20), text, fill=20)
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    out.name = "plan.png"
    return out


def record_with_canvas(live: bool = True, text: str = "", **fields: Any) -> RecordPage:
    """A record with one image file, unfolded by hand: no OCR, no child process."""
    document = receive(drawing(fields.get("title", "plan")), "plan.png").document
    document.page_count = 1
    document.save()
    words = [[w, 0.1 + 0.1 * n, 0.1, 0.08, 0.05, 90, 0, 0, False] for n, w in enumerate(text.split())]
    Canvas.objects.create(
        document=document, number=1, width=400, height=300, widths=[240], source="ocr", text=text, words=words
    )
    folder = image_folder(document.sha256)
    folder.mkdir(parents=True, exist_ok=True)
    Image.new("L", (240, 180), 200).save(folder / "1-240.webp")
    return record(documents=[document], live=live, **fields)


def agent(
    name: str = "Maisons & Cités", kind: str = "organisation", acronym: str = "", **facts: Any
) -> Agent:
    made = Agent(name_fr=name, kind=kind, **facts)
    made.full_clean(exclude=["slug"])
    made.save()
    if acronym:
        AgentName.objects.create(agent=made, text=acronym, kind="acronym")
    return made


def part(agent: Agent, role: str = "Auteur", attributed: bool = False, **fields: Any) -> RecordAgent:
    """To be given to `record` in `parts`. The role by its French name; its key is made of it."""
    known = Concept.objects.in_scheme("roles").called(role).first()
    return RecordAgent(agent=agent, role=known or concept(role, of="roles", **fields), attributed=attributed)


def page_of(model: type) -> Any:
    if model in (HomePage, ArchivePage):
        return model.objects.get(locale__language_code="fr")
    if model is SeriesPage:
        return series()
    if model is TextPage:
        return text()
    return record(model.family)


def face(page: Page) -> Any:
    return face_of(page)


def element(label: str = "Façade sud", parent: Element | None = None, **fields: Any) -> Element:
    made = Element(label_fr=label, parent=parent, **fields)
    made.full_clean()
    made.save()
    return made


CONDITIONS = {"bon": "1", "moyen": "2", "mauvais": "3", "péril": "4"}
URGENCIES = {"long-term": "UC 0", "intermediate-term": "UC 1", "short-term": "UC 2", "immediate": "UC 3"}


def condition(label: str = "moyen") -> Concept:
    known = Concept.objects.filter(scheme__key="conditions", label_fr=label).first()
    return known or concept(label, of="conditions", notation=CONDITIONS[label])


def urgency(key: str) -> Concept:
    known = Concept.objects.filter(scheme__key="urgency", slug=key).first()
    return known or concept(key, of="urgency", slug=key, notation=URGENCIES[key])


def finding(label: str = "Fissure", of: Element | None = None, **fields: Any) -> Finding:
    return Finding.objects.create(
        label_fr=label, element=of or Element.objects.first() or element(), **fields
    )


def observation(
    report: RecordPage, label: str = "Fissure", box: Any = (0.1, 0.1, 0.2, 0.2), **fields: Any
) -> Observation:
    """On the first page of the report's first file."""
    label_en = fields.pop("label_en", "")
    told = fields.pop("finding", None) or finding(label, fields.pop("element", None), label_en=label_en)
    held = report.files.first()
    place = {"document": held.document if held else None, "number": 1 if held else None}
    sides = dict(zip(("x", "y", "width", "height"), box or (), strict=False))
    said = {"condition": condition(fields.pop("condition", "moyen"))}
    if key := fields.pop("urgency", ""):
        said["urgency"] = urgency(key)
    made = Observation(finding=told, report=report, **(place | sides | said | fields))
    made.full_clean()
    made.save()
    return made
