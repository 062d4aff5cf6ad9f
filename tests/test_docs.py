"""Every setting, command, public address and message is documented or translated."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import get_resolver

ROOT = Path(settings.BASE_DIR)
REFERENCE = ROOT / "docs" / "reference"


def test_every_setting_is_documented():
    text = (REFERENCE / "settings.md").read_text()
    code = "".join(path.read_text() for path in (ROOT / "archive" / "settings").glob("*.py"))
    names = set(re.findall(r"\bARCHIVE_[A-Z_]+\b", code))
    assert len(names) > 8
    assert not {name for name in names if f"`{name}`" not in text}


def test_every_command_is_documented():
    text = (REFERENCE / "commands.md").read_text()
    ours = {
        name for name, app in get_commands().items() if app.split(".")[0] in ("archive", "home", "search")
    }
    assert "deposit" in ours
    assert not {name for name in ours if f"`{name}" not in text}


def test_every_public_address_of_ours_is_documented():
    text = (REFERENCE / "urls.md").read_text()

    def names(patterns, prefix=""):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                if str(pattern.pattern) in ("admin/", "documents/"):
                    continue
                space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from names(pattern.url_patterns, space)
            elif pattern.name and not pattern.name.startswith("wagtail"):
                yield prefix + pattern.name

    found = set(names(get_resolver().url_patterns))
    assert {"search:results", "permanent", "catalogue:file"} <= found
    assert not {name for name in found if f"`{name}`" not in text}


@pytest.mark.parametrize("page", sorted(REFERENCE.glob("*.md")), ids=lambda page: page.name)
def test_the_reference_says_each_thing_once(page):
    said = Counter(re.findall(r"^\| (`.*?) \|", page.read_text(), re.M))
    assert said and [thing for thing, times in said.items() if times > 1] == []


def test_every_decision_that_the_code_names_stands():
    for path in [*(ROOT / "archive").rglob("*.py"), *(ROOT / "search").rglob("*.py")]:
        for number in re.findall(r"docs/decisions/(\d{4})", path.read_text()):
            assert list((ROOT / "docs" / "decisions").glob(f"{number}-*.md")), (path, number)


def test_the_french_messages_are_complete():
    command = [sys.executable, str(ROOT / "build" / "messages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
