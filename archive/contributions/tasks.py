from django_tasks import task

from .receiving import tell_archivists


@task()
def tell(letter: int) -> None:
    tell_archivists(letter)
