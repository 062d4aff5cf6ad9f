from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "archive.translation"
    label = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from . import receivers  # noqa: F401
