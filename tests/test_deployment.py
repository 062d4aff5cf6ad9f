"""The files of docs/how-to/deploy do what the page says, with the site as it is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import crossplane
import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "docs" / "how-to" / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
CODE = "/opt/camus-haut"


def values(path: Path, name: str) -> list[str]:
    """Of a unit or an environment file: a name may stand several times."""
    return re.findall(rf"^{name}=(.*)$", path.read_text(), re.MULTILINE)


def environment() -> dict[str, str]:
    return dict(
        line.split("=", 1) for line in (DEPLOY / "environment").read_text().splitlines() if line[0] != "#"
    )


def test_every_setting_that_is_named_exists():
    known = (ROOT / "docs" / "reference" / "settings.md").read_text()
    named = {name for path in DEPLOY.iterdir() for name in re.findall(r"ARCHIVE_[A-Z_]+", path.read_text())}
    assert "ARCHIVE_PROXIES" in named
    assert not {name for name in named if f"`{name}`" not in known}


def test_every_command_and_file_that_is_named_exists():
    text = "\n".join(path.read_text() for path in DEPLOY.iterdir())
    named = set(re.findall(r"(?:manage\.py|deploy/manage) (\w+)", text))
    assert {"serve", "backup", "prepare", "createsuperuser"} <= named <= get_commands().keys()
    for target in re.findall(r"\]\(([^):]+)\)", (DEPLOY / "index.md").read_text()):
        assert (DEPLOY / target).exists(), target
    for target in re.findall(r"\bmake (\w+)", text):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE), target


def test_the_service_starts_the_site_as_it_is_started():
    unit = DEPLOY / "camus-haut.service"
    (start,) = values(unit, "ExecStart")
    python, manage, command, *options = shlex.split(start)
    assert (python, manage) == (f"{CODE}/.venv/bin/python", "manage.py")
    parsed = (
        load_command_class("archive.core", command).create_parser("manage.py", command).parse_args(options)
    )
    assert f"http://{parsed.host}:{parsed.port};" in (DEPLOY / "nginx.conf").read_text()
    assert values(unit, "WorkingDirectory") == [CODE]
    assert environment()["ARCHIVE_DATA"] in values(unit, "ReadWritePaths")[0].split()


@pytest.mark.slow
def test_the_environment_passes_the_deployment_check(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "DJANGO_"))
        }
        | environment()
        | {"ARCHIVE_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine")
def test_systemd_understands_the_units(tmp_path):
    """With this clone where the page puts it: the programs that units name must exist."""
    copies = [tmp_path / unit.name for unit in UNITS]
    for unit, copy in zip(UNITS, copies, strict=True):
        text = unit.read_text().replace(f"{CODE}/.venv/bin/python", sys.executable)
        copy.write_text(text.replace("/etc/camus-haut/environment", str(DEPLOY / "environment")))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, copies)], capture_output=True, text=True
    )
    about = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "camus-haut" in line]
    assert done.returncode == 0 and not about, done.stderr


def test_the_proxy_is_configured_in_its_own_words_and_says_what_the_site_believes(tmp_path):
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"events {{}}\nhttp {{ include {DEPLOY / 'nginx.conf'}; }}\n")
    parsed = crossplane.parse(str(whole), strict=True)
    assert parsed["status"] == "ok", parsed["errors"]
    server = parsed["config"][1]["parsed"][-1]["block"]
    given = {line["directive"]: line["args"] for line in server}
    location = next(line["block"] for line in server if line["directive"] == "location")
    sent = dict(line["args"] for line in location if line["directive"] == "proxy_set_header")
    assert sent == {
        "Host": "$host",
        "X-Forwarded-For": "$proxy_add_x_forwarded_for",
        "X-Forwarded-Proto": "$scheme",
    }
    assert environment()["ARCHIVE_PROXIES"] == "1"
    assert given["server_name"] == [environment()["ARCHIVE_HOSTS"]]
    assert int(given["client_max_body_size"][0].removesuffix("g")) * 1024 > settings.ARCHIVE_MAX_UPLOAD_MB


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not on this machine")
def test_nginx_accepts_the_configuration(tmp_path):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=archive.example.org"]
        + ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")],
        check=True,
        capture_output=True,
    )
    text = (DEPLOY / "nginx.conf").read_text()
    (tmp_path / "site.conf").write_text(
        text.replace("/etc/letsencrypt/live/archive.example.org", str(tmp_path))
    )
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{ include {tmp_path}/site.conf; }}\n")
    done = subprocess.run(["nginx", "-t", "-c", str(whole)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
