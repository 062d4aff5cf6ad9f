"""Index work for the worker. A busy index is tried again later, a damaged one built anew."""

from __future__ import annotations

from collections.abc import Callable

from django_tasks import task

from archive.core.queue import FIRST, SOON
from archive.holdings.models import ArchiveDocument
from archive.ingest import pipeline

from . import elements, index, named, things, vocabularies
from .engines.base import IndexBusy, IndexDamaged

SLICE = 100  # records that one task indexes before it makes way for others


def _surely(work: Callable[[], object], later: Callable[[], object]) -> bool:
    """Whether the work was done now; else it has been queued."""
    try:
        work()
    except IndexBusy:
        later()
        return False
    except IndexDamaged:
        index.rebuild()
    return True


@task()
def index_record(mark: str) -> None:
    """The record, and what it tells."""

    def work() -> None:
        index.index_record(mark)
        index.index_things(things.told_by(mark))

    _surely(work, lambda: index_record.using(priority=FIRST).enqueue(mark))


@task()
def index_things(marks: list[str]) -> None:
    _surely(
        lambda: index.index_things(marks),
        lambda: index_things.using(priority=FIRST).enqueue(marks),
    )


@task()
def index_document(document_id: int, marks: list[str]) -> None:
    """After a document has been read: the records that hold it, then its state."""

    def work() -> None:
        for mark in marks:
            index.index_record(mark)

    if _surely(work, lambda: index_document.using(priority=SOON).enqueue(document_id, marks)):
        pipeline.indexed(ArchiveDocument.objects.get(pk=document_id))


@task()
def index_concept(concept_id: int) -> None:
    """What is named by this concept, and the records described by it or by one that stands under it."""

    def work() -> None:
        index.index_things(things.saying_concept(concept_id))
        for mark in vocabularies.marks_under(concept_id):
            index.index_record(mark)

    _surely(work, lambda: index_concept.using(priority=SOON).enqueue(concept_id))


@task()
def index_agent(agent_id: int, after: str = "") -> None:
    """The records in which the agent has a part, some at a time."""
    marks = named.marks_naming(agent_id, after, SLICE)

    def work() -> None:
        for mark in marks:
            index.index_record(mark)

    done = _surely(work, lambda: index_agent.using(priority=SOON).enqueue(agent_id, after))
    if done and len(marks) == SLICE:
        index_agent.using(priority=SOON).enqueue(agent_id, marks[-1])


@task()
def index_element(element_id: int, moved: bool, after: str = "") -> None:
    """The part of the building and what is in it; when it has moved, the records about it, some at a time."""
    marks = elements.marks_below(element_id, after, SLICE) if moved else []

    def work() -> None:
        if not after:
            index.index_things(things.saying_element(element_id))
        for mark in marks:
            index.index_record(mark)

    later = index_element.using(priority=SOON).enqueue
    if _surely(work, lambda: later(element_id, moved, after)) and len(marks) == SLICE:
        later(element_id, moved, marks[-1])


@task()
def rebuild_things() -> None:
    _surely(index.rebuild_things, lambda: rebuild_things.using(priority=SOON).enqueue())


@task()
def rebuild_index() -> None:
    _surely(index.rebuild, lambda: rebuild_index.using(priority=SOON).enqueue())
