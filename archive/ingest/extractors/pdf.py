"""PDF through PDFium: the page as seen, and the words of its text layer with their boxes.

PDFium aborts the whole process when memory ends: nothing here runs outside the limited process.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from ctypes import byref, c_double, c_int, c_ushort
from itertools import islice
from math import ceil, sqrt
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from archive.holdings.carried import MOST, Carried, Row, tidy
from archive.ingest import rasters
from archive.ingest.extractors import beside
from archive.ingest.extractors.base import Caps, Grey
from archive.ingest.extractors.layer import FEW_WORDS, Piece, clean, set_in_lines, tidy_title, usable
from archive.ingest.leaf import MAX_WORDS, Cause, Inspection, Leaf, Unreadable, Word
from archive.ingest.transcript import with_joins

FIRST_PAGES = 5
PAGE_PIXELS = 20_000_000
PAGE_EDGE = 8_000
PAGE_DPI = 200
SCAN_DPI = (150, 400)  # a page that is one picture keeps the picture's own resolution, within these
OCR_DPI = 300
COVERS = 0.7  # of the page: its pictures make it a scan
MOST_OBJECTS = 5_000
MAY_EXTRACT = 1 << 4  # ISO 32000, table 22
HYPHENS = "\ufffe\x02"  # what PDFium gives in place of a hyphen at a line's end
FINE = 1 << 28  # units across the page: boxes exact to more than five decimals


class PdfFile:
    """An open PDF."""

    def __init__(self, path: Path, scratch: Path, caps: Caps) -> None:
        self.caps, self.path = caps, path
        if _truncated(path):
            raise Unreadable(Cause.DAMAGED, "the file breaks off")
        self.pdf = _open(path, scratch)
        count = len(self.pdf)
        if count < 1:
            raise Unreadable(Cause.DAMAGED, "no page")
        if count > caps.pages:
            raise Unreadable(Cause.TOO_MANY_PAGES, f"{count}, more than {caps.pages}")
        if self.pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            self.pdf.init_forms()

    def inspect(self, *, briefly: bool = False) -> Inspection:
        """Pages that cannot be opened are passed over: they will say so themselves."""
        size, has_text, looked_at = (0, 0), False, 0
        for number in range(1, len(self.pdf) + 1):
            if looked_at == (1 if briefly else FIRST_PAGES):
                break
            with suppress(Unreadable):
                here, readable = self._roughly(number) if briefly else self._closely(number)
                size = size if looked_at else here
                has_text = has_text or readable
                looked_at += 1
        if not looked_at:
            raise Unreadable(Cause.DAMAGED, "no page can be opened")
        return Inspection(
            media_type="application/pdf",
            pages=len(self.pdf),
            has_text=has_text,
            width=size[0],
            height=size[1],
            title=tidy_title(self._said("Title")),
            may_extract=bool(pdfium_c.FPDF_GetDocPermissions(self.pdf) & MAY_EXTRACT),
            carries=tidy(self._beside()),
        )

    def _roughly(self, number: int) -> tuple[tuple[int, int], bool]:
        """Size of the page, without opening it."""
        try:
            seen = self.pdf.get_page_size(number - 1)
        except pdfium.PdfiumError as error:
            raise Unreadable(Cause.DAMAGED, str(error)) from error
        return _pixels(seen, self._clamped(seen, PAGE_DPI)), False

    def _closely(self, number: int) -> tuple[tuple[int, int], bool]:
        """Size of the page, and whether its text layer can be used."""
        with self._page(number) as page:
            words, usable_layer = _layer(page, _cover(page)[0])
            return self._size(page)[:2], bool(words and usable_layer)

    def _said(self, name: str) -> str:
        """Of the document information dictionary."""
        try:
            return str(self.pdf.get_metadata_value(name))
        except UnicodeDecodeError:  # half a letter
            return ""

    def _beside(self) -> Iterator[Row]:
        yield Carried.PERSON, self._said("Author")
        yield Carried.REMARK, self._said("Subject")
        yield Carried.REMARK, self._said("Keywords")
        for attached in range(min(pdfium_c.FPDFDoc_GetAttachmentCount(self.pdf), MOST)):
            with suppress(pdfium.PdfiumError, UnicodeDecodeError):
                yield Carried.ATTACHED, self.pdf.get_attachment(attached).get_name() or "?"
        if pdfium_c.FPDFDoc_GetJavaScriptActionCount(self.pdf) > 0:
            yield Carried.SCRIPT, "JavaScript"
        with self.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            start = data.find(b"<x:xmpmeta")  # never packed, so that programs find it
            if start >= 0:
                yield from beside.of_xmp(data[start : start + beside.PACKET])

    @rasters.troubles()
    def leaf(self, number: int, folder: Path, widths: Sequence[int]) -> Leaf:
        with self._page(number) as page:
            words, usable_layer = _layer(page, _cover(page)[0])
            width, height, scale = self._size(page)
            picture = rasters.upright_colour(_render(page, scale, grey=False))
        blank = not words and rasters.blank(rasters.to_grey(picture))
        layer = bool(words) and usable_layer
        return Leaf(
            number=number,
            width=width,
            height=height,
            source="layer" if layer else "blank" if blank else "none",
            words=words if layer else (),
            confidence=None,
            renditions=rasters.save_renditions(picture, number, folder, rasters.sizes(width, height, widths)),
            needs_ocr=not layer and not blank,
        )

    @rasters.troubles()
    def grey(self, number: int, folder: Path) -> Grey:
        path = folder / f"{number:06d}.tif"
        with self._page(number) as page:
            width, height, _ = self._size(page)
            scale = self._clamped(page.get_size(), OCR_DPI)
            rasters.save_grey(_render(page, scale, grey=True), path, scale * 72)
        return Grey(path, width, height)

    def close(self) -> None:
        self.pdf.close()

    @contextmanager
    def _page(self, number: int) -> Iterator[pdfium.PdfPage]:
        if not 1 <= number <= len(self.pdf):
            raise Unreadable(Cause.DAMAGED, f"no page {number}")
        try:
            page = self.pdf[number - 1]
        except pdfium.PdfiumError as error:
            raise Unreadable(Cause.DAMAGED, str(error)) from error
        try:
            yield page
        except pdfium.PdfiumError as error:
            raise Unreadable(Cause.DAMAGED, str(error)) from error
        finally:
            page.close()

    def _size(self, page: pdfium.PdfPage) -> tuple[int, int, float]:
        """Width and height of the page image in pixels, and its scale in pixels a point."""
        covered, own_dpi = _cover(page)
        dpi = min(max(own_dpi, SCAN_DPI[0]), SCAN_DPI[1]) if covered >= COVERS else PAGE_DPI
        scale = self._clamped(page.get_size(), dpi)
        width, height = _pixels(page.get_size(), scale)
        return width, height, scale

    def _clamped(self, seen: tuple[float, float], dpi: float) -> float:
        """The scale for this resolution, smaller where the page would take too much memory."""
        width, height = seen
        if not width > 0 or not height > 0:
            raise Unreadable(Cause.DAMAGED, "a page without size")
        largest = min(sqrt(PAGE_PIXELS / (width * height)), PAGE_EDGE / max(width, height))
        return float(min(dpi / 72, largest) * self.caps.scale)


def _pixels(seen: tuple[float, float], scale: float) -> tuple[int, int]:
    return ceil(seen[0] * scale), ceil(seen[1] * scale)


def open_file(path: Path, media_type: str, scratch: Path, caps: Caps) -> PdfFile:
    return PdfFile(path, scratch, caps)


def _truncated(path: Path) -> bool:
    """No end mark anywhere, or shorter than a linearised file says it is."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.rfind(b"%%EOF") < 0 and data.rfind(b"startxref") < 0:
            return True
        linearised = re.search(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})\b", data[:2_048])
        return linearised is not None and len(data) < int(linearised[1])


def _open(path: Path, scratch: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        _refuse_locked(error)
    try:
        repaired = pdfium.PdfDocument(_repaired(path, scratch))
    except pdfium.PdfiumError as error:
        _refuse_locked(error)
        raise Unreadable(Cause.DAMAGED, str(error)) from error
    if not any(pdfium_c.FPDFPage_CountObjects(page) for page in islice(repaired, 20)):
        raise Unreadable(Cause.DAMAGED, "nothing is left on its pages")
    return repaired


def _refuse_locked(error: pdfium.PdfiumError) -> None:
    if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        raise Unreadable(Cause.PASSWORD) from error


def _repaired(path: Path, scratch: Path) -> Path:
    """A copy that qpdf has put in order; helps after junk before the header or a broken table."""
    import pikepdf

    copy = scratch / "repaired.pdf"
    try:
        with pikepdf.open(path) as pdf:
            pdf.save(copy)
    except pikepdf.PasswordError as error:
        raise Unreadable(Cause.PASSWORD) from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Unreadable(Cause.DAMAGED, str(error)[:300]) from error
    return copy


def _render(page: pdfium.PdfPage, scale: float, *, grey: bool) -> Any:
    bitmap = page.render(scale=scale, grayscale=grey, rev_byteorder=not grey)
    try:
        return rasters.from_pixels(bitmap.to_numpy())
    finally:
        bitmap.close()


def _cover(page: pdfium.PdfPage) -> tuple[float, float]:
    """The share of the page that pictures cover, and the resolution of the largest in dots per inch."""
    width, height = page.get_size()
    if page.get_rotation() % 180:
        width, height = height, width
    left, bottom = page.get_cropbox()[:2]
    covered = largest = dpi = 0.0
    for picture in islice(page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3), MOST_OBJECTS):
        x0, y0, x1, y1 = picture.get_bounds()
        across = min(x1, left + width) - max(x0, left)
        area = max(across, 0.0) * max(min(y1, bottom + height) - max(y0, bottom), 0.0)
        covered += area
        if area > largest:
            largest, dpi = area, picture.get_px_size()[0] / max(x1 - x0, 1e-6) * 72
    return min(covered / max(width * height, 1e-6), 1.0), dpi


def _layer(page: pdfium.PdfPage, covered: float) -> tuple[tuple[Word, ...], bool]:
    """The words of the page's text layer, and whether they can be used."""
    textpage = page.get_textpage()
    try:
        text = _text(textpage)
        width, height = page.get_size()
        words = set_in_lines(list(islice(_pieces(page, textpage, text), MAX_WORDS)), height / width)
    finally:
        textpage.close()
    if len(words) < FEW_WORDS and covered >= COVERS:
        return words, False
    return with_joins(words), usable(" ".join(word.text for word in words))


def _text(textpage: pdfium.PdfTextPage) -> str:
    """One character for each of PDFium's, so that positions agree."""
    count = pdfium_c.FPDFText_CountChars(textpage)
    if count < 1:
        return ""
    buffer = (c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
    if len(text) == count:
        return text
    return "".join(chr(min(pdfium_c.FPDFText_GetUnicode(textpage, i), 0x10FFFF)) for i in range(count))


def _pieces(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, text: str) -> Iterator[Piece]:
    to_page = _seen(page)
    for found in re.finditer(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]", text):
        start, end = found.span()
        box = _box(textpage, start, end - start)
        hyphen = text[end - 1] in HYPHENS
        word = clean(text[start : end - 1] + "-" if hyphen else text[start:end])
        blank = re.compile(r"\s*").match(text, end)
        breaks = hyphen or (blank is not None and ("\n" in blank[0] or "\r" in blank[0]))
        if box and word:
            corners = [to_page(box[0], box[1]), to_page(box[2], box[3])]
            (x0, x1), (y0, y1) = (sorted(side) for side in zip(*corners, strict=True))
            yield Piece(word, x0, y0, x1, y1, breaks)


def _box(textpage: pdfium.PdfTextPage, start: int, count: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of these characters in page space."""
    found = []
    left, top, right, bottom = c_double(), c_double(), c_double(), c_double()
    for index in range(max(pdfium_c.FPDFText_CountRects(textpage, start, count), 0)):
        if pdfium_c.FPDFText_GetRect(textpage, index, left, top, right, bottom):
            found.append((left.value, bottom.value, right.value, top.value))
    if not found:
        return None
    lefts, bottoms, rights, tops = zip(*found, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _seen(page: pdfium.PdfPage) -> Any:
    """From page space to fractions of the page as seen: rotation, crop box and user unit applied."""

    def device(x: float, y: float) -> tuple[float, float]:
        across, down = c_int(), c_int()
        pdfium_c.FPDF_PageToDevice(page, 0, 0, FINE, FINE, 0, x, y, byref(across), byref(down))
        return across.value / FINE, down.value / FINE

    x, y = device(0, 0)
    unit = 100.0  # points: enough that rounding to whole device units does not show
    xx, xy = ((end - start) / unit for end, start in zip(device(unit, 0), (x, y), strict=True))
    yx, yy = ((end - start) / unit for end, start in zip(device(0, unit), (x, y), strict=True))
    return lambda px, py: (x + px * xx + py * yx, y + px * xy + py * yy)
