"""SKOS (W3C Recommendation 2009) in and out: Turtle, RDF/XML, JSON-LD. An import keeps what a concept of ours
can hold and lists the rest; nothing is ever fetched from elsewhere. rdflib is large: its users load late."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    extension: str
    media_type: str
    parser: str  # rdflib's name for it


FORMATS = (
    Format("Turtle", "ttl", "text/turtle", "turtle"),
    Format("RDF/XML", "rdf", "application/rdf+xml", "xml"),
    Format("JSON-LD", "jsonld", "application/ld+json", "json-ld"),
)
BY_EXTENSION = {kind.extension: kind for kind in FORMATS}
OTHER_EXTENSIONS = {"xml": "rdf", "owl": "rdf", "json": "jsonld", "n3": "ttl", "nt": "ttl", "turtle": "ttl"}


def format_of(name: str) -> Format | None:
    """By a file's name."""
    extension = name.rpartition(".")[2].lower()
    return BY_EXTENSION.get(OTHER_EXTENSIONS.get(extension, extension))
