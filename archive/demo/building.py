"""The building of the demonstration: its parts and their place on the drawing, what is known of it, and two
sample reports that follow what is wrong. What already stands is left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from archive.authorities.models import Element
from archive.building.models import Announcement, Milestone, Phase, Protection, Statement
from archive.catalogue.models import Finding, Observation, Placement, Plan, RecordPage
from archive.catalogue.outlines import bounds_of
from archive.vocabularies.models import Concept

from .reading import FOLDER, ContentError, read

FOLLOWED_BY = "suivi-travaux"
FOLLOWED_ON = {"fiche": (1, date(2024, 5, 14)), "humidite": (2, date(2025, 5, 30)), "": (0, date(2025, 6, 3))}
Find = Callable[[str], RecordPage | None]


def load() -> dict[str, Any]:
    """Raises ContentError."""
    tables = ("element", "phase", "protection", "milestone", "statement", "finding", "about", "plan")
    content = read(FOLDER / "building.toml", *tables)
    keys = {entry["key"] for entry in content["element"]}
    for entry in (*content["element"], *content["finding"], *content["statement"]):
        part = entry.get("parent") or entry.get("element")
        if part and part not in keys:
            raise ContentError(f"{entry}: there is no part {part!r}")
    return content


def furnish_elements(content: dict[str, Any]) -> None:
    if Element.objects.exists():
        return
    plan = Plan.objects.create(
        slug="elevation",
        title_fr="Élévation de principe",
        title_en="Elevation of principle",
        drawing="elevation",
    )
    for place, entry in enumerate(content["element"], start=1):
        element = Element.objects.create(
            slug=entry["key"],
            parent=Element.objects.filter(slug=entry.get("parent", "")).first(),
            position=10 * place,
            kind=Concept.objects.filter(scheme__key="element-kinds", slug=entry["kind"]).first(),
            label_fr=entry["fr"],
            label_en=entry["en"],
            note_fr=entry.get("note_fr", ""),
            note_en=entry.get("note_en", ""),
        )
        if box := entry.get("box"):
            x, y, width, height = box
            Placement.objects.create(plan=plan, element=element, x=x, y=y, width=width, height=height)


def furnish_facts(content: dict[str, Any], record_of: Find) -> None:
    """Each table once, when it is empty."""
    for name, model in (("phase", Phase), ("protection", Protection), ("milestone", Milestone)):
        if not model.objects.exists():
            for place, entry in enumerate(content[name], start=1):
                _furnish_fact(model, entry, 10 * place, record_of)
    if not Statement.objects.exists():
        _furnish_statements(content["statement"], record_of)
    if not Finding.objects.exists():
        _furnish_findings(content["finding"], record_of)
    if not Plan.objects.filter(drawing=Plan.Drawing.PAGE).exists():
        _furnish_plans(content["plan"], record_of)


def _common(entry: dict[str, Any], place: int, record_of: Find) -> dict[str, Any]:
    said = {
        name: entry[name] for name in ("period", "note_fr", "note_en", "source", "planned") if name in entry
    }
    record = record_of(entry["record"]) if "record" in entry else None
    return said | {"position": place, "record": record}


def _furnish_fact(model: type, entry: dict[str, Any], place: int, record_of: Find) -> None:
    own = {name: entry[name] for name in ("regime", "property_fr", "property_en") if name in entry}
    row = model(label_fr=entry["fr"], label_en=entry["en"], **own, **_common(entry, place, record_of))
    if "announced" in entry:
        period, announced, source = entry["announced"]
        row.announcements = [Announcement(period=period, announced_on=announced, source=source)]
    row.save()
    if "elements" in entry:
        row.elements.set(Element.objects.filter(slug__in=entry["elements"]))


def _furnish_statements(entries: list[dict[str, Any]], record_of: Find) -> None:
    keys: dict[str, Statement] = {}
    for place, entry in enumerate(entries, start=1):
        row = Statement.objects.create(
            text_fr=entry["fr"],
            text_en=entry["en"],
            page=entry.get("page"),
            confidence=entry["confidence"],
            element=Element.objects.filter(slug=entry["element"]).first(),
            disagrees_with=keys[entry["disagrees_with"]] if "disagrees_with" in entry else None,
            **_common(entry, 10 * place, record_of),
        )
        if "key" in entry:
            keys[entry["key"]] = row


def _concept(scheme: str, key: str) -> Concept:
    return Concept.objects.get(scheme__key=scheme, slug=key)


def _furnish_findings(entries: list[dict[str, Any]], record_of: Find) -> None:
    later = record_of(FOLLOWED_BY)
    for entry in entries:
        report, (x, y, width, height) = record_of(entry["report"]), entry["box"]
        if report is None:
            return
        finding = Finding.objects.create(
            element=Element.objects.get(slug=entry["element"]), label_fr=entry["fr"], label_en=entry["en"]
        )
        said = {
            "decay": _concept("decay", entry["decay"]),
            "cause": _concept("causes", entry["cause"]),
            "urgency": _concept("urgency", entry["urgency"]),
            "action": _concept("actions", entry["action"]),
        }
        Observation.objects.create(
            finding=finding,
            report=report,
            **_page(report, entry["file"], entry["page"]),
            **{"x": x, "y": y, "width": width, "height": height},
            observed_on=date.fromisoformat(entry["seen"]),
            condition=_concept("conditions", entry["condition"]),
            **said,
        )
        if later is not None and "then" in entry:
            state, condition, piece = entry["then"]
            file, day = FOLLOWED_ON[piece]
            Observation.objects.create(
                finding=finding,
                report=later,
                **(_page(later, file, 1) if file else {}),
                observed_on=day,
                state=state,
                condition=_concept("conditions", condition),
                **said,
            )


def _page(report: RecordPage, file: int, page: int) -> dict[str, Any]:
    held = list(report.files.order_by("sort_order"))
    return {"document": held[file - 1].document, "number": page} if len(held) >= file else {}


def _furnish_plans(entries: list[dict[str, Any]], record_of: Find) -> None:
    for place, entry in enumerate(entries, start=1):
        record = record_of(entry["record"])
        if record is None:
            continue
        plan = Plan.objects.create(
            slug=entry["key"],
            title_fr=entry["fr"],
            title_en=entry["en"],
            record=record,
            position=100 + 10 * place,
        )
        for spot in entry["places"]:
            kind, thing = _placed(spot, record_of)
            if thing is not None:  # nor what an archive has renamed since
                row = Placement(plan=plan, **{kind: thing}, **_where(spot))
                row.full_clean()
                row.save()


def _placed(spot: dict[str, Any], record_of: Find) -> tuple[str, Element | Finding | RecordPage | None]:
    if "element" in spot:
        return "element", Element.objects.filter(slug=spot["element"]).first()
    if "finding" in spot:
        return "finding", Finding.objects.filter(label_fr=spot["finding"]).first()
    return "record", record_of(spot["record"])


def _where(spot: dict[str, Any]) -> dict[str, Any]:
    if "corners" in spot:
        x, y, width, height = bounds_of(spot["corners"])
        return {"corners": spot["corners"], "x": x, "y": y, "width": width, "height": height}
    return dict(zip(("x", "y", "width", "height"), spot.get("box") or spot["at"], strict=False))


def parts_of(content: dict[str, Any], key: str) -> list[Element]:
    """Which parts the record of this key is about."""
    keys = next((entry["elements"] for entry in content["about"] if entry["record"] == key), [])
    known = {element.slug: element for element in Element.objects.filter(slug__in=keys)}
    return [known[key] for key in keys if key in known]
