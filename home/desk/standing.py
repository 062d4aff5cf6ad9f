"""Where each record stands: said once in SQL, for columns, filters and counts alike."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState
from wagtail.permissions import policy_registry
from wagtail_localize.models import StringSegment, StringTranslation

from archive.catalogue.access import day_of, hidden_from
from archive.catalogue.models import Mark, RecordFile, RecordPage, Restriction
from archive.core.words import plain
from archive.ingest.models import Unfolding
from archive.translation.faces import FACE_LANGUAGE

RIGHTS = ("add", "change", "publish")


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("published")
    CHANGED = "changed", _("published, changed since")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Access(models.TextChoices):
    OPEN = "open", _("open")
    PARTLY = "partly", _("some files or pages closed")
    NOTICE = "notice", _("notice only")
    CLOSED = "closed", _("closed")


class English(models.TextChoices):
    NONE = "none", _("no translation yet")
    WRITING = "writing", _("to be translated")
    READY = "ready", _("to be published")
    OUTDATED = "outdated", _("out of date")
    CURRENT = "current", _("up to date")


class Reading(models.TextChoices):
    NONE = "none", _("no file")
    FAILED = "failed", _("reading failed")
    UNDER_WAY = "under way", _("being read")
    READ = "read", _("read")


def _chosen(*cases: tuple[Any, str], default: str) -> Case:
    whens = [When(condition, then=Value(value)) for condition, value in cases]
    return Case(*whens, default=Value(default), output_field=CharField())


def _state() -> Case:
    of_page = {
        "base_content_type": ContentType.objects.get_for_model(Page),
        "object_id": Cast(OuterRef("pk"), CharField()),
    }
    withdrawn = Mark.objects.filter(key=OuterRef("translation_key")).exclude(retired_at=None)
    scheduled = Revision.objects.filter(**of_page).exclude(approved_go_live_at=None)
    return _chosen(
        (Exists(withdrawn), State.WITHDRAWN),
        (Exists(WorkflowState.objects.active().filter(**of_page)), State.REVIEW),
        (Exists(scheduled), State.SCHEDULED),
        (Q(live=True, has_unpublished_changes=True), State.CHANGED),
        (Q(live=True), State.LIVE),
        default=State.DRAFT,
    )


def _access() -> Case:
    there = Restriction.objects.in_force(day_of())
    of_record = there.filter(record=OuterRef("pk"))
    held = RecordFile.objects.filter(page=OuterRef("pk"), document__in=there.values("document"))
    return _chosen(
        (Exists(of_record.filter(state=Restriction.State.CLOSED)), Access.CLOSED),
        (Exists(of_record), Access.NOTICE),
        (Exists(held), Access.PARTLY),
        default=Access.OPEN,
    )


def _english() -> Case:
    said = StringTranslation.objects.filter(locale__language_code=FACE_LANGUAGE, has_error=False)
    here = said.filter(translation_of=OuterRef("string"), context=OuterRef("context"))
    missing = StringSegment.objects.filter(~Exists(here), source__object_id=OuterRef("translation_key"))
    newer = said.filter(
        context__object_id=OuterRef("translation_key"), updated_at__gt=OuterRef("face_published")
    )
    return _chosen(
        (Q(face=None), English.NONE),
        (Q(Exists(missing), face_published=None), English.WRITING),
        (Exists(missing), English.OUTDATED),
        (Q(face_published=None) | Exists(newer), English.READY),
        default=English.CURRENT,
    )


def _reading() -> Case:
    held = RecordFile.objects.filter(page=OuterRef("pk"))
    over = (Unfolding.State.READY, Unfolding.State.FAILED)
    return _chosen(
        (~Exists(held), Reading.NONE),
        (Exists(held.filter(document__unfolding__state=Unfolding.State.FAILED)), Reading.FAILED),
        (Exists(held.exclude(document__unfolding__state__in=over)), Reading.UNDER_WAY),
        default=Reading.READ,
    )


def told(records: QuerySet[RecordPage]) -> QuerySet[RecordPage]:
    """French rows with `state`, `access`, `english`, `reading`, `code` (the mark), `face` (pk of the English
    row) and `changed_by`."""
    faces = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=FACE_LANGUAGE
    )
    return records.annotate(
        code=Subquery(Mark.objects.filter(key=OuterRef("translation_key")).values("code")[:1]),
        face=Subquery(faces.values("pk")[:1]),
        face_published=Subquery(faces.filter(live=True).values("last_published_at")[:1]),
        changed_by=F("latest_revision__user"),
    ).annotate(state=_state(), access=_access(), english=_english(), reading=_reading())


def standing(user: Any) -> QuerySet[RecordPage]:
    """The records that concern this person, as they are told, with `opens_french` (whether they work on the
    French row) and `opens_face`."""
    policy = policy_registry.get_by_type(Page)
    theirs = policy.instances_user_has_any_permission_for(user, RIGHTS)
    records = RecordPage.objects.filter(locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE)
    return (
        told(records.exclude(translation_key__in=hidden_from(user).values("translation_key")))
        .annotate(
            opens_french=Exists(theirs.filter(pk=OuterRef("pk"))),
            opens_face=Exists(theirs.filter(pk=OuterRef("face"))),
        )
        .filter(Q(opens_french=True) | Q(opens_face=True))
    )


def named(records: QuerySet, typed: str) -> QuerySet:
    """Those of which each word typed stands in mark or title, accents and case aside."""
    words = plain(typed).split()
    if not words:
        return records
    known = records.order_by().values_list("pk", "code", "title")
    said = {pk: plain(f"{code} {title}") for pk, code, title in known}
    return records.filter(pk__in=[pk for pk, text in said.items() if all(word in text for word in words)])
