"""Production settings: refused where they would be unsafe, clean where they are not."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow


def manage(tmp_path, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={
            name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "DJANGO_"))
        }
        | {"DJANGO_SETTINGS_MODULE": "archive.settings.production", "ARCHIVE_DATA": str(tmp_path)}
        | environment,
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_is_clean(tmp_path):
    done = manage(
        tmp_path, "check", "--deploy", "--fail-level", "WARNING", ARCHIVE_HOSTS="archive.example.org"
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "ARCHIVE_HOSTS"),
        ({"ARCHIVE_HTTPS": "0", "ARCHIVE_HOSTS": "archive.example.org"}, "this machine alone"),
        ({"ARCHIVE_HTTPS": "0", "ARCHIVE_HOSTS": "localhost,192.168.1.4"}, "this machine alone"),
    ],
)
def test_what_would_be_unsafe_is_refused(tmp_path, environment, said):
    done = manage(tmp_path, "check", **environment)
    assert done.returncode != 0
    assert said in done.stderr


def test_without_https_the_site_is_served_to_this_machine_alone(tmp_path):
    done = manage(tmp_path, "serve", "--host", "0.0.0.0", ARCHIVE_HTTPS="0", ARCHIVE_HOSTS="localhost")
    assert done.returncode == 1 and "this machine alone" in done.stderr
