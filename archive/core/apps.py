from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "archive.core"
    label = "core"

    def ready(self) -> None:
        from . import logs, schedule, visitors  # noqa: F401
