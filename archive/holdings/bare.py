"""A rendition is pixels and colours alone: where, with what and by whom a picture was taken stays behind
(docs/decisions/0011)."""

from __future__ import annotations

from typing import Any

from wagtail.images.image_operations import FilterOperation

SHOWN = {"icc_profile", "transparency", "background", "duration", "loop", "gamma", "srgb", "dpi"}


class Bare(FilterOperation):
    """Done last, on the upright picture that is about to be written."""

    def construct(self) -> None:
        pass

    def run(self, willow: Any, image: Any, env: Any) -> Any:
        picture = willow.image
        for name in picture.info.keys() - SHOWN:
            del picture.info[name]
        return willow


def bare(rendering: Any) -> Any:
    """The same filter, with that as its last operation."""
    if not any(isinstance(operation, Bare) for operation in rendering.operations):
        rendering.operations = [*rendering.operations, Bare("bare")]
    return rendering
