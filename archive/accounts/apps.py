from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "archive.accounts"
    label = "accounts"

    def ready(self) -> None:
        from .applying import apply_after_last_app

        post_migrate.connect(apply_after_last_app, dispatch_uid="accounts.roles")
