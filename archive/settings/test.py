"""Tests: the real database kind, engine, OCR and browser; tasks run where they are enqueued."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import ARCHIVE_DATABASE_URL, BASE_DIR, DATABASES, STORAGES

SECRET_KEY = "only for tests, where nothing is worth protecting"
ALLOWED_HOSTS = ["*"]
ARCHIVE_DATA = Path(tempfile.mkdtemp(prefix="archive-test-"))
MEDIA_ROOT = ARCHIVE_DATA / "media"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if not ARCHIVE_DATABASE_URL:
    DATABASES["default"]["NAME"] = ":memory:"
    DATABASES["default"]["TEST"] = {"NAME": None}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ARCHIVE_TEST_CACHE = BASE_DIR / ".cache"
ARCHIVE_KEPT_PAGES_MB = 0  # a test writes within one transaction, which no other connection sees
