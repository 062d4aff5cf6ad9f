"""Static files as deployed: hashed names, compressed; the list of names stays out of what is served."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        aside = FileSystemStorage(location=settings.BASE_DIR / ".cache" / "static")
        super().__init__(*args, manifest_storage=aside, **kwargs)

    def stored_name(self, name: str) -> str:
        """The list is read when it is first needed: a first start makes the storage, then collects files."""
        if not self.hashed_files:
            self.hashed_files, self.manifest_hash = self.load_manifest()
        return super().stored_name(name)
