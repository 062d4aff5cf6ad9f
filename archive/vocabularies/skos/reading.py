"""What a SKOS graph says that we can hold, and a list of what it says besides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rdflib import DC, DCTERMS, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from ..content import WORDS, Content
from .names import ours
from .writing import MATCHES

XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
LANGUAGES = ("fr", "en")
LONGEST = 255
SCHEME_NAMES = (SKOS.prefLabel, DCTERMS.title, DC.title, RDFS.label)
SCHEME_NOTES = (DCTERMS.description, DC.description, SKOS.definition, SKOS.scopeNote, RDFS.comment)
IMPLIED = {RDF.type, SKOS.hasTopConcept, SKOS.topConceptOf, SKOS.inScheme, SKOS.narrower, SKOS.broader}
IMPLIED |= {SKOS.related, SKOS.broaderTransitive, SKOS.narrowerTransitive, SKOS.semanticRelation}
IMPLIED |= {XL.prefLabel, XL.altLabel, XL.hiddenLabel}


@dataclass(slots=True)
class Losses:
    """What is not kept as it stands, to be shown before anything is done."""

    languages: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)  # of other things than concepts and vocabularies
    remarks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # code → about what

    def remark(self, code: str, about: str) -> None:
        self.remarks[code].append(about)


@dataclass(slots=True)
class ReadScheme:
    words: dict[str, str] = field(default_factory=dict)
    source: str = ""
    order: int | None = None


@dataclass(slots=True)
class ReadConcept:
    """As Content, but `broader`, `also_under`, `related` and `scheme` are addresses."""

    content: Content
    scheme: str = ""
    order: int | None = None
    told_apart: bool = False  # the file says which of several broader ones it stands under


@dataclass(slots=True)
class Reading:
    schemes: dict[str, ReadScheme] = field(default_factory=dict)
    concepts: dict[str, ReadConcept] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)  # old address → the one that replaces it
    losses: Losses = field(default_factory=Losses)


def read(graph: Graph, untagged: str = "fr") -> Reading:
    """untagged: the language of labels that do not tell theirs."""
    return _Reader(graph, untagged).read()


class _Reader:
    def __init__(self, graph: Graph, untagged: str) -> None:
        self.graph, self.untagged = graph, untagged
        self.reading = Reading()
        self.losses = self.reading.losses
        self.kept: set[Any] = set()  # triples
        for predicate, plain in (
            (XL.prefLabel, SKOS.prefLabel),
            (XL.altLabel, SKOS.altLabel),
            (XL.hiddenLabel, SKOS.hiddenLabel),
        ):
            for node, label in list(graph.subject_objects(predicate)):
                for text in graph.objects(label, XL.literalForm):
                    graph.add((node, plain, text))

    def read(self) -> Reading:
        graph = self.graph
        concepts = set(graph.subjects(RDF.type, SKOS.Concept))
        concepts |= set(graph.subjects(SKOS.inScheme)) | set(graph.subjects(SKOS.topConceptOf))
        described = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
        named = set(graph.objects(None, SKOS.inScheme)) | set(graph.objects(None, SKOS.topConceptOf))
        schemes = described | named
        concepts -= schemes
        for node in sorted(schemes, key=str):
            self.reading.schemes[str(node)] = self._scheme(node)
        parents = self._parents()
        for node in sorted(concepts, key=str):
            self.reading.concepts[str(node)] = self._concept(node, parents.get(node, set()))
        used = {concept.scheme for concept in self.reading.concepts.values()}
        for node in map(str, schemes - described):  # named, and never the vocabulary that a concept goes into
            if node not in used:
                del self.reading.schemes[node]
        for old, new in graph.subject_objects(DCTERMS.isReplacedBy):
            if old not in concepts and new in concepts:
                self.reading.former[str(old)] = str(new)
        self._list_what_is_left(concepts | schemes)
        return self.reading

    def _parents(self) -> dict[Any, set[Any]]:
        found: dict[Any, set[Any]] = defaultdict(set)
        for below, above in self.graph.subject_objects(SKOS.broader):
            found[below].add(above)
        for above, below in self.graph.subject_objects(SKOS.narrower):
            found[below].add(above)
        return found

    def _language(self, text: Literal) -> str:
        """One of ours, "" for any other."""
        tag = (text.language or self.untagged).lower()
        return tag.split("-")[0] if tag.split("-")[0] in LANGUAGES else ""

    def _said(self, node: Any, predicate: Any, language: str) -> Iterator[str]:
        """Texts in this language: those marked with just it first, then its varieties."""
        found = []
        for text in self.graph.objects(node, predicate):
            if isinstance(text, Literal) and self._language(text) == language and str(text).strip():
                self.kept.add((node, predicate, text))
                found.append((text.language != language, str(text)))
        yield from (text for _exact, text in sorted(found))

    def _first(self, node: Any, predicates: tuple[Any, ...], language: str) -> str:
        texts = [text for predicate in predicates for text in self._said(node, predicate, language)]
        return texts[0] if texts else ""

    def _number(self, node: Any) -> int | None:
        for value in self.graph.objects(node, ours().order):
            self.kept.add((node, ours().order, value))
            if isinstance(value, Literal) and str(value).isdecimal():
                return min(int(value), 2**31 - 1)
        return None

    def _scheme(self, node: Any) -> ReadScheme:
        words = {}
        for language in LANGUAGES:
            words[f"label_{language}"] = self._first(node, SCHEME_NAMES, language)[:LONGEST]
            words[f"description_{language}"] = self._first(node, SCHEME_NOTES, language)
        sources = [one for one in self.graph.objects(node, DCTERMS.source) if isinstance(one, URIRef)]
        if sources:
            self.kept.add((node, DCTERMS.source, sources[0]))
        return ReadScheme(words, str(sources[0]) if sources else "", self._number(node))

    def _concept(self, node: Any, parents: set[Any]) -> ReadConcept:
        words = dict.fromkeys(WORDS, "")
        content = Content(words)
        for language in LANGUAGES:
            self._names(node, language, content)
            words[f"note_{language}"] = self._note(node, language)
        notations = sorted(str(one) for one in self.graph.objects(node, SKOS.notation))
        words["notation"] = notations[0][:60] if notations else ""
        if notations:
            self.kept |= {(node, SKOS.notation, one) for one in self.graph.objects(node, SKOS.notation)}
            if len(notations) > 1:
                self.losses.remark("notations", f"{node}: {', '.join(notations[1:])}")
        for period in self.graph.objects(node, DCTERMS.temporal):
            if isinstance(period, Literal) and len(period) <= 60 and not words["period"]:
                words["period"] = str(period)
                self.kept.add((node, DCTERMS.temporal, period))
        stands = sorted(str(one) for one in self.graph.objects(node, ours().standsUnder) if one in parents)
        self.kept |= {(node, ours().standsUnder, URIRef(one)) for one in stands}
        above = [*stands, *sorted({*map(str, parents)} - {*stands})]
        content.broader, content.also_under = (above[0] if above else ""), set(above[1:])
        others = {*self.graph.objects(node, SKOS.related), *self.graph.subjects(SKOS.related, node)}
        content.related = {str(one) for one in others}
        self._matches(node, content)
        return ReadConcept(content, self._of_scheme(node), self._number(node), bool(stands))

    def _names(self, node: Any, language: str, content: Content) -> None:
        named = list(self._said(node, SKOS.prefLabel, language))
        named = named or list(self._said(node, RDFS.label, language))[:1]
        if len(named) > 1:
            self.losses.remark("names", f"{node}: {', '.join(named[1:])}")
        for kind, texts in (
            ("alt", [*named[1:], *self._said(node, SKOS.altLabel, language)]),
            ("hidden", self._said(node, SKOS.hiddenLabel, language)),
            ("feminine", self._said(node, ours().feminineLabel, language)),
            ("body", self._said(node, ours().bodyLabel, language)),
        ):
            content.labels |= {(kind, language, self._cut(node, text)) for text in texts}
        content.words[f"label_{language}"] = self._cut(node, named[0]) if named else ""

    def _cut(self, node: Any, text: str) -> str:
        if len(text) > LONGEST:
            self.losses.remark("long", f"{node}: {text[:80]}…")
        return text[:LONGEST]

    def _note(self, node: Any, language: str) -> str:
        notes = list(self._said(node, SKOS.scopeNote, language))
        if not notes:
            notes = list(self._said(node, SKOS.definition, language))
            if notes:
                self.losses.remark("definitions", str(node))
        return "\n\n".join(notes)

    def _matches(self, node: Any, content: Content) -> None:
        for kind, predicate in MATCHES.items():
            for other in self.graph.objects(node, predicate):
                uri = str(other)
                if isinstance(other, URIRef) and uri.startswith(("http://", "https://")) and len(uri) <= 500:
                    self.kept.add((node, predicate, other))
                    content.matches.add((str(kind), uri))

    def _of_scheme(self, node: Any) -> str:
        named = {*self.graph.objects(node, SKOS.topConceptOf), *self.graph.subjects(SKOS.hasTopConcept, node)}
        named = sorted(map(str, named)) + sorted(map(str, self.graph.objects(node, SKOS.inScheme)))
        named = list(dict.fromkeys(named))
        if len(named) > 1:
            self.losses.remark("schemes", f"{node}: {', '.join(named[1:])}")
        return named[0] if named else ""

    def _list_what_is_left(self, known: set[Any]) -> None:
        former = {URIRef(old) for old in self.reading.former}
        labels = {
            node
            for predicate in (XL.prefLabel, XL.altLabel, XL.hiddenLabel)
            for node in self.graph.objects(None, predicate)
        }
        for node, predicate, value in self.graph:
            if (node, predicate, value) in self.kept or node in former:
                continue
            if node in labels:
                if predicate not in (RDF.type, XL.literalForm):
                    self.losses.properties[str(predicate)] += 1
                continue
            if node not in known:
                if predicate == RDF.type:
                    self.losses.kinds[str(value)] += 1
            elif isinstance(value, Literal) and value.language and not self._language(value):
                self.losses.languages[value.language.lower()] += 1
            elif predicate not in IMPLIED:
                self.losses.properties[str(predicate)] += 1
