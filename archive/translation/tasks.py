from django_tasks import task
from wagtail.models import Page

from .faces import ensure_face
from .reckoning import reckon, work_of


@task()
def make_face(page_id: int) -> None:
    page = Page.objects.filter(pk=page_id, live=True).specific().first()
    if page is not None:
        ensure_face(page)
        reckon(work_of(page))
