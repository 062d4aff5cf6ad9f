from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class State(models.TextChoices):
    MISSING = "missing", _("to translate")
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    SENT_BACK = "sent_back", _("changes requested")
    LIVE = "live", _("live")
    OUTDATED = "outdated", _("out of date")
    NOT_WANTED = "not_wanted", _("not to be translated")


class Work(models.Model):
    """One thing whose words are to be said in English: a French page, or a thing with names in both.

    A row of the board. State and counts are reckoned (reckoning.py), never typed.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey("content_type", "object_id")
    title = models.CharField(_("title"), max_length=255)
    path = models.CharField(max_length=255, blank=True, db_index=True)  # of a page, in the French tree

    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.MISSING, db_index=True
    )
    texts = models.PositiveIntegerField(_("texts"), default=0)
    missing = models.PositiveIntegerField(_("missing"), default=0)
    outdated = models.PositiveIntegerField(_("out of date"), default=0)
    drafted = models.PositiveIntegerField(_("in draft"), default=0)
    outdated_since = models.DateTimeField(_("out of date since"), null=True, blank=True, db_index=True)
    outdated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wanted = models.BooleanField(_("to be translated"), default=True)
    submitted = models.JSONField(null=True, blank=True)  # what was sent to review: see review.py
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations",
    )
    due = models.DateField(_("due"), null=True, blank=True)
    brief = models.TextField(_("brief"), blank=True)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="one_work_a_thing")]
        permissions = [
            ("write_english", _("Can write the English words of things")),
            ("review_english", _("Can approve the English words of things")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_page(self) -> bool:
        return issubclass(self.content_type.model_class() or models.Model, Page)

    @property
    def kind(self) -> Any:
        model = self.content_type.model_class()
        return model._meta.verbose_name if model else self.content_type.name

    @cached_property
    def done(self) -> int:
        """Hundredths of its texts that are live as they are."""
        lacking = self.missing + self.outdated + self.drafted
        return 100 * (self.texts - lacking) // self.texts if self.texts else 100
