"""Files to unfold, good and bad, made on the spot."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[2]
TYPEWRITER = ROOT / "node_modules/@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff2"
A4 = (595, 842)
A4_DPI_150 = (1240, 1754)
NOTE = (
    "Monsieur le directeur,",
    "l'humidité des façades a été relevée en février",
    "par les locataires du troisième étage ; les murs",
    "du pignon nord sont tachés et le crépi se détache",
    "des allèges. Nous demandons une visite de contrôle",
    "avant la fin du trimestre, avec le procès-verbal",
    "du chantier et les plans du premier projet. L'humi-",
    "dité remonte aussi dans la cage d'escalier.",
    "Veuillez agréer nos salutations distinguées.",
)


def sheet(
    lines=NOTE, *, size=A4_DPI_150, points=36, at=(110, 200), step=62, paper=244, ink=30
) -> Image.Image:
    """A typewritten page, 150 dpi."""
    page = Image.new("L", size, paper)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(TYPEWRITER), points)
    for number, line in enumerate(lines):
        draw.text((at[0], at[1] + number * step), line, font=font, fill=ink)
    return page


def scan_pdf(path: Path, *sheets: Image.Image, dpi: int = 150) -> Path:
    sheets[0].save(path, "PDF", save_all=True, append_images=sheets[1:], resolution=dpi)
    return path


def layer_pdf(path: Path, *pages, size=A4, rotate=0, crop=None, title="", **save) -> Path:
    """Pages of lines (x, y, text) in points, in WinAnsi."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for lines in pages:
        page = pdf.add_blank_page(page_size=size)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 12 Tf\n" + b"".join(map(_show, lines)) + b"ET")
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = pikepdf.Array(crop)
    if title:
        pdf.docinfo["/Title"] = title
    pdf.save(path, **save)
    return path


def _show(line) -> bytes:
    x, y, text = line
    shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"1 0 0 1 %d %d Tm (%s) Tj\n" % (x, y, shown)


def typed(lines, *, x=72, top=770, step=16):
    return [(x, top - number * step, line) for number, line in enumerate(lines)]


def bomb_pdf(path: Path, *, depth: int = 30, before: int = 0, after: int = 0) -> Path:
    """A page whose form draws a form ten times, and so on: ten to the power of the depth."""
    pdf = pikepdf.new()
    form = None
    for _ in range(depth):
        stream = pdf.make_stream(b"/X Do " * 10 if form else b"0 0 m 9 9 l S")
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        stream.BBox = pikepdf.Array([0, 0, 595, 842])
        if form is not None:
            stream.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        form = pdf.make_indirect(stream)
    for number in range(before + 1 + after):
        page = pdf.add_blank_page(page_size=A4)
        if number == before:
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
            page.Contents = pdf.make_stream(b"/X Do")
    pdf.save(path)
    return path


def lying_png(path: Path, width: int, height: int) -> Path:
    """A header that promises these pixels before a few bytes of data."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1_000)))
        + chunk(b"IEND", b"")
    )
    return path
