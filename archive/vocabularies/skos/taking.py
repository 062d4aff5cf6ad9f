"""A reading brought into the database, all or nothing. An import adds and changes, and never takes away: a
name or a note that the file does not have stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..content import WORDS, Content, matches_of, rows_of
from ..models import (
    Concept,
    ConceptLabel,
    ConceptMatch,
    ConceptScheme,
    FormerConcept,
    clashing_labels,
    folded,
)
from ..signals import concept_changed, concepts_taken
from .names import own_keys
from .parsing import Unreadable
from .reading import LANGUAGES, Losses, ReadConcept, Reading, ReadScheme
from .standing import Standing, free


@dataclass
class Report:
    """What was done, or would be; concepts by their names."""

    schemes: list[str] = field(default_factory=list)  # made
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    losses: Losses = field(default_factory=Losses)


@dataclass
class _Place:
    """One concept of the file, and the row it becomes. `before`: what stands there; None for a new one."""

    uri: str
    read: ReadConcept
    concept: Concept
    before: Content | None

    @property
    def content(self) -> Content:
        return self.read.content


def take(
    reading: Reading, into: ConceptScheme | None = None, user: Any = None, dry_run: bool = False
) -> Report:
    """into: where concepts go whose vocabulary is not one of ours. Raises Unreadable when there are none."""
    if not reading.concepts:
        raise Unreadable(_("There is no concept (skos:Concept) in this file."))
    with transaction.atomic():
        report = _Taking(reading, into, user).take()
        if dry_run:
            transaction.set_rollback(True)
    return report


class _Taking:
    def __init__(self, reading: Reading, into: ConceptScheme | None, user: Any) -> None:
        self.reading, self.into, self.user = reading, into, user
        self.report = Report(losses=reading.losses)
        self.remark = reading.losses.remark
        self.schemes: dict[str, ConceptScheme] = {}  # by address
        self.standing: dict[int, Standing] = {}  # by scheme
        self.places: dict[str, _Place] = {}
        self.concepts: dict[str, Concept] = {}  # by address; those that were merged since, too
        self.also: dict[int, list[Concept]] = {}  # by id(concept): what it stands under besides
        self.taken: set[int] = set()  # rows that a concept of the file has found

    def take(self) -> Report:
        for uri, read in self.reading.schemes.items():
            if own_keys(uri) or self.into is None:
                self.schemes[uri] = self._scheme(uri, read)
        ours_first = sorted(self.reading.concepts, key=lambda uri: (not own_keys(uri), uri))
        for uri in ours_first:
            self._place(uri, self.reading.concepts[uri])
        for standing in self.standing.values():
            self._name([place for place in self.places.values() if place.concept.scheme == standing.scheme])
        self._hang()
        self._store()
        self._relate()
        for old, new in self.reading.former.items():
            self._remember(old, new)
        for standing in self.standing.values():
            data = {"made": len(self.report.made), "changed": len(self.report.changed)}
            log(instance=standing.scheme, action="archive.import", user=self.user, data=data)
        if self.report.made:
            concepts_taken.send(sender=Concept)
        return self.report

    def _scheme(self, uri: str, read: ReadScheme) -> ConceptScheme:
        keys, words = own_keys(uri), read.words
        scheme = ConceptScheme.objects.filter(**({"key": keys[0]} if keys else {"source": uri})).first()
        name = words["label_en"] or words["label_fr"]
        if scheme is None:
            stem = slugify(name or uri.rstrip("/#").rpartition("/")[2])[:50] or "vocabulary"
            taken = set(ConceptScheme.objects.values_list("key", flat=True))
            source = uri[:500] if uri.startswith("http") else ""
            scheme = ConceptScheme(key=keys[0] if keys else free(stem, taken), source="" if keys else source)
            self.report.schemes.append(words["label_fr"] or name or scheme.key)
        for part, text in words.items():
            setattr(scheme, part, text or getattr(scheme, part))
        if not scheme.label_fr and not scheme.label_en:
            scheme.label_fr = scheme.key
        scheme.source = read.source[:500] or scheme.source
        scheme.sort_order = scheme.sort_order if read.order is None else read.order
        scheme.save()
        return scheme

    def _place(self, uri: str, read: ReadConcept) -> None:
        keys, words = own_keys(uri), read.content.words
        if not words["label_fr"] and not words["label_en"]:
            self.remark("nameless", uri)
            return
        scheme = self.schemes.get(read.scheme, self.into)
        if scheme is None:
            raise Unreadable(_("Some concepts belong to no vocabulary: choose the one they go into."))
        standing = self.standing.get(scheme.pk) or Standing(scheme)
        self.standing[scheme.pk] = standing
        own = keys[1] if len(keys) == 2 and keys[0] == scheme.key else ""
        merged = standing.former.get(own)
        concept = merged or self._known(standing, uri, own, words)
        if merged is not None or (concept is not None and concept.pk in self.taken):
            self.remark("merged", f"{uri}: {concept}")
            self.concepts[uri] = concept
            return
        if concept is None:
            concept = Concept(scheme=scheme, slug=(own or standing.free_key(uri, words))[:100])
        before = standing.contents.get(concept.pk) if concept.pk else None
        self.taken |= {concept.pk} if concept.pk else set()
        if not own and uri.startswith("http") and len(uri) <= 500:
            read.content.matches.add((ConceptMatch.Kind.EXACT.value, uri))
        self.concepts[uri] = concept
        self.places[uri] = place = _Place(uri, read, concept, before)
        self._keep_what_stands(place)

    def _known(self, standing: Standing, uri: str, own: str, words: dict[str, str]) -> Concept | None:
        if own:
            return standing.by_key.get(own)
        found = standing.by_uri.get(uri)
        same = standing.named(words) if found is None else None
        if same is not None and same.pk not in self.taken:
            self.remark("same_name", f"{uri}: {same}")
            found = same
        return found

    def _keep_what_stands(self, place: _Place) -> None:
        content = place.content
        if place.before is not None:
            for name, text in place.before.words.items():
                content.words[name] = content.words[name] or text
            content.labels |= place.before.labels
            content.matches |= place.before.matches
        for language in LANGUAGES:
            name = content.words[f"label_{language}"]
            rows = rows_of(Concept(), [label for label in content.labels if label[1] == language])
            rows.sort(key=lambda row: (row.kind, row.text))  # what is shown before what is hidden
            while twice := clashing_labels([name], rows):
                row = next(
                    row for row in reversed(rows) if row.text in twice and row.kind in ("alt", "hidden")
                )
                rows.remove(row)
                content.labels.discard((row.kind, language, row.text))
                self.remark("twice", f"{place.uri}: {row.text}")

    def _name(self, places: list[_Place]) -> None:
        """No two concepts of a vocabulary have one name: a second one is told apart by what is above it."""
        standing = self.standing[places[0].concept.scheme.pk] if places else None
        for language in LANGUAGES if standing else ():
            part = f"label_{language}"
            used = {
                getattr(row, f"folded_{language}")
                for row in standing.by_pk.values()
                if row.pk not in self.taken
            }
            for place in places:
                text = place.content.words[part]
                if folded(text) and folded(text)[:255] in used:
                    told = self._told_apart(place, text, part, used)
                    self.remark("homonyms", f"{place.uri}: {told}")
                    place.content.words[part] = told
                used.add(folded(place.content.words[part])[:255])

    def _told_apart(self, place: _Place, text: str, part: str, used: set[str]) -> str:
        above = self.reading.concepts.get(place.content.broader)
        hints = [above.content.words[part] if above else "", place.content.words["notation"]]
        tries = [
            *filter(None, hints),
            place.concept.slug,
            *(f"{place.concept.slug} {n}" for n in range(2, 99)),
        ]
        fits = (f"{text[: 252 - len(hint)]} ({hint})" for hint in tries if len(hint) < 120)
        return next(told for told in fits if folded(told)[:255] not in used)

    def _hang(self) -> None:
        """Every concept below its broader ones, unless that goes round in a circle. Of several, it stands in
        the tree under the one that the file tells apart, or where it stood, or the first."""
        for standing in self.standing.values():
            for row in standing.by_pk.values():
                self.also[id(row)] = [standing.by_pk[one.pk] for one in row.also_under.all()]
        for place in self.places.values():
            found = self._above(place)
            if not found:
                continue
            concept, besides = place.concept, self.also.setdefault(id(place.concept), [])
            stood = any(concept.broader is one for one in found) and not place.read.told_apart
            if not stood:
                concept.broader = found[0]
            besides[:] = _each([*besides, *found], but=concept.broader)

    def _above(self, place: _Place) -> list[Concept]:
        """What the file puts it under, the first to stand under first."""
        found = []
        for uri in filter(None, [place.content.broader, *sorted(place.content.also_under)]):
            above = self._named(uri, place)
            if above is None:
                self.remark("outside", f"{place.uri}: {uri}")
            elif above.scheme != place.concept.scheme:
                self.remark("other_scheme", f"{place.uri}: {uri}")
            elif place.concept is above or any(place.concept is one for one in self._line(above)):
                self.remark("circles", f"{place.uri}: {uri}")
            else:
                found.append(above)
        return found

    def _named(self, uri: str, place: _Place) -> Concept | None:
        """A concept of the file; else one that is here already, by our address or by its own."""
        if uri in self.concepts:
            return self.concepts[uri]
        standing, keys = self.standing[place.concept.scheme.pk], own_keys(uri)
        if keys:
            return standing.by_key.get(keys[1]) if keys[0] == standing.scheme.key and keys[1:] else None
        return standing.by_uri.get(uri)

    def _line(self, concept: Concept) -> list[Concept]:
        """What stands above it by any road, by the very objects."""
        found: list[Concept] = []
        waiting = [concept]
        while waiting:
            one = waiting.pop()
            above = [*([one.broader] if one.broader else []), *self.also.get(id(one), ())]
            new = [each for each in _each(above) if not any(each is known for known in found)]
            found += new
            waiting += new
        return found

    def _store(self) -> None:
        concepts = [place.concept for place in self.places.values()]
        for place in self.places.values():
            for name, text in place.content.words.items():
                setattr(place.concept, name, text)
            if place.read.order is not None:
                place.concept.sort_order = place.read.order
            place.concept.fold()
        # a name may go from one to another: for a moment nobody has any
        Concept.objects.filter(pk__in=self.taken).update(folded_fr="", folded_en="")
        above = [concept.broader for concept in concepts]
        new = [place.concept for place in self.places.values() if place.before is None]
        for concept in new:
            concept.broader = None  # may not be stored yet
        Concept.objects.bulk_create(new)
        for concept, broader in zip(concepts, above, strict=True):
            concept.broader = broader
        Concept.objects.bulk_update(
            concepts, [*WORDS, "broader", "sort_order", "folded_fr", "folded_en"], batch_size=200
        )
        for place in self.places.values():
            besides = self.also.get(id(place.concept), [])
            if besides or (place.before and place.before.also_under):
                place.concept.also_under.set(besides)
        nothing = Content({})
        labels, matches = [], []
        for place in self.places.values():
            there = place.before or nothing
            labels += rows_of(place.concept, place.content.labels - there.labels)
            matches += matches_of(place.concept, place.content.matches - there.matches)
            for kind, language, text in there.labels - place.content.labels:
                where = {"kind": kind, "language": language, "text": text}
                ConceptLabel.objects.filter(concept=place.concept, **where).delete()
        ConceptLabel.objects.bulk_create(labels, batch_size=500)
        ConceptMatch.objects.bulk_create(matches, batch_size=500)

    def _relate(self) -> None:
        """SKOS S27: what stands above or below is not beside."""
        for place in self.places.values():
            beside = set(place.before.related) if place.before else set()
            for uri in sorted(place.content.related):
                other = self._named(uri, place)
                if other is None:
                    self.remark("outside", f"{place.uri}: {uri}")
                    continue
                if other is place.concept or other.slug in beside:
                    continue
                if place.concept in self._line(other) or other in self._line(place.concept):
                    self.remark("related", f"{place.uri}: {uri}")
                else:
                    place.concept.related.add(other)
                    beside.add(other.slug)
            self._report(place, beside)

    def _report(self, place: _Place, beside: set[str]) -> None:
        concept, content = place.concept, place.content
        broader = concept.broader.slug if concept.broader else ""
        besides = {other.slug for other in self.also.get(id(concept), ())}
        now = Content(content.words, broader, content.labels, content.matches, beside, besides)
        if place.before is None:
            self.report.made.append(str(concept))
        elif now.digest != place.before.digest:
            self.report.changed.append(str(concept))
            concept_changed.send(sender=Concept, concept=concept)
        else:
            self.report.same += 1

    def _remember(self, old: str, new: str) -> None:
        keys, place = own_keys(old), self.places.get(new)
        if len(keys) != 2 or place is None or place.concept.scheme.key != keys[0]:
            return
        if not Concept.objects.filter(scheme=place.concept.scheme, slug=keys[1]).exists():
            FormerConcept.objects.get_or_create(
                scheme=place.concept.scheme, slug=keys[1], defaults={"concept": place.concept}
            )


def _each(concepts: list[Concept], but: Concept | None = None) -> list[Concept]:
    """Each object once."""
    found = {id(one): one for one in concepts if one is not but}
    return list(found.values())
