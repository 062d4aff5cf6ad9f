"""An archive of some size in a folder of its own, made through the archive's own doors."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

WORDS = (
    "Le joint vertical du pignon nord laisse passer l'humidité du mur vers la chambre du troisième étage. "
)


def open_house() -> Path:
    """Django, on an empty archive."""
    data = Path(tempfile.mkdtemp(prefix="benchmark-"))
    os.environ["ARCHIVE_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from archive.core.messages import compile_messages

    compile_messages()
    call_command("migrate", verbosity=0)
    return data


def furnish(records: int, pages: int) -> list[Any]:
    """Records of the three families in one series, each with one file of so many pages read, and a live face
    for every second one."""
    from django.core.files.base import ContentFile
    from PIL import Image

    from archive.holdings.models import Canvas
    from archive.holdings.receive import receive
    from archive.holdings.storage import image_folder
    from tests import factories

    series = factories.series("Chantier")
    made = []
    for number in range(records):
        file = ContentFile(factories.drawing(str(number)).getvalue(), name=f"{number}.png")
        document = receive(file, f"{number}.png").document
        document.page_count = pages
        document.save()
        Canvas.objects.bulk_create(canvas(document, page) for page in range(1, pages + 1))
        folder = image_folder(document.sha256)
        folder.mkdir(parents=True, exist_ok=True)
        Image.new("L", (240, 340), 200).save(folder / "1-240.webp")
        record = factories.record(
            ("historical_document", "diagnostic_report", "artistic_output")[number % 3],
            under=series,
            title=f"Étude des joints n° {number}",
            scope_and_content=WORDS * 3,
            documents=[document],
        )
        if number % 2 == 0:
            factories.publish_face(record)
        made.append(record)
    for title in ("Mentions légales", "Aide", "Citer", "Accessibilité"):
        factories.text(title)
    return made


def canvas(document: Any, number: int, text: str = WORDS * 12) -> Any:
    """A page as reading leaves it: about two hundred words with their boxes."""
    from archive.holdings.models import Canvas

    words = [
        [word, 0.1 + 0.1 * (n % 8), 0.1 + 0.02 * (n // 8), 0.08, 0.015, 91, 0, n // 8, False]
        for n, word in enumerate(text.split())
    ]
    return Canvas(
        document=document,
        number=number,
        width=1654,
        height=2339,
        widths=[240, 800, 1600],
        source="ocr",
        text=text,
        words=words,
    )


if __name__ == "__main__":
    sys.exit("This is a part of other benchmarks.")
