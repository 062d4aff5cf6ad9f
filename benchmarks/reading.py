"""Reading files: a PDF with a text layer beside the bare library, scans beside the bare OCR program.

With a layer: processor time from the task's start to its last page, beside pypdfium2 and libvips doing the
same work in one process (words with boxes, and the same page images). Without: pages a second beside
tesseract kept busy on every processor by a loop, and how many of the words on the page each finds (recall).
"""

from __future__ import annotations

import subprocess
import tempfile
import time
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from .measure import cpu, head, row, timed

ROOT = Path(__file__).parent.parent
PAGES = 50
SCANS = 8
TYPED = ROOT / "node_modules/@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff2"
PRINTED = (
    ROOT / "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files"
    "/atkinson-hyperlegible-next-latin-wght-normal.woff2"
)
TEXT = ROOT / "archive/demo/content/typescripts/rapport_diagnostic.txt"


def lines(width: int = 62) -> list[str]:
    found, line = [], ""
    for word in TEXT.read_text("utf-8").split():
        if len(line) + len(word) >= width:
            found.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return found


def sheet(number: int, font: Path, skew: float = 0.0) -> tuple[Any, list[str]]:
    """A page of A4 at 200 dots per inch, and the words on it."""
    from PIL import Image, ImageDraw, ImageFont

    every = lines()
    here = [every[(number * 37 + n) % len(every)] for n in range(45)]
    page = Image.new("L", (1654, 2339), 246)
    draw = ImageDraw.Draw(page)
    face = ImageFont.truetype(str(font), 32)
    for place, line in enumerate(here):
        draw.text((180, 180 + place * 44), line, font=face, fill=35)
    page = page.rotate(skew, fillcolor=246, resample=Image.Resampling.BICUBIC) if skew else page
    return page, " ".join(here).split()


def folded(words: list[str]) -> Counter[str]:
    plain = (unicodedata.normalize("NFKD", word).casefold() for word in words)
    return Counter("".join(sign for sign in word if sign.isalnum()) for word in plain)


def recall(found: list[str], there: list[str]) -> float:
    wanted = folded(there)
    return sum((folded(found) & wanted).values()) / max(sum(wanted.values()), 1)


def with_layer(folder: Path) -> None:
    from archive.ingest.models import Unfolding
    from archive.ingest.pipeline import advance
    from tests.ingest.samples import layer_pdf, typed

    every = lines()
    path = layer_pdf(folder / "layer.pdf", *[typed(every[n : n + 45]) for n in range(PAGES)])
    unfolding = received(path)
    with timed() as ours:
        while unfolding.state not in (Unfolding.State.INDEXED, Unfolding.State.READY) and advance(unfolding):
            pass
    widths = unfolding.document.canvases.get(number=1).widths
    widest = max(widths)
    began = cpu()
    words = bare_layer(path, folder, widest, len(widths))
    peer = cpu() - began
    assert words > PAGES * 100
    head(f"A PDF of {PAGES} pages with its text: processor time from the task's start")
    row("", "ours", "bare library", "share", "goal: at least 80 %")
    row("seconds", f"{ours['cpu']:.1f}", f"{peer:.1f}", f"{peer / ours['cpu']:.0%}")
    print(f"{len(widths)} page images a page ({', '.join(map(str, widths))} wide), on both sides")


def bare_layer(path: Path, folder: Path, width: int, images: int) -> int:
    """Words with their boxes and the same page images, as the libraries' manuals show it."""
    import pypdfium2 as pdfium
    import pyvips

    words = 0
    for number, page in enumerate(pdfium.PdfDocument(path)):
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        words += len(text.get_text_range().split()) if boxes else 0
        bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
        picture = pyvips.Image.new_from_array(bitmap.to_numpy())
        for step in range(images):
            smaller = picture.resize(0.5**step) if step else picture
            smaller.webpsave(str(folder / f"{number}-{step}.webp"), Q=80)
        page.close()
    return words


def received(path: Path) -> Any:
    from archive.holdings.receive import receive
    from archive.ingest.pipeline import begin

    with path.open("rb") as file:
        return begin(receive(file, path.name).document, queued=False)


def scanned(folder: Path, kind: str, font: Path, skew: float) -> tuple[float, float, float, float]:
    """Pages a second and recall: ours, then the bare program's."""
    from archive.ingest.models import Unfolding
    from archive.ingest.pipeline import advance
    from tests.ingest.samples import scan_pdf

    sheets = [sheet(number, font, skew) for number in range(SCANS)]
    path = scan_pdf(folder / f"{kind}.pdf", *[page for page, _ in sheets], dpi=200)
    unfolding = received(path)
    while unfolding.state in (Unfolding.State.RECEIVED, Unfolding.State.CHECKED, Unfolding.State.IMAGES):
        advance(unfolding)
    began = time.perf_counter()
    while unfolding.state == Unfolding.State.READING and advance(unfolding):
        pass
    ours = SCANS / (time.perf_counter() - began)
    read = {c.number: c.text.split() for c in unfolding.document.canvases.all()}
    our_recall = sum(recall(read[n], words) for n, (_, words) in enumerate(sheets, start=1)) / SCANS
    images = []
    for number, (page, _) in enumerate(sheets):
        images.append(folder / f"{kind}-{number}.png")
        page.save(images[-1], dpi=(200, 200))
    began = time.perf_counter()
    with ThreadPoolExecutor(processors()) as pool:
        texts = list(pool.map(bare_ocr, images))
    its = SCANS / (time.perf_counter() - began)
    pairs = zip(texts, sheets, strict=True)
    its_recall = sum(recall(text.split(), words) for text, (_, words) in pairs) / SCANS
    return ours, our_recall, its, its_recall


def bare_ocr(image: Path) -> str:
    return subprocess.run(
        ["tesseract", str(image), "-", "-l", "fra+eng"],
        env={"PATH": "/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def processors() -> int:
    import os

    return len(os.sched_getaffinity(0))


def main() -> None:
    from .house import open_house

    open_house()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with_layer(folder)
        kinds = (("typed", TYPED, 0.0), ("printed", PRINTED, 0.0), ("skewed by 4 degrees", TYPED, 4.0))
        found = {kind: scanned(folder, kind, font, skew) for kind, font, skew in kinds}
    head(f"{SCANS} scanned pages of A4: pages a second (recall of words)")
    row("pages", "ours", "bare program", "share", "goal: at least 95 %, recall no less")
    for kind, (ours, our_recall, its, its_recall) in found.items():
        row(kind, f"{ours:.2f} ({our_recall:.1%})", f"{its:.2f} ({its_recall:.1%})", f"{ours / its:.0%}")


if __name__ == "__main__":
    main()
