"""Binds pages into a PDF: scanned ones as images alone, typed ones as text. Dates and identifiers are fixed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from .setting import Line

DATE = "D:20250331000000Z"
A4_POINTS = (595.28, 841.89)
DPI = 200
PITCH, LEADING = 7.2, 15.12
LEFT, TOP = 92.2, 738.0
SIZE = 12

TypedPage = tuple[list[Line], int | None]
"""Lines and the page number typed above them."""


def bound(path: Path, title: str, pages: Sequence[Image.Image | TypedPage]) -> Path:
    pdf = Pdf.new()
    fonts: Dictionary | None = None
    for page in pages:
        if isinstance(page, Image.Image):
            _add_scan(pdf, page)
            continue
        fonts = fonts or _fonts(pdf)
        _add_typed(pdf, fonts, *page)
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(title), Producer=String("EXEMPLE"), CreationDate=String(DATE), ModDate=String(DATE)
        )
    )
    pdf.save(path, deterministic_id=True)
    return path


def _add_scan(pdf: Pdf, image: Image.Image) -> None:
    jpeg = io.BytesIO()
    image.save(jpeg, "JPEG", quality=58, dpi=(DPI, DPI))
    width, height = image.width * 72 / DPI, image.height * 72 / DPI
    picture = Stream(
        pdf,
        jpeg.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray if image.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    drawing = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Scan Do Q".encode()
    resources = Dictionary(XObject=Dictionary(Scan=pdf.make_indirect(picture)))
    _add_page(pdf, (width, height), resources, drawing)


def _add_typed(pdf: Pdf, fonts: Dictionary, lines: list[Line], number: int | None) -> None:
    drawing = bytearray(b"0.13 g 0.13 G 0.6 w\n")
    if number is not None:
        drawing += _shown(f"- {number} -", LEFT + 28 * PITCH, TOP + 36)
    for row, line in enumerate(lines):
        left, base = LEFT + line.column * PITCH, TOP - row * LEADING
        if line.text:
            drawing += _shown(line.text, left, base)
        if line.underlined:
            end = left + len(line.text) * PITCH
            drawing += f"{left:.2f} {base - 2:.2f} m {end:.2f} {base - 2:.2f} l S\n".encode()
    _add_page(pdf, A4_POINTS, Dictionary(Font=fonts), bytes(drawing + _stamp()))


def _shown(text: str, left: float, base: float) -> bytes:
    """One line of text in the encoding its font declares (WinAnsi is Windows 1252, œ included)."""
    codes = text.replace("\N{NO-BREAK SPACE}", " ").encode("cp1252")
    written = codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /Typed %d Tf %.2f %.2f Td (%b) Tj ET\n" % (SIZE, left, base, written)


def _stamp() -> bytes:
    """A red frame and the word EXEMPLE, turned six degrees, at the upper right."""
    return (
        b"q 0.9945 0.1045 -0.1045 0.9945 452 785 cm 0.62 0.13 0.1 rg 0.62 0.13 0.1 RG "
        b"2 w 0 0 112 36 re S 0.7 w 4 4 104 28 re S BT /Stamp 22 Tf 9.8 11 Td (EXEMPLE) Tj ET Q\n"
    )


def _fonts(pdf: Pdf) -> Dictionary:
    def font(base: pikepdf.Name) -> pikepdf.Object:
        return pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=base, Encoding=Name.WinAnsiEncoding)
        )

    return Dictionary(Typed=font(Name.Courier), Stamp=font(Name("/Courier-Bold")))


def _add_page(pdf: Pdf, size: tuple[float, float], resources: Dictionary, drawing: bytes) -> None:
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(size[0], 2), round(size[1], 2)]),
        Resources=resources,
        Contents=Stream(pdf, drawing),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
