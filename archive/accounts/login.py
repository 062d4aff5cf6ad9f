"""Logging in: a second factor for whoever has set one up, and a pause after wrong passwords."""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django_otp import devices_for_user, verify_token
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.forms.auth import LoginForm

log = logging.getLogger("archive.login")


def matching_device(user: Any, token: str) -> Device | None:
    """The confirmed device of this user that takes the token: figures are those of an application, anything
    else is a recovery code. Wrong ones slow the device down."""
    token = token.replace(" ", "")
    of_application = token.isascii() and token.isdigit()
    for device in devices_for_user(user):
        if isinstance(device, TOTPDevice) == of_application:
            found = verify_token(user, device.persistent_id, token)
            if found is not None:
                return found  # type: ignore[no-any-return]
    return None


class LoginWithSecondFactor(LoginForm):
    otp_token = forms.CharField(
        label=_("Code of the second factor"),
        required=False,
        max_length=16,
        help_text=_("Only if you have set one up: six figures, or a recovery code."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        user = self.get_user()
        if user is None or not any(devices_for_user(user)):
            return cleaned
        device = matching_device(user, cleaned.get("otp_token", ""))
        if device is None:
            log.warning("second factor refused for account %s", user.pk)
            self.user_cache = None
            raise ValidationError(_("The code of the second factor is missing or wrong."), code="otp")
        user.otp_device = device
        return cleaned


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any) -> HttpResponse:
    """Called by django-axes after too many wrong passwords for one account from one address."""
    log.warning("too many wrong passwords")
    response = render(request, "accounts/locked_out.html", status=429)
    response.headers["Retry-After"] = "900"
    return response
