from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthoritiesConfig(AppConfig):
    name = "archive.authorities"
    label = "authorities"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        from . import receivers  # noqa: F401
