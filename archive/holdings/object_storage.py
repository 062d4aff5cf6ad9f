"""Originals in a bucket that speaks S3 (docs/decisions/0011).

The folder beside the database holds what has been fetched from it, each file checked against the SHA-256 that
names it; it may be emptied at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File

from .storage import OriginalsStorage

REFUSED = {409, 412}  # a conditional write: such an object is there, or is being written


class Damaged(OSError):
    """What the bucket gave is not what its name says."""


class ObjectOriginals(OriginalsStorage):
    @cached_property
    def _place(self) -> tuple[str, str, str | None]:
        """Bucket, prefix and endpoint of s3://bucket/prefix?endpoint=https://…"""
        parts = urlsplit(settings.ARCHIVE_ORIGINALS_URL)
        prefix = f"{parts.path.strip('/')}/" if parts.path.strip("/") else ""
        return parts.netloc, prefix, parse_qs(parts.query).get("endpoint", [None])[0]

    @cached_property
    def _client(self) -> Any:
        config = Config(
            connect_timeout=5,
            read_timeout=60,
            retries={"max_attempts": 3, "mode": "standard"},
            request_checksum_calculation="when_required",  # not every server knows the newer ones: MD5 it is
        )
        return boto3.client("s3", endpoint_url=self._place[2], config=config)

    def path(self, name: str) -> str:
        """Of the local copy, fetched when it is not here; where it would be, when there is none anywhere."""
        local = super().path(name)
        if not Path(local).exists():
            self._fetch(name)
        return local

    def _save(self, name: str, content: File) -> str:
        """The bucket first: what it has not confirmed is not kept."""
        bucket, prefix, _endpoint = self._place
        digest = hashlib.md5(usedforsecurity=False)
        for chunk in content.chunks():
            digest.update(chunk)
        content.seek(0)
        try:
            self._client.put_object(
                Bucket=bucket,
                Key=prefix + name,
                Body=content.file,
                ContentMD5=b64encode(digest.digest()).decode(),
                IfNoneMatch="*",
            )
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] not in REFUSED:
                raise
            self._fetch(name)
            return name
        return self._write(Path(super().path(name)), content.chunks(), name)

    def _fetch(self, name: str) -> None:
        bucket, prefix, _endpoint = self._place
        try:
            body = self._client.get_object(Bucket=bucket, Key=prefix + name)["Body"]
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return
            raise
        with contextlib.closing(body):
            self._write(Path(super().path(name)), _checked(body.iter_chunks(1024 * 1024), name), name)

    def answers(self) -> bool:
        try:
            self._client.head_bucket(Bucket=self._place[0])
        except (BotoCoreError, ClientError):
            return False
        return True

    def names(self) -> Iterator[str]:
        bucket, prefix, _endpoint = self._place
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        for page in pages:
            for row in page.get("Contents", []):
                yield row["Key"].removeprefix(prefix)

    def brought_back(self) -> None:
        there = set(self.names())
        for name in super().names():
            if name not in there:
                with Path(super().path(name)).open("rb") as file:
                    self._save(name, File(file))


def _checked(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != Path(name).stem:
        raise Damaged(f"{name} in the bucket is not what it was")
