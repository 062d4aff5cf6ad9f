from django_tasks import task

from archive.core.queue import LATER

from . import pipeline


@task()
def unfold(unfolding_id: int) -> None:
    pipeline.run(unfolding_id)


def waiting() -> set[int]:
    """Readings for which a task is queued or running."""
    from django_tasks_db.models import DBTaskResult

    rows = DBTaskResult.objects.filter(task_path=unfold.module_path, status__in=["READY", "RUNNING"])
    return {row["args"][0] for row in rows.values_list("args_kwargs", flat=True) if row.get("args")}


def urgent() -> bool:
    """Whether the worker could do something now that goes before the reading of files."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.ready().filter(priority__gt=LATER).exists()
