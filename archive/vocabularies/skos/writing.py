"""Vocabularies as a SKOS graph: all that a concept of ours says, so that nothing is lost on the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from rdflib import DCTERMS, OWL, RDF, SKOS, XSD, Graph, Literal, URIRef

from ..models import Concept, ConceptLabel, ConceptMatch, ConceptScheme, FormerConcept
from . import Format
from .names import base, ours

UNWRITABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0
MATCHES = {
    ConceptMatch.Kind.EXACT: SKOS.exactMatch,
    ConceptMatch.Kind.CLOSE: SKOS.closeMatch,
    ConceptMatch.Kind.BROAD: SKOS.broadMatch,
    ConceptMatch.Kind.NARROW: SKOS.narrowMatch,
    ConceptMatch.Kind.RELATED: SKOS.relatedMatch,
}


def address(thing: ConceptScheme | Concept) -> URIRef:
    return URIRef(base() + thing.path)


def write(graph: Graph, kind: Format) -> bytes:
    context = {
        "context": {"skos": str(SKOS), "dcterms": str(DCTERMS), "owl": str(OWL), "archive": str(ours())}
    }
    options: dict[str, Any] = context | {"auto_compact": False} if kind.parser == "json-ld" else {}
    return bytes(graph.serialize(format=kind.parser, encoding="utf-8", **options))


def graph_of(schemes: Iterable[ConceptScheme], only: Concept | None = None) -> Graph:
    """Whole vocabularies; or one concept with what it needs to be understood: its vocabulary's name."""
    graph = Graph()
    for prefix, namespace in (("skos", SKOS), ("dcterms", DCTERMS), ("owl", OWL), ("archive", ours())):
        graph.bind(prefix, namespace)
    for scheme in schemes:
        _write_scheme(graph, scheme)
        concepts = scheme.concepts.select_related("scheme", "broader__scheme").prefetch_related(
            "labels", "matches", "related__scheme", "also_under__scheme"
        )
        for concept in concepts.filter(pk=only.pk) if only else concepts:
            _write_concept(graph, concept)
        former = FormerConcept.objects.filter(scheme=scheme).select_related("concept__scheme")
        for row in former.filter(concept=only) if only else former:
            old = URIRef(f"{address(scheme)}/{row.slug}")
            graph.add((old, DCTERMS.isReplacedBy, address(row.concept)))
            graph.add((old, OWL.deprecated, Literal("true", datatype=XSD.boolean)))
    if only is not None:
        below = Concept.objects.filter(Q(broader=only) | Q(also_under=only)).select_related("scheme")
        for narrower in below.distinct():
            graph.add((address(only), SKOS.narrower, address(narrower)))
    return graph


def _write_scheme(graph: Graph, scheme: ConceptScheme) -> None:
    node = address(scheme)
    graph.add((node, RDF.type, SKOS.ConceptScheme))
    for language in ("fr", "en"):
        _say(graph, node, SKOS.prefLabel, getattr(scheme, f"label_{language}"), language)
        _say(graph, node, DCTERMS.description, getattr(scheme, f"description_{language}"), language)
    if scheme.source:
        graph.add((node, DCTERMS.source, URIRef(scheme.source)))
    graph.add((node, ours().order, Literal(scheme.sort_order)))


def _write_concept(graph: Graph, concept: Concept) -> None:
    node, scheme = address(concept), address(concept.scheme)
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, scheme))
    graph.add((node, ours().order, Literal(concept.sort_order)))
    for language in ("fr", "en"):
        _say(graph, node, SKOS.prefLabel, getattr(concept, f"label_{language}"), language)
        _say(graph, node, SKOS.scopeNote, getattr(concept, f"note_{language}"), language)
    _say(graph, node, SKOS.notation, concept.notation)
    _say(graph, node, DCTERMS.temporal, concept.period)
    labels = {
        ConceptLabel.Kind.ALTERNATIVE: SKOS.altLabel,
        ConceptLabel.Kind.HIDDEN: SKOS.hiddenLabel,
        ConceptLabel.Kind.FEMININE: ours().feminineLabel,
        ConceptLabel.Kind.BODY: ours().bodyLabel,
    }
    for row in concept.labels.all():
        _say(graph, node, labels[row.kind], row.text, row.language)
    besides = list(concept.also_under.all())
    for above in [*([concept.broader] if concept.broader else []), *besides]:
        graph.add((node, SKOS.broader, address(above)))
        graph.add((address(above), SKOS.narrower, node))
    if concept.broader and besides:
        graph.add((node, ours().standsUnder, address(concept.broader)))
    if not concept.broader:
        graph.add((node, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, node))
    for other in concept.related.all():
        graph.add((node, SKOS.related, address(other)))
    for match in concept.matches.all():
        graph.add((node, MATCHES[match.kind], URIRef(match.uri)))


def _say(graph: Graph, node: URIRef, predicate: URIRef, text: str, language: str = "") -> None:
    text = UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text:
        graph.add((node, predicate, Literal(text, lang=language or None)))
