"""Production: everything that is secret or particular to a machine comes from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403


def _required(name: str) -> str:
    try:
        return os.environ[name]
    except KeyError:
        raise ImproperlyConfigured(f"{name} must be set in the environment") from None


DEBUG = False
SECRET_KEY = _required("ARCHIVE_SECRET_KEY")
ALLOWED_HOSTS = _required("ARCHIVE_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in ("localhost", "127.0.0.1")]

# Off only for a trial behind no TLS at all, on one machine.
_TLS = os.environ.get("ARCHIVE_TLS", "1") == "1"
SECURE_SSL_REDIRECT = _TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if _TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _TLS
SECURE_HSTS_PRELOAD = _TLS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _TLS
