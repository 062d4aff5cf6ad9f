"""Keys of concepts: part of their addresses, the same in both languages."""

from __future__ import annotations

from django.utils.text import slugify

from .models import Concept, ConceptScheme, FormerConcept


def free_key(scheme: ConceptScheme, name: str) -> str:
    """Made of the name, and of a number where that is taken."""
    stem = slugify(name)[:90] or "concept"
    taken = set(Concept.objects.filter(scheme=scheme, slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(
        FormerConcept.objects.filter(scheme=scheme, slug__startswith=stem).values_list("slug", flat=True)
    )
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
