"""Compiles the French messages without gettext being installed."""

from __future__ import annotations

from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed


def compile_messages() -> list[Path]:
    """Writes each .mo that is missing or older than its .po, and has this process read it anew; returns
    those written."""
    written = []
    for folder in settings.LOCALE_PATHS:
        for source in Path(folder).glob("*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))
                translation_file_changed(None, target)
                written.append(target)
    return written
