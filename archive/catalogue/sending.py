"""Sends a file from the store: entity tag, conditional and ranged requests (RFC 9110 §13–14), and no type
that a browser would execute."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header, parse_etags

CHUNK = 256 * 1024
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def send(
    request: HttpRequest, path: Path, *, media_type: str, tag: str, download_as: str = ""
) -> HttpResponse | StreamingHttpResponse:
    """tag: strong entity tag without quotes. download_as: offered for saving under this name, never shown."""
    etag = f'"{tag}"'
    known = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    if etag in known:
        return _labelled(request, HttpResponseNotModified(), etag)
    size = path.stat().st_size
    wanted = _range(request, size, etag)
    response: HttpResponse | StreamingHttpResponse
    if wanted is None:
        response = FileResponse(path.open("rb"), content_type=media_type)
        response.headers["Content-Length"] = str(size)
    elif wanted == ():
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
    else:
        first, last = wanted
        response = StreamingHttpResponse(_part(path, first, last), status=206, content_type=media_type)
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        response.headers["Content-Length"] = str(last - first + 1)
    if download_as:
        disposition = content_disposition_header(True, download_as)
        if disposition:
            response.headers["Content-Disposition"] = disposition
    return _labelled(request, response, etag)


def send_text(request: HttpRequest, text: str, *, download_as: str) -> HttpResponse:
    """Plain text made for the asking."""
    content = text.encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _labelled(request, HttpResponseNotModified(), etag)
    response = HttpResponse(content, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, download_as) or "attachment"
    response = _labelled(request, response, etag)
    response.headers["Accept-Ranges"] = "none"
    return response


def _labelled(request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else "no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _range(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | tuple[()] | None:
    """(first, last) byte asked for; () when it cannot be satisfied; None for the whole."""
    asked = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if not asked or asked.groups() == ("", "") or request.headers.get("If-Range", etag) != etag:
        return None
    start, end = asked.groups()
    if not start:
        return (max(0, size - int(end)), size - 1) if int(end) and size else ()
    first, last = int(start), min(int(end) if end else size - 1, size - 1)
    if first >= size:
        return ()
    return (first, last) if first <= last else None


def _part(path: Path, first: int, last: int) -> Iterator[bytes]:
    left = last - first + 1
    with path.open("rb") as file:
        file.seek(first)
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
