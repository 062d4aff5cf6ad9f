"""The index follows the archive: each news is one task, queued when its transaction is committed."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from archive.authorities.signals import agent_changed
from archive.catalogue.models import Mark, RecordPage
from archive.catalogue.signals import access_changed
from archive.core.health import check
from archive.core.queue import FIRST, SOON, enqueue_on_commit
from archive.core.signals import housekeeping_due
from archive.ingest.signals import document_unfolded
from archive.vocabularies.models import Concept
from archive.vocabularies.signals import concept_changed

from . import index, tasks
from .models import IndexedRecord


@receiver([page_published, page_unpublished, post_delete])
def follow(sender: type, instance: Any, **kwargs: Any) -> None:
    """French row or face: the record's passages are made anew. Another live row's withdrawal also counts."""
    if isinstance(instance, RecordPage):
        mark = Mark.objects.filter(key=instance.translation_key).values_list("code", flat=True).first()
        if mark:
            enqueue_on_commit(tasks.index_record, mark, priority=FIRST)


@receiver(document_unfolded)
def follow_reading(sender: type, document: Any, **kwargs: Any) -> None:
    keys = RecordPage.objects.filter(files__document=document).values("translation_key")
    marks = list(Mark.objects.filter(key__in=keys).values_list("code", flat=True))
    enqueue_on_commit(tasks.index_document, document.pk, marks, priority=FIRST)


@receiver(concept_changed)
@receiver(post_save, sender=Concept)
def follow_concept(sender: type, **kwargs: Any) -> None:
    """Records are found by every word for their concepts."""
    if not kwargs.get("created"):
        concept = kwargs.get("concept") or kwargs["instance"]
        enqueue_on_commit(tasks.index_concept, concept.pk, priority=SOON)


@receiver(agent_changed)
def follow_agent(sender: type, agent: Any, **kwargs: Any) -> None:
    """Records are found by every name of those who have a part in them."""
    enqueue_on_commit(tasks.index_agent, agent.pk, priority=SOON)


@receiver(access_changed)
def follow_access(sender: type, record: RecordPage, **kwargs: Any) -> None:
    follow(sender, record)


@receiver(housekeeping_due)
def mend(sender: type, **kwargs: Any) -> None:
    """An index that is lost, or of an earlier version of the site, is built anew."""
    if IndexedRecord.objects.exists() and not index.engine().marks():
        IndexedRecord.objects.all().delete()
        tasks.rebuild_index.using(priority=FIRST).enqueue()


@check("index")
def _index() -> bool:
    index.engine().marks()
    return True
