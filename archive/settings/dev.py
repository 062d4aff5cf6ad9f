"""A workplace on one machine: errors are shown, demonstration accounts may exist, static files are read
where they lie."""

from .base import *  # noqa: F403
from .base import ARCHIVE_DATA, STORAGES
from .kept_secret import kept_secret

DEBUG = True
ALLOWED_HOSTS = ["*"]


SECRET_KEY = kept_secret(ARCHIVE_DATA)
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ARCHIVE_KEPT_PAGES_MB = 0  # a changed template is seen at once
