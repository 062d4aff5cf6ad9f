from django_tasks import task

from archive.holdings.models import ArchiveDocument
from archive.ingest import pipeline

from . import index


@task()
def index_record(mark: str) -> None:
    index.index_record(mark)


@task()
def index_document(document_id: int, marks: list[str]) -> None:
    """After a document has been read: the records that hold it, then its state."""
    for mark in marks:
        index.index_record(mark)
    pipeline.indexed(ArchiveDocument.objects.get(pk=document_id))


@task()
def rebuild_index() -> None:
    index.rebuild()
