"""skos:Concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from archive.core.words import Bilingual

from .label import ConceptLabel, folded
from .scheme import ConceptScheme

LANGUAGES = ("fr", "en")


class ConceptQuerySet(models.QuerySet):
    def in_scheme(self, key: str) -> ConceptQuerySet:
        return self.filter(scheme__key=key)

    def called(self, text: str) -> ConceptQuerySet:
        """Those that any label calls exactly so, in either language."""
        said = folded(text)
        return self.filter(Q(folded_fr=said) | Q(folded_en=said) | Q(labels__folded=said)).distinct()


class Concept(ClusterableModel):
    """One row is one thing with its names in both languages. It stands under one broader concept, which makes
    a tree that can be read, and may stand under others besides."""

    scheme = models.ForeignKey(
        ConceptScheme, verbose_name=_("vocabulary"), on_delete=models.PROTECT, related_name="concepts"
    )
    slug = models.SlugField(
        _("key"),
        max_length=100,
        help_text=_(
            "Part of its address in every language: it is never changed, whatever becomes of the names."
        ),
    )
    label_fr = models.CharField(_("French name"), max_length=255, blank=True)
    label_en = models.CharField(_("English name"), max_length=255, blank=True)
    note_fr = models.TextField(_("French scope note"), blank=True, help_text=_("What it means here."))
    note_en = models.TextField(_("English scope note"), blank=True)
    notation = models.CharField(_("notation"), max_length=60, blank=True, help_text=_("A code, a class."))
    period = models.CharField(
        _("dates (EDTF)"), max_length=60, blank=True, help_text=_("Of a period: 1953/1963, 194X, 2025/..")
    )
    broader = models.ForeignKey(
        "self",
        verbose_name=_("broader concept"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="narrower",
    )
    also_under = models.ManyToManyField(
        "self",
        verbose_name=_("other broader concepts"),
        blank=True,
        symmetrical=False,
        through="vocabularies.AlsoUnder",
        related_name="also_over",
    )
    related = models.ManyToManyField("self", verbose_name=_("related concepts"), blank=True, symmetrical=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)
    folded_fr = models.CharField(max_length=255, editable=False, default="", db_index=True)
    folded_en = models.CharField(max_length=255, editable=False, default="", db_index=True)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["scheme__sort_order", "sort_order", "label_fr"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "slug"], name="one_concept_of_a_key"),
            *(
                models.UniqueConstraint(
                    fields=["scheme", f"folded_{language}"],
                    condition=~Q(**{f"folded_{language}": ""}),
                    name=f"one_concept_of_a_name_{language}",
                )
                for language in LANGUAGES
            ),
        ]

    def __str__(self) -> str:
        return self.label.here or self.slug

    @property
    def label(self) -> Bilingual:
        return Bilingual(self.label_fr, self.label_en)

    @property
    def note(self) -> Bilingual:
        return Bilingual(self.note_fr, self.note_en)

    @property
    def path(self) -> str:
        """The same in every language; its address for ever is this below the archive's own."""
        return f"{self.scheme.path}/{self.slug}"

    def said_of(self, form: str) -> Bilingual:
        """The name in a form of ConceptLabel.Kind ("feminine", "body"); where it has none, the usual name."""
        said = {row.language: row.text for row in self.labels.all() if row.kind == form}
        return Bilingual(said.get("fr", self.label_fr), said.get("en", self.label_en))

    def words(self, *, hidden: bool = True) -> list[str]:
        """Every word for it, in both languages."""
        rows = [row.text for row in self.labels.all() if hidden or row.kind != ConceptLabel.Kind.HIDDEN]
        return list(dict.fromkeys(text for text in (self.label_fr, self.label_en, *rows) if text))

    def ancestors(self) -> list[Concept]:
        """In the tree, from the nearest to the top."""
        found: list[Concept] = []
        above = self.broader
        while above is not None and above not in found:
            found.append(above)
            above = above.broader
        return found

    def line(self) -> list[Concept]:
        """All that it stands under, in the tree and besides, the nearest first."""
        found: dict[int, Concept] = {}
        level = [self]
        while level:
            above = {one.broader_id: one.broader for one in level if one.broader_id}
            besides = Concept.objects.filter(also_over__in=[one.pk for one in level if one.pk])
            above |= {row.pk: row for row in besides.select_related("broader")}
            level = [row for pk, row in above.items() if pk not in found]
            found |= above
        return list(found.values())

    def fold(self) -> None:
        """What is looked up follows what is written; whoever saves in bulk calls this first. Browsers end a
        line with two characters."""
        self.note_fr, self.note_en = (
            note.replace("\r\n", "\n").strip() for note in (self.note_fr, self.note_en)
        )
        self.folded_fr, self.folded_en = folded(self.label_fr)[:255], folded(self.label_en)[:255]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fold()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if not self.label_fr.strip() and not self.label_en.strip():
            wrong["label_fr"] = _("A concept has a name.")
        if self.scheme_id:
            wrong |= dict(self._taken())
        if self.broader_id and (sentence := self._cannot_be_below()):
            wrong["broader"] = sentence
        if wrong:
            raise ValidationError(wrong)

    def _taken(self) -> Iterator[tuple[str, str]]:
        """Fields whose words belong to another concept of the vocabulary, each with who has them."""
        others = Concept.objects.filter(scheme=self.scheme_id).exclude(pk=self.pk)
        for language in LANGUAGES:
            said = folded(getattr(self, f"label_{language}"))
            other = others.filter(**{f"folded_{language}": said}).first() if said else None
            if other is not None:
                yield (
                    f"label_{language}",
                    gettext("“%(concept)s” already has this name: in a vocabulary each concept has its own.")
                    % {"concept": other},
                )
        former = FormerConcept.objects.filter(scheme=self.scheme_id, slug=self.slug).first()
        if former is not None and former.concept_id != self.pk:
            yield (
                "slug",
                gettext("This key was that of a concept now merged into “%(concept)s”.")
                % {"concept": former.concept},
            )

    def _cannot_be_below(self) -> str:
        if self.broader.scheme_id != self.scheme_id:
            return gettext("“%(concept)s” is of another vocabulary.") % {"concept": self.broader}
        if self.pk and (self.broader_id == self.pk or self in self.broader.line()):
            return gettext("“%(concept)s” is itself below this concept: that would go round in a circle.") % {
                "concept": self.broader
            }
        return ""


class AlsoUnder(models.Model):
    """A broader concept besides the one that makes the tree."""

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="besides")
    above = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="below_besides")

    class Meta:
        verbose_name = _("other broader concept")
        verbose_name_plural = _("other broader concepts")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["concept", "above"], name="one_other_broader_concept"),
            models.CheckConstraint(condition=~Q(concept=F("above")), name="not_under_itself"),
        ]

    def __str__(self) -> str:
        return str(self.above)


class ConceptMatch(models.Model):
    """skos:exactMatch and its kin: the same or a near concept of an outside vocabulary."""

    class Kind(models.TextChoices):
        EXACT = "exact", _("the same")
        CLOSE = "close", _("nearly the same")
        BROAD = "broad", _("broader")
        NARROW = "narrow", _("narrower")
        RELATED = "related", _("related")

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="matches")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.EXACT)
    uri = models.URLField(_("address of the concept elsewhere"), max_length=500, db_index=True)

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["kind", "uri"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["concept", "kind", "uri"], name="one_match_of_a_kind"),
        ]

    def __str__(self) -> str:
        return self.uri


class FormerConcept(models.Model):
    """The address of a concept that was merged into another leads there for ever; it is not given again."""

    scheme = models.ForeignKey(ConceptScheme, on_delete=models.CASCADE, related_name="former_concepts")
    slug = models.SlugField(max_length=100)
    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="former")

    class Meta:
        verbose_name = _("former concept")
        verbose_name_plural = _("former concepts")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["scheme", "slug"], name="one_former_concept_of_a_key")]

    def __str__(self) -> str:
        return self.slug


def clashing_labels(names: Iterable[str], rows: Iterable[ConceptLabel]) -> list[str]:
    """Texts that stand twice for one concept in one language: SKOS integrity conditions S13 and S14.

    names: the preferred labels of the concept in the language of the rows. Feminine and body forms may
    repeat the preferred label, for French often has one word for all.
    """
    shown = {ConceptLabel.Kind.ALTERNATIVE, ConceptLabel.Kind.HIDDEN}
    seen = {name.casefold() for name in names if name}
    twice = []
    for row in rows:
        if row.kind in shown:
            if row.text.casefold() in seen:
                twice.append(row.text)
            seen.add(row.text.casefold())
    return twice
