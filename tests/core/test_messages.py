"""French messages are compiled when they are missing, and used at once by the process that compiled them."""

import shutil

from django.utils.translation import gettext, override

from archive.core.messages import compile_messages


def test_messages_compiled_while_running_are_spoken_at_once(settings, tmp_path):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    kept = settings.BASE_DIR / "archive" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    shutil.copy(kept, folder / "django.po")
    before = list(settings.LOCALE_PATHS)
    settings.LOCALE_PATHS = [tmp_path]  # which makes Django forget what it has read
    try:
        with override("fr"):
            assert gettext("Skip to transcription") == "Skip to transcription"
        assert compile_messages() == [folder / "django.mo"]
        assert compile_messages() == []
        with override("fr"):
            assert gettext("Skip to transcription") != "Skip to transcription"
    finally:
        settings.LOCALE_PATHS = before
