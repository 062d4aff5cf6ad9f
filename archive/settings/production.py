"""Production: what is particular to a machine comes from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import ARCHIVE_DATA, LOGGING
from .kept_secret import kept_secret

DEBUG = False
SECRET_KEY = os.environ.get("ARCHIVE_SECRET_KEY") or kept_secret(ARCHIVE_DATA)
ALLOWED_HOSTS = [host for host in os.environ.get("ARCHIVE_HOSTS", "").split(",") if host]
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ARCHIVE_HOSTS must be set in the environment: names, separated by commas")

# 0 for a trial on one machine alone: no redirection to https, no HSTS, cookies without `Secure`.
ARCHIVE_HTTPS = os.environ.get("ARCHIVE_HTTPS", "1") == "1"
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
if not ARCHIVE_HTTPS and not set(ALLOWED_HOSTS) <= LOOPBACK:
    raise ImproperlyConfigured("ARCHIVE_HTTPS=0 is for this machine alone: ARCHIVE_HOSTS may name no other")

CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if ARCHIVE_HTTPS else []
SECURE_SSL_REDIRECT = ARCHIVE_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ARCHIVE_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if ARCHIVE_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ARCHIVE_HTTPS
SECURE_HSTS_PRELOAD = ARCHIVE_HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ARCHIVE_HTTPS

LOGGING["formatters"] = {"lines": {"()": "archive.core.logs.JSONLines"}}
LOGGING["handlers"]["console"]["formatter"] = "lines"
LOGGING["loggers"]["archive.request"] = LOGGING["loggers"]["archive.task"] = {"level": "INFO"}
LOGGING["loggers"]["django.request"] = {"level": "ERROR"}  # a page not found is a line of archive.request
