"""Hostile files, all of our own making: what a stranger, a bad scanner or a dying disk may send.

`CLASSES` names them by class: each a function that yields (name, bytes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import damage, images, lies, pdf_contents, pdf_pictures, pdf_structure, tiffs

CLASSES: dict[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
    "PDF cut off": damage.pdfs_cut_off,
    "PDF scribbled over": damage.pdfs_scribbled_over,
    "PDF locked": damage.pdfs_locked,
    "PDF tables": pdf_structure.tables,
    "PDF page trees": pdf_structure.page_trees,
    "PDF page sizes": pdf_structure.page_sizes,
    "PDF object streams": pdf_structure.object_streams,
    "PDF streams": pdf_contents.streams,
    "PDF recursion": pdf_contents.recursion,
    "PDF text": pdf_contents.text,
    "PDF actions": pdf_contents.actions,
    "PDF metadata": pdf_contents.metadata,
    "PDF pictures": pdf_pictures.pictures,
    "images cut off": damage.images_cut_off,
    "images scribbled over": damage.images_scribbled_over,
    "JPEG": images.jpegs,
    "PNG": images.pngs,
    "GIF, WebP, BMP": images.others,
    "AVIF, JPEG 2000": images.boxes,
    "TIFF": tiffs.tiffs,
    "TIFF directories": tiffs.directories,
    "other kinds": lies.other_kinds,
    "two kinds at once": lies.polyglots,
}


def everything() -> Iterator[tuple[str, bytes]]:
    for make in CLASSES.values():
        yield from make()
