"""Coming in: wrong passwords are slowed down, and a second factor is asked of whoever has one."""

import html
import re
import time

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PASSWORD = "un long mot de passe"


@pytest.fixture
def archivist(user_with_role):
    user = user_with_role("archivist")
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client, password=PASSWORD, token="", username="archivist", **extra):
    data = {"username": username, "password": password, "otp_token": token, "next": "/admin/"}
    return client.post("/admin/login/", data, **extra)


def inside(client) -> bool:
    return client.get("/admin/").status_code == 200


def code_of(device, drift=0) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, drift)
    totp.time = time.time()
    return f"{totp.token():06d}"


@pytest.fixture
def device(archivist):
    """Set up as its owner does it; gives the device and its recovery codes."""
    client = Client()
    client.force_login(archivist)
    client.post("/admin/second-factor/", {"action": "begin"})
    page = client.get("/admin/second-factor/").content.decode()
    waiting = TOTPDevice.objects.get()
    assert "<svg" in page and not waiting.confirmed
    refused = client.post("/admin/second-factor/", {"action": "confirm", "token": "000000"})
    assert refused.status_code == 422
    TOTPDevice.objects.update(throttling_failure_count=0)
    shown = client.post("/admin/second-factor/", {"action": "confirm", "token": code_of(waiting)})
    codes = re.findall(r"<li><code>(\w+)</code>", shown.content.decode())
    assert len(codes) == 8
    TOTPDevice.objects.update(last_t=-1)  # the same code is not taken twice within its half minute
    return TOTPDevice.objects.get(), codes


def test_a_right_password_comes_in_and_a_wrong_one_does_not(client, archivist):
    assert "error" in log_in(client, "faux").content.decode()
    assert not inside(client)
    log_in(client)
    assert inside(client)


def test_after_five_wrong_passwords_even_the_right_one_waits(client, archivist, caplog):
    for _time in range(5):
        answer = log_in(client, "faux")
    assert answer.status_code == 429
    answer = log_in(client)
    assert answer.status_code == 429 and not inside(client)
    assert "un quart d’heure" in html.unescape(answer.content.decode())
    assert PASSWORD not in caplog.text
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    log_in(elsewhere, REMOTE_ADDR="203.0.113.9")
    assert inside(elsewhere)


def test_with_a_second_factor_the_password_alone_does_not_come_in(client, device):
    totp, codes = device
    for token in ("", "000000", "abcdefgh"):
        assert log_in(client, token=token).status_code == 200
        assert not inside(client)
    TOTPDevice.objects.update(throttling_failure_count=0)
    log_in(client, token=code_of(totp))
    assert inside(client)


def test_a_recovery_code_works_once(device):
    from django_otp.plugins.otp_static.models import StaticDevice

    totp, codes = device
    first = Client()
    log_in(first, token=codes[0])
    assert inside(first)
    again = Client()
    log_in(again, token=codes[0])
    assert not inside(again)
    assert StaticToken.objects.count() == 7
    StaticDevice.objects.update(throttling_failure_count=0)
    log_in(again, token=codes[1])
    assert inside(again)


def test_a_second_factor_is_taken_away_with_the_password(archivist, device):
    client = Client()
    client.force_login(archivist)
    client.post("/admin/second-factor/", {"action": "remove", "password": "faux"})
    assert TOTPDevice.objects.exists()
    client.post("/admin/second-factor/", {"action": "remove", "password": PASSWORD})
    assert not TOTPDevice.objects.exists() and not StaticToken.objects.exists()
    log_in(client)
    assert inside(client)


def test_the_second_factor_of_another_is_out_of_reach(device, user_with_role):
    client = Client()
    client.force_login(user_with_role("editor"))
    assert "retirer" not in client.get("/admin/second-factor/").content.decode().lower()
    client.post("/admin/second-factor/", {"action": "remove", "password": "x"})
    assert TOTPDevice.objects.exists()
