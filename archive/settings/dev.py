"""A workplace on one machine: errors are shown, demonstration accounts may exist, static files are read
where they lie."""

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import ARCHIVE_DATA, STORAGES

DEBUG = True
ALLOWED_HOSTS = ["*"]


def _kept_secret() -> str:
    """A secret of this clone's own, made at the first start and kept beside its data."""
    path = ARCHIVE_DATA / "secret_key"
    if not path.exists():
        ARCHIVE_DATA.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = _kept_secret()
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
