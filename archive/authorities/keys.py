"""Keys of things: given at birth, in no language, never changed."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.text import slugify

from archive.core.words import plain

ALPHABET = "bcdfghjkmnpqrstvwxz23456789"  # no vowels, so that no word comes out


def free_key(model: type[models.Model], name: str) -> str:
    """From the name; without one, a key that tells nothing."""
    base = slugify(plain(name).replace("'", " "))[:60].strip("-")
    if not base:
        base = "p-" + "".join(secrets.choice(ALPHABET) for _place in range(8))
    key, number = base, 1
    while model._base_manager.filter(slug=key).exists():
        number += 1
        key = f"{base}-{number}"
    return key
