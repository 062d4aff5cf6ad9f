"""The waist of the exchange: one text in a file, whatever its format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from django.core import signing
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from ..sources import Before

LARGEST = 20_000_000  # bytes
MOST = 50_000  # lines
NAME = re.compile(r"(?P<work>[a-z_]+\.[a-z]+:[0-9]{1,18})/(?P<key>.+)", re.S)
_CHARSET = re.compile(rb"charset=([\w.:-]+)")
_SEAL = signing.Signer(salt="archive.translation.exchange")


@dataclass(frozen=True, slots=True)
class Line:
    """`work`: app, model and number of the thing; `key`: of the segment. `target`: plain text, or HTML where
    the text has mark-up. `unsure`: not to be taken as it is. `at`: where the line stands in a file read."""

    work: str
    key: str
    place: str
    source: str
    target: str
    before: Before | None = None
    note: str = ""
    unsure: bool = False
    at: int = 0

    @property
    def name(self) -> str:
        return f"{self.work}/{self.key}"


class Unreadable(ValueError):
    """A file of which nothing can be taken; the message says why."""


class Format(Protocol):
    MEDIA_TYPE: str

    def write(self, lines: list[Line], seal: str) -> bytes: ...

    def read(self, content: bytes) -> list[Line]:
        """Raises Unreadable."""


def parted(name: str) -> tuple[str, str]:
    """Work and key of a line's name; nothing for a name that was not given here."""
    found = NAME.fullmatch(name.strip())
    return (found["work"], found["key"]) if found else ("", name.strip())


def new_seal() -> str:
    return _SEAL.sign(get_random_string(12))


def is_ours(seal: str) -> bool:
    try:
        return bool(_SEAL.unsign(seal))
    except signing.BadSignature:
        return False


def text_of(content: bytes, fallback: str) -> str:
    """By its byte order mark, else UTF-8, unless it says otherwise; else the fallback."""
    if len(content) > LARGEST:
        raise Unreadable(_("This file is larger than %(limit)s MB.") % {"limit": LARGEST // 1_000_000})
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig"]
    else:
        said = _CHARSET.search(content[:4_000])
        encodings = [said[1].decode("ascii") if said and said[1] != b"CHARSET" else "utf-8", fallback]
    for encoding in encodings:
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    raise Unreadable(_("The letters of this file cannot be read. Save it as UTF-8."))


def one_of_ours(lines: list[Line]) -> list[Line]:
    if not lines:
        raise Unreadable(_("This file holds no text."))
    if len(lines) > MOST:
        raise Unreadable(_("This file holds more than %(most)s texts.") % {"most": MOST})
    if not any(line.work for line in lines):
        raise Unreadable(_("No text of this file comes from here. Choose a file that was taken out here."))
    return lines
