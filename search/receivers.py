"""The index follows the archive: each news is one task, queued when its transaction is committed."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from archive.authorities.models import Agent, Element
from archive.authorities.signals import agent_changed, element_changed
from archive.catalogue.models import Finding, Mark, Observation, RecordPage
from archive.catalogue.signals import access_changed
from archive.core.health import check
from archive.core.queue import FIRST, SOON, enqueue_on_commit
from archive.core.signals import housekeeping_due
from archive.ingest.signals import document_unfolded
from archive.vocabularies.models import Concept
from archive.vocabularies.signals import concept_changed, concepts_taken

from . import index, tasks, things
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
    """It is found itself, and what is described by it, by every word for it."""
    concept = kwargs.get("concept") or kwargs["instance"]
    enqueue_on_commit(tasks.index_concept, concept.pk, priority=SOON)


@receiver(post_delete, sender=Concept)
def forget_concept(sender: type, instance: Concept, **kwargs: Any) -> None:
    _index_things(things.CONCEPTS.mark_of(instance.scheme.key, instance.slug))


@receiver(concepts_taken)
def follow_concepts(sender: type, **kwargs: Any) -> None:
    enqueue_on_commit(tasks.rebuild_things, priority=SOON)


@receiver(element_changed)
def follow_element(sender: type, element: Element, moved: bool, **kwargs: Any) -> None:
    enqueue_on_commit(tasks.index_element, element.pk, moved, priority=SOON)


@receiver(post_delete, sender=Element)
def forget_element(sender: type, instance: Element, **kwargs: Any) -> None:
    _index_things(things.ELEMENTS.mark(instance.slug))


@receiver([post_save, post_delete], sender=Finding)
def follow_finding(sender: type, instance: Finding, **kwargs: Any) -> None:
    _index_things(things.FINDINGS.mark(instance.number))


@receiver([post_save, post_delete], sender=Observation)
def follow_observation(sender: type, instance: Observation, **kwargs: Any) -> None:
    numbers = Finding.objects.filter(pk=instance.finding_id).values_list("number", flat=True)
    _index_things(*(things.FINDINGS.mark(number) for number in numbers))


def _index_things(*marks: str) -> None:
    if marks:
        enqueue_on_commit(tasks.index_things, list(marks), priority=FIRST)


@receiver(agent_changed)
def follow_agent(sender: type, agent: Any, **kwargs: Any) -> None:
    """Found by every name, and so are the records in which it has a part."""
    _index_things(things.AGENTS.mark(agent.slug))
    enqueue_on_commit(tasks.index_agent, agent.pk, priority=SOON)


@receiver(post_delete, sender=Agent)
def forget_agent(sender: type, instance: Agent, **kwargs: Any) -> None:
    _index_things(things.AGENTS.mark(instance.slug))


@receiver(access_changed)
def follow_access(sender: type, record: RecordPage, **kwargs: Any) -> None:
    follow(sender, record)


@receiver(housekeeping_due)
def mend(sender: type, **kwargs: Any) -> None:
    """An index that is lost, or of an earlier version of the site, is built anew."""
    if IndexedRecord.objects.exists() and not index.engine().marks():
        IndexedRecord.objects.all().delete()
        tasks.rebuild_index.using(priority=FIRST).enqueue()
    if not index.engine_of_things().marks() and things.marks():
        tasks.rebuild_things.using(priority=FIRST).enqueue()


@check("index")
def _index() -> bool:
    index.engine().marks()
    index.engine_of_things().marks()
    return True
