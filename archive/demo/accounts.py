"""Demonstration accounts, one for each role; only where DEBUG is on."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.crypto import get_random_string

from archive.accounts.models import User
from archive.accounts.roles import ROLES


def demo_password() -> str:
    """From ARCHIVE_DEMO_PASSWORD, else made up once and kept beside the data of this clone."""
    if settings.ARCHIVE_DEMO_PASSWORD:
        return settings.ARCHIVE_DEMO_PASSWORD
    path = Path(settings.ARCHIVE_DATA) / "demo_password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_string(12))
    return path.read_text()


def make_accounts() -> dict[str, str]:
    """User name → password; {} when DEBUG is off."""
    if not settings.DEBUG:
        return {}
    password = demo_password()
    first = User.objects.filter(username=next(iter(ROLES))).first()
    unchanged = first is not None and first.check_password(password)  # one costs half a second: not five
    for key, role in ROLES.items():
        named = {
            "first_name": key.capitalize(),
            "last_name": "[exemple]",
        }  # Wagtail's account page wants both
        user, made = User.objects.get_or_create(
            username=key, defaults={"email": f"{key}@example.invalid", **named}
        )
        if made or not unchanged:
            user.set_password(password)
            user.save()
        user.groups.set(Group.objects.filter(name=role.name))
    return dict.fromkeys(ROLES, password)
