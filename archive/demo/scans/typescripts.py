"""The typed documents: reports, instructions, letters, poems. Their words stand in `content/typescripts`."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from . import pdf, setting
from .typewriter import Fonts, Typewriter

WORDS = Path(__file__).parent.parent / "content" / "typescripts"

SCANNED_OF_REPORT = 9
"""The report's first pages are images alone; the rest was typed again on a computer and carries its text."""

SKEWS = (0.4, 0.0, -0.5, 0.0, 0.3, -0.9, 0.0, 0.0, 0.6)


def rapport_diagnostic(folder: Path, fonts: Fonts) -> Path:
    machine = Typewriter(fonts, seed=1987)
    sheets: list[Image.Image | pdf.TypedPage] = []
    for number, lines in enumerate(_pages("rapport_diagnostic"), start=1):
        shown = number if number > 1 else None
        if number <= SCANNED_OF_REPORT:
            sheets.append(machine.typed(lines, shown, SKEWS[number - 1]))
        else:
            sheets.append((lines, shown))
    return pdf.bound(folder / "rapport_diagnostic.pdf", "Rapport de diagnostic sanitaire [exemple]", sheets)


def notice_montage(folder: Path, fonts: Fonts) -> Path:
    return _scan(
        folder, fonts, "notice_montage", "Notice de montage des panneaux de façade [exemple]", 1958, 222
    )


def bordereau_panneaux(folder: Path, fonts: Fonts) -> Path:
    return _scan(
        folder, fonts, "bordereau_panneaux", "Bordereau de livraison de panneaux [exemple]", 1959, 216
    )


def fiche_visite(folder: Path, fonts: Fonts) -> Path:
    return _scan(folder, fonts, "fiche_visite", "Fiche de visite n° 4 [exemple]", 1988, 233)


def lettre_anglaise(folder: Path, fonts: Fonts) -> Path:
    return _scan(
        folder, fonts, "lettre_anglaise", "Letter about vertical joints [sample]", 1964, 226, french=False
    )


def tableau_humidite(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "tableau_humidite", "Suivi de l’humidité [exemple]")


def poeme_palier(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "poeme_palier", "Le palier [exemple]")


def partition_escalier(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "partition_escalier", "Partition pour une cage d’escalier [exemple]")


def notes_marche(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "notes_marche", "Notes for a walk round a building [sample]", french=False)


def reglement_interieur(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "reglement_interieur", "Règlement intérieur du bâtiment E [exemple]")


def lettre_froid(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "lettre_froid", "Lettre au sujet du froid [exemple]")


def temoignage_habitant(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "temoignage_habitant", "Témoignage d’un ancien habitant [exemple]")


def diagnostic_materiaux(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "diagnostic_materiaux", "Diagnostic des matériaux [exemple]")


def etude_chauffage(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "etude_chauffage", "Étude technique du chauffage [exemple]")


def lecture_escalier(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "lecture_escalier", "Seize marches [exemple]")


def enquete_questions(folder: Path, fonts: Fonts) -> Path:
    return _text(folder, "enquete_questions", "Enquête en vingt questions [exemple]")


def _scan(
    folder: Path, fonts: Fonts, name: str, title: str, seed: int, tone: float, french: bool = True
) -> Path:
    """The seed is the machine and the sheet; the tone is the paper's, 0 to 255."""
    machine = Typewriter(fonts, seed)
    pages = _pages(name, french)
    sheets = [
        machine.typed(
            lines,
            number if number > 1 else None,
            skew=SKEWS[(number + seed) % len(SKEWS)],
            holes=french,
            tone=tone,
        )
        for number, lines in enumerate(pages, start=1)
    ]
    return pdf.bound(folder / f"{name}.pdf", title, sheets)


def _text(folder: Path, name: str, title: str, french: bool = True) -> Path:
    pages = [(lines, None) for lines in _pages(name, french)]
    return pdf.bound(folder / f"{name}.pdf", title, pages)


def _pages(name: str, french: bool = True) -> list[list[setting.Line]]:
    return setting.pages((WORDS / f"{name}.txt").read_text(encoding="utf-8"), cut=french)
