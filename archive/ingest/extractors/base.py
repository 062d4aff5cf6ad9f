"""What every extractor can do, and how much it may take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from archive.ingest.leaf import Inspection, Leaf


@dataclass(frozen=True, slots=True)
class Caps:
    """Beyond these a file is refused; `scale` below 1 makes smaller pictures after a memory death."""

    pages: int = 2_000
    pixels: int = 400_000_000
    edge: int = 65_500
    whole_pixels: int = 100_000_000  # for decoders that need the whole image in memory
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Grey:
    """An uncompressed grey TIFF that shows the whole page, for OCR; width and height of the page image."""

    path: Path
    width: int
    height: int


class Extractor(Protocol):
    """One open file. Pages are numbered from 1; every method may raise Unreadable."""

    def inspect(self, *, briefly: bool = False) -> Inspection:
        """Briefly: without drawing or parsing any page, for files whose first pages kill their reader."""

    def leaf(self, number: int, folder: Path, widths: Sequence[int]) -> Leaf:
        """The page with its images (written into the folder) and its text layer, if it has a usable one."""

    def grey(self, number: int, folder: Path) -> Grey: ...

    def close(self) -> None: ...
