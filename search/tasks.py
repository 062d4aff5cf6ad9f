"""Index work for the worker. A busy index is tried again later, a damaged one built anew."""

from __future__ import annotations

from collections.abc import Callable

from django_tasks import task

from archive.core.queue import FIRST, SOON
from archive.holdings.models import ArchiveDocument
from archive.ingest import pipeline

from . import index, named, vocabularies
from .engines.base import IndexBusy, IndexDamaged


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
    _surely(
        lambda: index.index_record(mark),
        lambda: index_record.using(priority=FIRST).enqueue(mark),
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
    """The records described by this concept, or by one that stands under it."""

    def work() -> None:
        for mark in vocabularies.marks_under(concept_id):
            index.index_record(mark)

    _surely(work, lambda: index_concept.using(priority=SOON).enqueue(concept_id))


@task()
def index_agent(agent_id: int, after: str = "") -> None:
    """The records in which the agent has a part, some at a time."""
    marks = named.marks_naming(agent_id, after)

    def work() -> None:
        for mark in marks:
            index.index_record(mark)

    done = _surely(work, lambda: index_agent.using(priority=SOON).enqueue(agent_id, after))
    if done and len(marks) == named.SLICE:
        index_agent.using(priority=SOON).enqueue(agent_id, marks[-1])


@task()
def rebuild_index() -> None:
    _surely(index.rebuild, lambda: rebuild_index.using(priority=SOON).enqueue())
