"""A file of somebody else's as a graph. Whatever would reach out of the file, or grow without bounds, is
refused before rdflib sees it."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.parsers import expat

from django.conf import settings
from django.utils.translation import gettext as _
from rdflib import Graph

from . import Format

LONGEST_ENTITY = 200  # characters: a namespace, not a bomb
DEEPEST = 200


class Unreadable(Exception):
    """The message is a sentence for whoever brought the file."""


def parse(content: bytes, kind: Format) -> Graph:
    limit = settings.ARCHIVE_MAX_VOCABULARY_MB
    if len(content) > limit * 1_000_000:
        raise Unreadable(_("This file is larger than %(limit)s MB.") % {"limit": limit})
    if kind.parser == "xml":
        _check_xml(content)
    if kind.parser == "json-ld":
        _check_json(content)
    graph = Graph()
    try:
        graph.parse(data=content, format=kind.parser, publicID="urn:file:")
    except RecursionError as error:
        raise Unreadable(_("This file goes too deep.")) from error
    except Exception as error:  # rdflib raises whatever its parsers meet
        raise Unreadable(
            _("This is not %(format)s that can be read: %(reason)s")
            % {"format": kind.name, "reason": _short(error)}
        ) from error
    return graph


def _short(error: Exception) -> str:
    """Where it ends to be readable, if the parser says so; its words are its own, and quote the file."""
    line = re.search(r"line (\d+)", str(error))
    return _("line %(n)s") % {"n": line[1]} if line else _("it is none, or it is cut short")


def _check_xml(content: bytes) -> None:
    """No document type that stands elsewhere, no entity but a short word; what they make of the file is
    counted."""
    parser = expat.ParserCreate()
    grown = 0

    def declare(
        name: str, parameter: bool, value: str | None, base: Any, system: Any, public: Any, notation: Any
    ) -> None:
        if parameter or value is None or system or public or "&" in value or len(value) > LONGEST_ENTITY:
            raise Unreadable(_("This file brings entities with it that are not read."))

    def begin(name: str, system: str | None, public: str | None, internal: bool) -> None:
        if system or public:
            raise Unreadable(_("This file leans on another that stands elsewhere: it is not fetched."))

    def count(*parts: Any) -> None:
        nonlocal grown
        for part in parts:
            grown += sum(map(len, part.values())) if isinstance(part, dict) else len(part)
        if grown > 3 * len(content) + 1_000_000:
            raise Unreadable(_("This file brings entities with it that are not read."))

    parser.EntityDeclHandler = declare
    parser.StartDoctypeDeclHandler = begin
    parser.StartElementHandler = count
    parser.CharacterDataHandler = count
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unreadable(
            _("This is not %(format)s that can be read: %(reason)s")
            % {"format": "XML", "reason": _short(error)}
        ) from error


def _check_json(content: bytes) -> None:
    """Contexts that stand in the file itself only."""
    try:
        waiting = [(json.loads(content), 0)]
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            _("This is not %(format)s that can be read: %(reason)s")
            % {"format": "JSON", "reason": _short(error) if isinstance(error, ValueError) else "…"}
        ) from error
    while waiting:
        thing, depth = waiting.pop()
        if depth > DEEPEST:
            raise Unreadable(_("This file goes too deep."))
        if isinstance(thing, dict):
            contexts = thing.get("@context", ())
            named = contexts if isinstance(contexts, list) else [contexts]
            if "@import" in thing or any(isinstance(context, str) for context in named):
                raise Unreadable(_("This file leans on another that stands elsewhere: it is not fetched."))
            waiting += [(value, depth + 1) for value in thing.values()]
        elif isinstance(thing, list):
            waiting += [(value, depth + 1) for value in thing]
