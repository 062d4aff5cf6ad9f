from django_tasks import task
from wagtail.models import Page

from archive.core.queue import LATER

from . import batches
from .faces import ensure_face
from .reckoning import reckon, work_of


@task()
def make_face(page_id: int) -> None:
    page = Page.objects.filter(pk=page_id, live=True).specific().first()
    if page is not None:
        ensure_face(page)
        reckon(work_of(page))


@task()
def go_on_with_batch(batch_id: int) -> None:
    if batches.go_on(batch_id):
        go_on_with_batch.using(priority=LATER).enqueue(batch_id)
