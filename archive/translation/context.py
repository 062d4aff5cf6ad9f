"""What is said, as it will be met: the page or thing itself, and the image that a text speaks of."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import translation

from archive.catalogue.access import sight
from archive.catalogue.leaves import canvases_at, placed_files
from archive.catalogue.models import Finding, Observation, RecordPage
from archive.catalogue.notice import shown_image

from .faces import FACE_LANGUAGE, face_of
from .models import Work

WIDE = 800  # of an image beside the words

# Where the public reads the words of a thing: model → name of the address, what names the thing in it.
READ_AT: dict[str, tuple[str, tuple[str, ...]]] = {
    "conceptscheme": ("search:scheme", ("key",)),
    "concept": ("search:concept", ("scheme.key", "slug")),
    "agent": ("search:agent", ("slug",)),
    "element": ("building:part", ("slug",)),
    "finding": ("building:finding", ("number",)),
    "observation": ("building:finding", ("finding.number",)),
    "plan": ("building:plan", ("slug",)),
    "phase": ("building:timeline", ()),
    "milestone": ("building:timeline", ()),
    "protection": ("building:page", ()),
    "statement": ("building:page", ()),
    "funding": ("search:partners", ()),
}


def public_address(work: Work) -> str:
    """In English; empty where nothing of it is public."""
    thing = work.thing
    if work.is_page:
        return str(thing.url_in(FACE_LANGUAGE)) if thing.live else ""
    name, facts = READ_AT.get(thing._meta.model_name, ("", ()))
    named = [_fact(thing, fact) for fact in facts]
    if not name or not all(named):
        return ""
    with translation.override(FACE_LANGUAGE):
        return reverse(name, args=named)


def _fact(thing: Any, path: str) -> Any:
    for name in path.split("."):
        thing = getattr(thing, name, None)
    return thing


def editing_address(work: Work, user: Any) -> str:
    """Where the French words are written, for whoever writes them."""
    if not work.is_page or not work.thing.permissions_for_user(user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[work.object_id])


def may_preview(work: Work, user: Any) -> bool:
    face = face_of(work.thing) if work.is_page else None
    return face is not None and bool(face.permissions_for_user(user).can_edit())


def pictures(work: Work, user: Any) -> dict[str, dict[str, Any]]:
    """By the beginning of a text's key: the image it describes; by "" the first one of the work."""
    thing = work.thing
    if isinstance(thing, RecordPage):
        return _of_record(thing, user)
    if isinstance(thing, Finding):
        thing = thing.observations.exclude(document=None).select_related("report", "document").first()
    if isinstance(thing, Observation) and thing.document_id:
        return _of_observation(thing, user)
    return {}


def _of_record(record: RecordPage, user: Any) -> dict[str, dict[str, Any]]:
    seen, files = sight(record, user), placed_files(record)
    canvases = canvases_at([(files, file.first) for file in files])
    shown: dict[int, dict[str, Any]] = {}
    for file, canvas in zip(files, canvases, strict=True):
        if seen.opens(file.document.pk, 1) and (image := _image(canvas, record.mark, file.first)):
            shown[file.document.pk] = image
    found = {
        f"captions.{key}.": shown[document]
        for key, document in record.captions.values_list("translation_key", "document")
        if document in shown
    }
    return found | ({"": next(iter(shown.values()))} if shown else {})


def _of_observation(row: Observation, user: Any) -> dict[str, dict[str, Any]]:
    record = row.report
    files = placed_files(record)
    place = next((file.first + row.number - 1 for file in files if file.document == row.document), 0)
    if not place or not sight(record, user).opens(row.document_id, row.number):
        return {}
    image = _image(canvases_at([(files, place)])[0], record.mark, place)
    return {"": image} if image else {}


def _image(canvas: Any, mark: str, page: int) -> dict[str, Any] | None:
    image = shown_image(canvas, mark, page, WIDE)
    return image and image | {"mark": mark, "page": page}
