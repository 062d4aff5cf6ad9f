"""An archive with one of everything that its pages can show, made through its own doors."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from PIL import Image
from wagtail.models import Page

from archive.accounts.models import User
from archive.accounts.roles import ROLES
from archive.authorities.models import Agent, AgentIdentifier
from archive.building.models import (
    Announcement,
    BuildingAgent,
    Funding,
    Milestone,
    Phase,
    Protection,
    Statement,
)
from archive.catalogue.access import day_of
from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import ObservationPhotograph, Placement, Plan, RecordRelation, Restriction
from archive.catalogue.spots import every_spot
from archive.contributions.models import Letter
from archive.holdings.models import ArchiveDocument, Canvas
from archive.holdings.receive import receive
from archive.holdings.storage import image_folder
from archive.ingest.models import Unfolding
from archive.translation.models import Batch
from archive.translation.reckoning import work_of
from archive.vocabularies.models import Concept
from archive.vocabularies.shipping import load as load_vocabularies
from home.models import ChangedRecord, HomeDate, HomePage, RecordsChange
from search import index
from tests import factories

ENGLISH = {
    "Chantier": "Building site",
    "Mentions légales": "Legal notice",
    "Éditeur": "Publisher",
    'La <a id="a1">ville</a>.': 'The <a id="a1">town</a>.',
    "Un": "One",
    "Notice de montage [exemple]": "Assembly notes [sample]",
    "Ce que les joints disent des panneaux, étage par étage.": "What joints tell about panels, storey by storey.",
    "La notice": "Notes",
    "La couverture": "Cover",
    "7 pages": "7 pages",
    "Un palier": "A landing",
}
NEXT_YEAR = date(day_of().year + 1, 9, 1)
TEXT = "Le joint vertical entre deux panneaux laisse passer l’humidité des pignons"
STATES = Restriction.State


def unfolded(name: str, texts: list[str], pages: int = 0, images: bool = True) -> ArchiveDocument:
    """A file of so many pages, read by hand: no OCR, no child process. An empty text is a blank page."""
    document = receive(factories.drawing(name), f"{name}.png").document
    document.page_count = pages or len(texts)
    document.save()
    folder = image_folder(document.sha256)
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts, start=1):
        words = [
            [
                word,
                0.1 + 0.1 * (place % 8),
                0.1 + 0.1 * (place // 8),
                0.08,
                0.05,
                90 - 20 * (place % 3),
                0,
                0,
                False,
            ]
            for place, word in enumerate(text.split())
        ]
        Canvas.objects.create(
            document=document,
            number=number,
            width=400,
            height=300,
            widths=[240, 400] if images else [],
            source="ocr" if text else "blank",
            text=text,
            words=words,
        )
        if images:
            for width in (240, 400):
                Image.new("L", (width, width * 3 // 4), 200).save(folder / f"{number}-{width}.webp")
    Unfolding.objects.create(document=document, state=Unfolding.State.READY)
    return document


def _bar(record: Any, **facts: Any) -> None:
    facts = {"record": record, "reason": "privacy", "state": STATES.NOTICE} | facts
    if facts.get("document"):
        facts["record"] = None
    restrict(record, Restriction(**facts))


HOME = {
    "fr": (
        "Soixante-dix ans d’un immeuble préfabriqué, en documents.",
        "Une pension de famille naît dans un immeuble de mineurs.",
        ("Inscription au patrimoine mondial", "Premiers habitants"),
    ),
    "en": (
        "Seventy years of a prefabricated block, in documents.",
        "Supported housing is born in a miners’ block.",
        ("Inscribed on the World Heritage List", "First residents"),
    ),
}


def _write_homes() -> None:
    for home in HomePage.objects.all():
        home.lead, home.statement, (past, to_come) = HOME[home.locale.language_code]
        home.body = f"{home.lead}\n\n{home.statement}"
        home.dates = [
            HomeDate(label="2012", text=past, done=True, locale=home.locale),
            HomeDate(label="2027", text=to_come, done=False, locale=home.locale),
        ]
        home.save_revision().publish()


def _people() -> Any:
    """A body with everything, its label, a person who is not named, another who is; what they do, who pays."""
    body = factories.agent(
        "Communauté d’agglomération de Lens-Liévin",
        acronym="CALL",
        gender="f",
        history_fr="Elle réunit des communes du bassin minier.",
        functions_fr="Elle porte le programme culturel.",
        functions_en="It leads the cultural programme.",
        existence_fr="depuis 2000",
        places_fr="Lens",
        website="https://example.org/",
        sources="Annonce du projet [exemple]",
        position=1,
    )
    AgentIdentifier.objects.create(agent=body, scheme="siren", value="732829320")
    factories.agent("Pays d’art et d’histoire", kind="label", held_by=body)
    factories.agent("Service du patrimoine", parent=body)
    hidden = factories.agent("Jeanne Exemple", kind="person", gender="f")
    named = factories.agent("Raymond Camus", kind="person", gender="m", naming="deceased")
    facts = {"source": "Annonce du projet [exemple]"}
    for agent, role, concern in (
        (body, "Porteur du programme", "connect"),
        (hidden, "Habitant", "host"),
        (named, "Ingénieur", "transform"),
    ):
        also = [("feminine", "fr", "Habitante")] if role == "Habitant" else []
        known = factories.part(agent, role, also=also).role
        note = "Elle mène le programme des résidences."
        BuildingAgent.objects.create(agent=agent, role=known, concern=concern, note_fr=note, **facts)
    Funding.objects.create(
        agent=body,
        concern="connect",
        scheme_fr="Résidence",
        scheme_en="Residency",
        purpose_fr="La résidence artistique",
        amount=12_500,
        and_others=True,
        planned=True,
        period="2025-2027",
        **facts,
    )
    return body


def _find(report: Any) -> None:
    """What is known of the building, and two findings of one report."""
    building = factories.element("Le bâtiment", label_en="The building", note_fr="Six logements.")
    stair = factories.element("L’escalier", building, label_en="The stair", slug="escalier")
    plan = Plan.objects.create(slug="elevation", title_fr="Élévation", drawing="elevation")
    Placement.objects.create(plan=plan, element=stair, x=0.46, y=0.3, width=0.07, height=0.63)
    seen = factories.observation(report, "Marche usée [exemple]", element=stair, urgency="short-term")
    factories.observation(
        report,
        "Peinture [exemple]",
        element=building,
        condition="péril",
        urgency="immediate",
        state="treated",
    )
    ObservationPhotograph.objects.create(
        observation=seen, record=report, document=report.files.first().document, number=1
    )
    Phase.objects.create(label_fr="Construction", period="1953-1963", source="Inventaire", record=report)
    Protection.objects.create(
        label_fr="Patrimoine mondial", regime="world-heritage", property_fr="Bassin minier", period="2012"
    )
    opening = Milestone(label_fr="Ouverture", label_en="Opening", period="2e semestre 2027", planned=True)
    opening.announcements = [Announcement(period="2026", announced_on="mars 2025", source="Annonce")]
    opening.save()
    said = Statement.objects.create(text_fr="Six logements.", text_en="Six dwellings.", source="Une source")
    Statement.objects.create(text_fr="Huit logements.", source="Une autre", disagrees_with=said)


def furnish() -> SimpleNamespace:
    """Its pages by the names that `places.py` uses; each but the deed's neighbours has something of its own."""
    _write_homes()
    body = _people()
    text = factories.text(
        body="<h2>Éditeur</h2><p>La <a href='/fr/archive/'>ville</a>.</p><ul><li>Un</li></ul>"
    )
    factories.publish_face(text, ENGLISH)
    untranslated = factories.text("Citer et réutiliser")
    series = factories.series("Chantier")
    facades = factories.series("Façades", parent=series)
    empty = factories.series("Sans document")
    factories.publish_face(series, ENGLISH)
    scope = "Ce que les joints disent des panneaux, étage par étage."

    def make(title: str, family: str = "historical_document", **facts: Any) -> Any:
        return factories.record(family, under=facts.pop("under", series), title=title, **facts)

    pages = unfolded("montage", [TEXT, f"{TEXT} toujours", "", "La casquette", "fin"], pages=6)
    failed = Canvas.objects.get(document=pages, number=5)
    failed.source, failed.cause, failed.text, failed.words, failed.widths = "none", "timeout", "", [], []
    failed.save()
    load_vocabularies()
    deed = make(
        "Notice de montage [exemple]",
        documents=[pages, unfolded("couverture", ["Couverture"])],
        captions=["La notice", "La couverture"],
        scope_and_content=scope,
        extent="7 pages",
        parts=[
            factories.part(body),
            factories.part(Agent.objects.get(kind="person", naming="unnamed"), "Habitant"),
        ],
    )
    deed.type = Concept.objects.get(slug="instructions")
    deed.set_subjects(Concept.objects.filter(slug__in=["damp-subject", "joints-subject"]))
    deed.save_revision()
    deed = factories.publish(deed)
    _bar(deed, document=pages, page=4, note="Une adresse y est lisible.", review_on=NEXT_YEAR)
    factories.publish_face(deed, ENGLISH)
    report = make(
        "Diagnostic des joints",
        "diagnostic_report",
        documents=[unfolded("releve", [TEXT, "Pignon est"]), unfolded("photographies", ["Photographie"])],
        captions=["Le relevé", "Les photographies"],
        scope_and_content=scope,
    )
    _find(report)
    work = make("Un palier", "artistic_output", documents=[unfolded("palier", [""])], scope_and_content=scope)
    factories.publish_face(work, ENGLISH)
    RecordRelation.objects.create(page=work, kind=RecordRelation.Kind.SAME_SPOT, other=deed)
    bare = make("Lettre d’un mineur", under=facades, date_as_written="s.d.")
    long = make("Registre", documents=[unfolded("registre", [TEXT] * 70, images=False)], under=facades)
    notice = make("Plan des caves", documents=[unfolded("caves", ["Caves"])])
    _bar(notice, reason="security", review_on=NEXT_YEAR)
    embargoed = make("Correspondance", documents=[unfolded("lettres", ["Lettres"])])
    _bar(embargoed, embargo_until=NEXT_YEAR)
    secret = unfolded("secret", ["Plan secret"])
    part = make("Dossier", documents=[secret, unfolded("public", ["Plan public"])], captions=["Plan", "Vue"])
    _bar(part, document=secret)
    closed = make("Fermé", documents=[unfolded("ferme", ["Fermé"])])
    _bar(closed, state=STATES.CLOSED, review_on=NEXT_YEAR)
    withdrawn = make("Retiré")
    withdraw(withdrawn, "Versé deux fois")
    draft = factories.record(under=series, title="Brouillon", live=False)
    reading = receive(factories.drawing("en cours"), "en cours.png").document
    Unfolding.objects.create(document=reading, state=Unfolding.State.READING, done=1)
    broken = receive(factories.drawing("abîmé"), "abîmé.png").document
    Unfolding.objects.create(document=broken, state=Unfolding.State.FAILED, cause="damaged")
    letter = Letter.objects.create(
        purpose="other", message="Bonjour", language="fr", contact="06 00 00 00 00"
    )
    for role in ROLES:
        User.objects.create_user(role, password="x").groups.set([_group(role)])
    archivist = User.objects.get(username="archivist")
    change = RecordsChange.objects.create(kind="rights", value="CC0", user=archivist)
    ChangedRecord.objects.create(change=change, record=bare, before="CNE", after="CC0")
    said = work_of(deed)
    reviewer = User.objects.get(username="reviewer")
    batch = Batch.objects.create(by=reviewer, works=[said.pk], done=1, refused=[[said.pk, "Verrouillée."]])
    index.rebuild()
    return SimpleNamespace(
        batch=batch,
        change=change,
        plan=Plan.objects.get(slug="elevation"),
        text=text,
        untranslated=untranslated,
        series=series,
        facades=facades,
        empty=empty,
        deed=deed,
        report=report,
        work=work,
        bare=bare,
        long=long,
        notice=notice,
        embargoed=embargoed,
        part=part,
        closed=closed,
        withdrawn=withdrawn,
        draft=draft,
        reading=reading,
        broken=broken,
        letter=letter,
        damp=Concept.objects.get(slug="damp-subject"),
        body=body,
        said=said,
    )


def _group(role: str) -> Any:
    from django.contrib.auth.models import Group

    return Group.objects.get(name=ROLES[role].name)


def addresses(house: SimpleNamespace, language: str) -> dict[str, str]:
    """What stands between braces in the addresses of `places.py`: paths of pages, keys of the rest."""
    found = {"language": language}
    for name, thing in vars(house).items():
        found[f"{name}_key"] = str(thing.pk)
        if isinstance(thing, Page):
            found[name] = Page.objects.get(pk=thing.pk).specific.url_in(language)
    found["search"] = "/fr/recherche/" if language == "fr" else "/en/search/"
    found["things"] = found["search"] + ("choses/" if language == "fr" else "things/")
    found["write"] = "/fr/ecrire/" if language == "fr" else "/en/write/"
    found["partners"] = "/fr/partenaires/" if language == "fr" else "/en/partners/"
    found["body"] = f"/{language}/{'qui' if language == 'fr' else 'who'}/{house.body.slug}/"
    found["map"] = "/fr/plan-du-site/" if language == "fr" else "/en/site-map/"
    found["vocabularies"] = "/fr/vocabulaires/" if language == "fr" else "/en/vocabularies/"
    found["received"] = found["write"] + ("recue/" if language == "fr" else "received/")
    found["building"] = "/fr/le-batiment/" if language == "fr" else "/en/the-building/"
    older, newer = every_spot()[0]
    found["comparison"] = (
        f"/{language}/{'comparer' if language == 'fr' else 'compare'}/{older.mark}/{newer.mark}/"
    )
    found["timeline"] = "/fr/chronologie/" if language == "fr" else "/en/timeline/"
    found["findings"] = "/fr/constats/" if language == "fr" else "/en/findings/"
    return found
