"""Images: a photograph is one page, a TIFF as many as it holds. Pixels are upright and in sRGB."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import Any

import pyvips

from archive.holdings.carried import tidy
from archive.ingest import rasters
from archive.ingest.extractors import beside, tiff
from archive.ingest.extractors.base import Caps, Grey
from archive.ingest.leaf import Cause, Inspection, Leaf, Unreadable

OCR_PIXELS = 20_000_000  # an A3 sheet at 300 dpi
SURELY_FITS = (
    40_000_000  # JPEG 2000 without tiles takes 20 bytes a pixel; OpenJPEG calls lack of memory damage
)
PILLOW = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/tiff": "TIFF",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/avif": "AVIF",
    "image/jp2": "JPEG2000",
    "image/bmp": "BMP",
}
WHOLE = ("image/jp2", "image/bmp")  # libvips' wheel cannot read these


class ImageFile:
    """An image that libvips reads."""

    def __init__(self, path: Path, media_type: str, caps: Caps) -> None:
        self.file = path.open("rb")
        self.carries = tidy(beside.of_image(path, PILLOW[media_type]))
        self.media_type = media_type
        self.caps = caps
        self.pages = tiff.pages(path, caps.pages) if media_type == "image/tiff" else [0]

    @rasters.troubles()
    def inspect(self, *, briefly: bool = False) -> Inspection:
        width, height, _ = self._header(1)
        if not briefly:
            self._picture(1, *rasters.sizes(width, height, (240,))[0])
        return Inspection(self.media_type, len(self.pages), False, width, height, "", True, self.carries)

    @rasters.troubles()
    def leaf(self, number: int, folder: Path, widths: Sequence[int]) -> Leaf:
        width, height, _ = self._header(number)
        scale = self.caps.scale
        wanted = rasters.sizes(max(round(width * scale), 1), max(round(height * scale), 1), widths)
        picture = rasters.upright_colour(self._picture(number, *wanted[-1])).copy_memory()
        blank = rasters.blank(rasters.to_grey(picture))
        made = rasters.save_renditions(picture, number, folder, wanted)
        return Leaf(
            number=number,
            width=width,
            height=height,
            source="blank" if blank else "none",
            words=(),
            confidence=None,
            renditions=made,
            needs_ocr=not blank,
        )

    @rasters.troubles()
    def grey(self, number: int, folder: Path) -> Grey:
        width, height, dpi = self._header(number)
        scale = min(1.0, sqrt(OCR_PIXELS / (width * height))) * self.caps.scale
        picture = self._picture(number, max(round(width * scale), 1), max(round(height * scale), 1))
        path = folder / f"{number:06d}.tif"
        rasters.save_grey(rasters.to_grey(picture), path, min(max(dpi * scale, 70), 600))
        return Grey(path, width, height)

    def close(self) -> None:
        self.file.close()

    def _name(self, number: int) -> str:
        """The page as libvips names it. By the descriptor: brackets in a file's own name would be options."""
        name = f"/proc/self/fd/{self.file.fileno()}"
        return f"{name}[page={self.pages[number - 1]}]" if self.media_type == "image/tiff" else name

    def _header(self, number: int) -> tuple[int, int, float]:
        """Width and height upright, and dots per inch (300 where the file says nothing credible)."""
        if not 1 <= number <= len(self.pages):
            raise Unreadable(Cause.DAMAGED, f"no page {number}")
        image: Any = pyvips.Image.new_from_file(self._name(number))
        width, height = image.width, image.height
        if width * height > self.caps.pixels or max(width, height) > self.caps.edge:
            raise Unreadable(Cause.TOO_LARGE, f"{width} × {height} pixels")
        if image.get_typeof("orientation") and image.get("orientation") >= 5:
            width, height = height, width
        dpi = image.xres * 25.4
        return width, height, dpi if 90 <= dpi <= 1_200 else 300.0

    def _picture(self, number: int, width: int, height: int) -> Any:
        """The page at this size, in memory; broken data raise instead of giving grey halves.

        Not `thumbnail_source`: it takes no notice of `fail_on`.
        """
        return pyvips.Image.thumbnail(
            self._name(number),
            width,
            height=height,
            size="force",
            output_profile="srgb",
            fail_on="error",
        ).copy_memory()


def open_file(path: Path, media_type: str, scratch: Path, caps: Caps) -> ImageFile:
    if media_type not in WHOLE:
        return ImageFile(path, media_type, caps)
    image = ImageFile(_decoded(path, PILLOW[media_type], scratch, caps), "image/tiff", caps)
    image.media_type, image.pages = media_type, [0]
    image.carries = tidy(beside.of_image(path, PILLOW[media_type]))
    return image


def _decoded(path: Path, kind: str, scratch: Path, caps: Caps) -> Path:
    """A flat TIFF of an image that Pillow has to decode whole."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the cap is ours, and smaller
    flat = scratch / "decoded.tif"
    pixels = 0
    try:
        with Image.open(path, formats=[kind]) as image:
            pixels = image.width * image.height
            if pixels > caps.whole_pixels or max(image.size) > caps.edge:
                raise Unreadable(Cause.TOO_LARGE, f"{image.width} × {image.height} pixels")
            profile = image.info.get("icc_profile")
            image.load()
            plain = image if image.mode in ("L", "RGB", "RGBA", "I;16") else image.convert("RGB")
            plain.save(flat, format="TIFF", icc_profile=profile)
    except (OSError, SyntaxError, ValueError) as error:
        cause = Cause.OUT_OF_MEMORY if pixels > SURELY_FITS else Cause.DAMAGED
        raise Unreadable(cause, str(error)[:300]) from error
    return flat
