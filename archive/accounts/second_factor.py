"""Where someone who works here sets up, or takes away, their own second factor (TOTP, RFC 6238)."""

from __future__ import annotations

from base64 import b32encode
from typing import Any

import segno
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django_otp import login as remember_device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin import messages

CODES = 8


def second_factor(request: HttpRequest) -> HttpResponse:
    device = TOTPDevice.objects.filter(user=request.user, confirmed=True).first()
    if request.method == "POST":
        action = ACTIONS.get(request.POST.get("action", ""))
        return action(request, device) if action else redirect("second_factor")
    waiting = TOTPDevice.objects.filter(user=request.user, confirmed=False).first()
    return _show(request, device, waiting)


def _show(
    request: HttpRequest, device: Any, waiting: Any, codes: tuple[str, ...] = (), error: str = ""
) -> HttpResponse:
    context = {"device": device, "waiting": waiting, "codes": codes, "error": error}
    if waiting is not None:
        drawn = segno.make(waiting.config_url).svg_inline(scale=5, dark="#1a1917", light="#ffffff")
        context |= {"drawing": mark_safe(drawn), "secret": _base32(waiting.bin_key)}
    response = render(request, "accounts/second_factor.html", context, status=422 if error else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _base32(key: bytes) -> str:
    text = b32encode(key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _begin(request: HttpRequest, device: Any) -> HttpResponse:
    if device is None:
        TOTPDevice.objects.filter(user=request.user, confirmed=False).delete()
        TOTPDevice.objects.create(user=request.user, name="application", confirmed=False)
    return redirect("second_factor")


def _confirm(request: HttpRequest, device: Any) -> HttpResponse:
    waiting = TOTPDevice.objects.filter(user=request.user, confirmed=False).first()
    if waiting is None:
        return redirect("second_factor")
    if not waiting.verify_token(request.POST.get("token", "").replace(" ", "")[:12]):
        return _show(
            request, device, waiting, error=_("This is not the code that the application shows now.")
        )
    with transaction.atomic():
        waiting.confirmed = True
        waiting.save()
        codes = _new_codes(request.user)
    remember_device(request, waiting)
    return _show(request, waiting, None, codes)


def _new_codes(user: Any) -> tuple[str, ...]:
    StaticDevice.objects.filter(user=user).delete()
    kept = StaticDevice.objects.create(user=user, name="recovery", confirmed=True)
    codes = tuple(f"x{StaticToken.random_token()}" for _number in range(CODES))  # never figures alone
    StaticToken.objects.bulk_create([StaticToken(device=kept, token=code) for code in codes])
    return codes


def _remove(request: HttpRequest, device: Any) -> HttpResponse:
    user = get_user_model().objects.get(pk=request.user.pk)
    if not user.check_password(request.POST.get("password", "")):
        return _show(request, device, None, error=_("This is not your password."))
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    messages.success(request, _("The second factor has been taken away."))
    return redirect("second_factor")


ACTIONS = {"begin": _begin, "confirm": _confirm, "remove": _remove}
