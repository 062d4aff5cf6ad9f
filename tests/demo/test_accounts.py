"""Demonstration accounts: one a role, and none where errors are not shown either."""

import pytest

from archive.accounts.models import User
from archive.accounts.roles import ROLES
from archive.demo.accounts import make_accounts

pytestmark = pytest.mark.django_db


def test_there_is_one_account_for_each_role_and_its_password_follows_the_setting(settings):
    settings.DEBUG = True
    settings.ARCHIVE_DEMO_PASSWORD = "première"
    assert make_accounts() == dict.fromkeys(ROLES, "première")
    settings.ARCHIVE_DEMO_PASSWORD = "seconde"
    make_accounts()
    for key, role in ROLES.items():
        user = User.objects.get(username=key)
        assert user.check_password("seconde")
        assert [group.name for group in user.groups.all()] == [role.name]


def test_without_debug_there_are_none(settings):
    settings.DEBUG = False
    assert make_accounts() == {}
    assert not User.objects.exists()
