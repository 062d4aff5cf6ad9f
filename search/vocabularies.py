"""What the index takes from the vocabularies: the words of a record's concepts, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from archive.catalogue.models import DOCUMENT_TYPES, SUBJECTS, Mark, RecordPage, RecordSubject
from archive.catalogue.notice import Notice
from archive.catalogue.terms import Term
from archive.vocabularies.models import Concept
from archive.vocabularies.trees import Tree, read_tree


def terms(notice: Notice) -> list[Term]:
    return [*([notice.type] if notice.type else []), *notice.subjects]


def said(notice: Notice, language: str) -> list[str]:
    """The names of its concepts, as shown in this language."""
    return [term.label.said_in(language).text for term in terms(notice)]


def other_words(notice: Notice, language: str) -> list[str]:
    """Every other word for its concepts, in both languages: acronyms, old names, what people type wrong."""
    shown = set(said(notice, language))
    concepts = Concept.objects.filter(pk__in=[term.pk for term in terms(notice)]).prefetch_related("labels")
    words = [word for concept in concepts for word in concept.words()]
    return [word for word in dict.fromkeys(words) if word not in shown]


def values(notice: Notice) -> list[tuple[str, str]]:
    """Facet values: each concept and those it stands under. A family's own top is no type."""
    found = []
    if notice.type:
        line = read_tree(DOCUMENT_TYPES).lines().get(notice.type.pk, ())
        found += [("type", key) for key in line[1:]]
    if notice.subjects:
        lines = read_tree(SUBJECTS).lines()
        keys = {key for term in notice.subjects for key in lines.get(term.pk, ())}
        found += [("subject", key) for key in sorted(keys)]
    return found


def rolled_up(tree: Tree, pairs: Iterable[tuple[int, int]]) -> dict[str, int]:
    """pairs: (record, concept). How many records stand under each concept, at any depth."""
    lines = tree.lines()
    records: dict[str, set[int]] = {}
    for record, concept in pairs:
        for key in lines.get(concept, ()):
            records.setdefault(key, set()).add(record)
    return {key: len(found) for key, found in records.items()}


def marks_under(concept_id: int) -> list[str]:
    """Of the records described by this concept or by one that stands under it."""
    concept = Concept.objects.filter(pk=concept_id).select_related("scheme").first()
    if concept is None:
        return []
    line = read_tree(concept.scheme.key).below([concept.slug])
    about = RecordSubject.objects.filter(concept__in=line).values("page")
    records = RecordPage.objects.filter(Q(type__in=line) | Q(pk__in=about))
    keys = records.values("translation_key")
    return list(Mark.objects.filter(key__in=keys).order_by("code").values_list("code", flat=True))
