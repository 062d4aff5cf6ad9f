"""Sample files, drawn rather than collected: the same bytes each time on one machine, each stamped EXEMPLE.

`DRAWINGS` names every file a record of the demonstration may hold. Nothing here reads a stranger's file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from . import facades, photographs, plan, typescripts, windows
from .typewriter import Fonts

Drawing = Callable[[Path, Fonts], Path]

DRAWINGS: dict[str, Drawing] = {
    "notice_montage": typescripts.notice_montage,
    "bordereau_panneaux": typescripts.bordereau_panneaux,
    "lettre_anglaise": typescripts.lettre_anglaise,
    "plan_etage": plan.plan_etage,
    "photo_grue": photographs.photo_grue,
    "rapport_diagnostic": typescripts.rapport_diagnostic,
    "tableau_humidite": typescripts.tableau_humidite,
    "fiche_visite": typescripts.fiche_visite,
    "poeme_palier": typescripts.poeme_palier,
    "partition_escalier": typescripts.partition_escalier,
    "notes_marche": typescripts.notes_marche,
    "photo_facade": facades.photo_facade,
    "carte_postale": facades.carte_postale,
    "fenetres": windows.fenetres,
    "reglement_interieur": typescripts.reglement_interieur,
    "lettre_froid": typescripts.lettre_froid,
    "temoignage_habitant": typescripts.temoignage_habitant,
    "diagnostic_materiaux": typescripts.diagnostic_materiaux,
    "etude_chauffage": typescripts.etude_chauffage,
    "lecture_escalier": typescripts.lecture_escalier,
    "enquete_questions": typescripts.enquete_questions,
}


def draw(name: str, folder: Path, fonts: Fonts) -> Path:
    """Writes the drawing called `name` into `folder`, which must exist."""
    return DRAWINGS[name](folder, fonts)
