from django_tasks import task

from . import pipeline


@task()
def unfold(unfolding_id: int) -> None:
    pipeline.run(unfolding_id)


def waiting() -> set[int]:
    """Readings for which a task is queued or running."""
    from django_tasks_db.models import DBTaskResult

    rows = DBTaskResult.objects.filter(task_path=unfold.module_path, status__in=["READY", "RUNNING"])
    return {row["args"][0] for row in rows.values_list("args_kwargs", flat=True) if row.get("args")}
