"""Two concepts that are one: every link and every word of the one goes over to the one that is kept, and the
address of the other leads to it for ever."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from archive.core.merging import move_links

from .models import AlsoUnder, Concept, ConceptLabel, ConceptMatch, FormerConcept, clashing_labels
from .models.concept import LANGUAGES
from .signals import concept_changed

FILLED = ("label_fr", "label_en", "note_fr", "note_en", "notation", "period")


@transaction.atomic
def merge(old: Concept, into: Concept, user: Any = None) -> int:
    """Returns how many links were moved. Raises ValidationError when they cannot be one."""
    if old.pk == into.pk:
        raise ValidationError(_("A concept is not merged with itself."))
    if old.scheme_id != into.scheme_id:
        raise ValidationError(_("“%(concept)s” is of another vocabulary.") % {"concept": into})
    said, key, names = str(old), old.slug, {name: getattr(old, name) for name in FILLED}
    if old in into.ancestors():  # what is kept rises to where the other stood
        into.broader = old.broader
        into.save()
    old.related.remove(into)
    into.also_under.remove(old)
    into.also_under.add(*old.also_under.exclude(pk=into.pk))
    AlsoUnder.objects.filter(concept=old).delete()
    moved = move_links(old, into)
    _open_circles(into)
    into.related.remove(*into.line())  # SKOS S27
    rows = list(ConceptLabel.objects.filter(concept=old))
    matches = list(ConceptMatch.objects.filter(concept=old))
    FormerConcept.objects.filter(concept=old).update(concept=into)
    FormerConcept.objects.create(scheme=into.scheme, slug=key, concept=into)
    old = Concept.objects.get(pk=old.pk)
    old.delete()
    _take_words(into, names, rows)
    _take_matches(into, matches)
    log(instance=into, action="archive.merge", user=user, data={"merged": said, "key": key, "links": moved})
    concept_changed.send(sender=Concept, concept=into)
    return moved


def _open_circles(into: Concept) -> None:
    """The tree makes none: of each that goes through what stands besides, such a link is let go."""
    if into.broader_id:
        into.also_under.remove(into.broader_id)
    while into in (line := into.line()):
        besides = AlsoUnder.objects.filter(concept__in=line, above__in=line).order_by("-pk")
        next(link for link in besides if into in link.above.line()).delete()


def _take_words(into: Concept, names: dict[str, str], rows: list[ConceptLabel]) -> None:
    """What the kept one lacked it takes; a name it had already makes the other's an alternative label."""
    into = Concept.objects.get(pk=into.pk)
    for name, text in names.items():
        if not getattr(into, name):
            setattr(into, name, text)
    into.save()
    for language in LANGUAGES:
        named = ConceptLabel(kind="alt", language=language, text=names[f"label_{language}"])
        known = list(ConceptLabel.objects.filter(concept=into, language=language))
        for row in [named, *(row for row in rows if row.language == language)]:
            if not row.text or _is_known(row, known):
                continue
            if clashing_labels([getattr(into, f"label_{language}")], [*known, row]):
                continue
            known.append(
                ConceptLabel.objects.create(concept=into, kind=row.kind, language=language, text=row.text)
            )


def _is_known(row: ConceptLabel, known: list[ConceptLabel]) -> bool:
    """One form each for a woman and for a body; any other text once."""
    forms = {ConceptLabel.Kind.FEMININE, ConceptLabel.Kind.BODY}
    return any(
        other.kind == row.kind and (row.kind in forms or other.text.casefold() == row.text.casefold())
        for other in known
    )


def _take_matches(into: Concept, matches: list[ConceptMatch]) -> None:
    for match in matches:
        ConceptMatch.objects.get_or_create(concept=into, kind=match.kind, uri=match.uri)
