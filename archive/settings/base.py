"""Complete and safe settings; dev, test and production change only what is theirs.

Everything of ours is named ARCHIVE_*, stands at the end and is described in docs/reference/settings.md.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
NODE_MODULES = BASE_DIR / "node_modules"

ARCHIVE_DATA = Path(os.environ.get("ARCHIVE_DATA", BASE_DIR / "var")).resolve()

DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "archive.demo",
    "home",
    "archive.contributions",
    "search",
    "archive.ingest",
    "archive.translation",
    "archive.building",
    "archive.catalogue",
    "archive.holdings",
    "archive.authorities",
    "archive.vocabularies",
    "archive.accounts",
    "archive.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.core.logs.RequestLogMiddleware",
    "archive.core.middleware.SecurityPolicyMiddleware",
    "archive.core.middleware.TextCompressionMiddleware",
    "archive.core.visitors.PaceMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "archive.core.kept.KeptPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "archive.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "archive.accounts.as_public.AsPublicMiddleware",
    "archive.catalogue.admin_gate.AdminGateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.core.middleware.NotFoundMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "archive.core.context.site",
                "search.context.reading",
                "home.navigation.texts",
            ],
        },
    },
]

# Write-ahead log, write transactions taken at their start, long waits: the setting under which no request
# failed while a worker wrote (docs/decisions/0004). PostgreSQL by its address (docs/decisions/0010).
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ARCHIVE_DATA / "archive.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
            "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
        ),
    },
}
ARCHIVE_DATABASE_URL = os.environ.get("ARCHIVE_DATABASE_URL", "")
DATABASES: dict[str, dict[str, Any]] = {"default": SQLITE}
if ARCHIVE_DATABASE_URL:
    DATABASES["default"] = dict(
        dj_database_url.parse(ARCHIVE_DATABASE_URL, conn_max_age=600, conn_health_checks=True)
    )
    if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("ARCHIVE_DATABASE_URL names a PostgreSQL database: postgres://…")
    INSTALLED_APPS.append("django.contrib.postgres")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "archive.core.visitors.address_of"
AXES_LOCKOUT_CALLABLE = "archive.accounts.login.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # who came in when is nobody's business
OTP_TOTP_ISSUER = "Camus Haut"
WAGTAILADMIN_USER_LOGIN_FORM = "archive.accounts.login.LoginWithSecondFactor"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("fr", _("French")),
    ("en", _("English")),
]
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static_collected"
STATICFILES_DIRS = [
    BASE_DIR / "archive" / "static",
    ("fonts/bricolage", NODE_MODULES / "@fontsource-variable/bricolage-grotesque/files"),
    ("fonts/atkinson", NODE_MODULES / "@fontsource-variable/atkinson-hyperlegible-next/files"),
    ("fonts/courier", NODE_MODULES / "@fontsource/courier-prime/files"),
]
MEDIA_ROOT = ARCHIVE_DATA / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "archive.core.static.StaticStorage"},
    "originals": {"BACKEND": "archive.holdings.storage.OriginalsStorage"},
}
ARCHIVE_ORIGINALS_URL = os.environ.get("ARCHIVE_ORIGINALS_URL", "")
if ARCHIVE_ORIGINALS_URL:
    if not ARCHIVE_ORIGINALS_URL.startswith("s3://"):
        raise ImproperlyConfigured(
            "ARCHIVE_ORIGINALS_URL names a bucket: s3://bucket/prefix?endpoint=https://…"
        )
    STORAGES["originals"] = {"BACKEND": "archive.holdings.object_storage.ObjectOriginals"}

FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

X_FRAME_OPTIONS = "DENY"  # Wagtail lifts it for the previews of its editor
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

WAGTAIL_SITE_NAME = "Camus Haut"
WAGTAILADMIN_BASE_URL = os.environ.get(
    "ARCHIVE_BASE_URL", f"http://localhost:{os.environ.get('ARCHIVE_PORT', '8000')}"
)
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses are the same in both languages, and typed on any keyboard
WAGTAIL_I18N_ENABLED = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = True
# Those that browsers know: "localtime" breaks the page of one's account.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone)]
WAGTAIL_FINISH_WORKFLOW_ACTION = "archive.core.review.publish_reviewed"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_DOCUMENT_MODEL = "holdings.ArchiveDocument"
WAGTAILIMAGES_IMAGE_MODEL = "holdings.ArchiveImage"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "axes": {"level": "ERROR"},  # names accounts and addresses; `archive.login` says what must be known
        "django_tasks": {"level": "WARNING"},
        "archive": {"level": "INFO"},
        "archive.request": {"level": "WARNING"},
        "archive.task": {"level": "WARNING"},
    },
}

ARCHIVE_SOURCE_LANGUAGE = "fr"
ARCHIVE_PORT = int(os.environ.get("ARCHIVE_PORT", "8000"))
ARCHIVE_DEMO_PASSWORD = os.environ.get("ARCHIVE_DEMO_PASSWORD", "")
ARCHIVE_MAX_UPLOAD_MB = int(os.environ.get("ARCHIVE_MAX_UPLOAD_MB", "512"))
ARCHIVE_MAX_VOCABULARY_MB = 10
ARCHIVE_SLICE_SECONDS = 20
ARCHIVE_OCR_LANGUAGES = "fra+eng"
ARCHIVE_OCR_ABREAST = len(os.sched_getaffinity(0))
ARCHIVE_SEARCH_ENGINE = "embedded"
ARCHIVE_PAGE_SIZE = 20
ARCHIVE_KEPT_PAGES_MB = 32
ARCHIVE_WEB_PROCESSES = min(4, len(os.sched_getaffinity(0)))
ARCHIVE_PROXIES = int(os.environ.get("ARCHIVE_PROXIES", "0"))
ARCHIVE_PACE = {"search": 300, "images": 3_000, "letters": 20}
ARCHIVE_SECURITY_CONTACT = os.environ.get("ARCHIVE_SECURITY_CONTACT", "")
