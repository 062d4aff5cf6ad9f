"""Production, in a folder that the benchmark names; work is done where it is asked for."""

import os

os.environ.setdefault("ARCHIVE_HOSTS", "localhost,127.0.0.1")
os.environ.setdefault("ARCHIVE_HTTPS", "0")
os.environ.setdefault("ARCHIVE_SECRET_KEY", "only for benchmarks, where nothing is worth protecting")

from archive.settings.production import *  # noqa: F403
from archive.settings.production import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ARCHIVE_PACE = dict.fromkeys(("search", "images", "letters"), 1_000_000_000)
LOGGING = {"version": 1, "disable_existing_loggers": False, "loggers": {"": {"level": "CRITICAL"}}}
for _name in ("archive", "django"):
    LOGGING["loggers"][_name] = {"level": "CRITICAL"}
