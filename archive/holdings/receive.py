"""The one way in: measure, recognise, keep, write it in the log."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from archive.core.unavailable import Trouble, trouble

from .media_types import ACCEPTED, CLAIMS, HEAD, label, media_type
from .models import ArchiveDocument, Event

CHUNK = 1024 * 1024


class Refused(Exception):
    """The file was not taken in; `sentence` says why, in the reader's language."""

    def __init__(self, code: str, sentence: object) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True, slots=True)
class Receipt:
    """`is_new` is False when the very same bytes were already held: `document` is then the older one."""

    document: ArchiveDocument
    is_new: bool


def clean_name(name: str) -> str:
    """The name a file arrived with, without folders or signs that nobody can see; at most 255 letters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    return re.sub(r"\s+", " ", seen).strip()[-255:] or "file"


def receive(stream: BinaryIO, name: str, *, agent: str = "") -> Receipt:
    """Takes a file in. Raises Refused; nothing is kept then but a line in the log.

    stream: seekable, read from its start. name: as the sender called it. agent: who sends (user name).
    """
    name = clean_name(name)
    try:
        digest, size, head = _measure(stream)
        kind = _recognise(name, size, head)
    except Refused as refusal:
        Event.objects.create(
            type=Event.Type.REFUSAL, agent=agent, detail={"name": name, "reason": refusal.code}
        )
        raise
    held = ArchiveDocument.objects.filter(sha256=digest).first()
    if held is None:
        held, is_new = _keep(stream, name, digest, size, kind, agent)
        if is_new:
            return Receipt(held, True)
    Event.objects.create(type=Event.Type.DUPLICATE, sha256=digest, agent=agent, detail={"name": name})
    return Receipt(held, False)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        yield chunk


def _measure(stream: BinaryIO) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    for chunk in _chunks(stream):
        if len(head) < HEAD:
            head += chunk[: HEAD - len(head)]
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size, head


def _recognise(name: str, size: int, head: bytes) -> str:
    if size == 0:
        raise Refused("empty", _("This file is empty: it holds not a single byte. Send it again."))
    kind = media_type(head)
    claim = CLAIMS.get(PurePosixPath(name).suffix.lower(), "")
    if not kind:
        accepted = ", ".join(names for _ending, names in ACCEPTED.values())
        if claim:
            raise Refused(
                "lying",
                _("This file is called “%(name)s”, but its content is not %(claim)s. It may be damaged.")
                % {"name": name, "claim": label(claim)},
            )
        raise Refused(
            "unsupported",
            _("The archive cannot read this kind of file. It takes: %(accepted)s.") % {"accepted": accepted},
        )
    if claim and claim != kind:
        raise Refused(
            "lying",
            _("This file is called “%(name)s”, but its content is %(kind)s. Rename it, then send it again.")
            % {"name": name, "kind": label(kind)},
        )
    return kind


def _keep(
    stream: BinaryIO, name: str, digest: str, size: int, kind: str, agent: str
) -> tuple[ArchiveDocument, bool]:
    document = ArchiveDocument(
        title=PurePosixPath(name).stem[:255],
        original_name=name,
        sha256=digest,
        size=size,
        media_type=kind,
        file_size=size,
        file_hash=digest[:40],
        collection=Collection.get_first_root_node(),
    )
    stream.seek(0)
    try:
        document.file.save(name, File(stream), save=False)
    except OSError as error:
        if trouble(error) is Trouble.DISK:
            raise Refused(
                "disk full", _("The archive’s disk is full: the file could not be kept. Nothing was lost.")
            ) from error
        raise
    try:
        with transaction.atomic():
            document.save()
            Event.objects.create(
                type=Event.Type.INGESTION,
                sha256=digest,
                agent=agent,
                detail={"name": name, "size": size, "media_type": kind},
            )
    except IntegrityError:  # the same bytes arrived twice in the same moment
        return ArchiveDocument.objects.get(sha256=digest), False
    return document, True
