"""In the place of Wagtail's, which stops at the first page that cannot be published."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from archive.core.schedule import keep


class Command(BaseCommand):
    help = "Publish and withdraw what is scheduled for now; a running site does so by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        keep()
