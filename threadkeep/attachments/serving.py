"""Bytes over HTTP: type, headers, ranges. Who may have them was decided before.

Everything a stranger put up is answered so that a browser cannot run it: its type is what the bytes are, never guessed
again (nosniff), in a sandbox that may load nothing, and as a download unless it is a picture, sound, film or plain text
that we made sure of (R4). Ranges: RFC 9110, sections 13 and 14.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from threadkeep.attachments.blobs import open_blob
from threadkeep.attachments.models import Blob
from threadkeep.attachments.names import disposition
from threadkeep.attachments.sniffing import INLINE_MEDIA, INLINE_PICTURES, TEXT, UNKNOWN, is_safe_inline

PIECE = 256 * 1024
SANDBOX = "sandbox; default-src 'none'"
# A film opened by itself is played by a page the browser makes, under our policy: it must be allowed to ask us for the
# film (tried in Chromium: without either of the two it plays nothing). Scripts stay forbidden twice over.
SANDBOX_FOR_MEDIA = "sandbox allow-same-origin; default-src 'none'; media-src 'self'"
# Rights are asked for on each request; what was seen may be shown again only after asking.
CACHING = "private, no-cache"
_ONE_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})\s*", re.IGNORECASE)


@dataclass(frozen=True)
class _Part:
    """The bytes from `start` up to but not including `end`; `is_whole` if nobody asked for less."""

    start: int
    end: int
    is_whole: bool


def answer(request: HttpRequest, blob: Blob, name: str) -> HttpResponseBase:
    """The bytes of `blob`, to be saved as `name`: 200, 206, 304 or 416.

    FileNotFoundError if they are not there, or not as many as there were: half a file is never served as if whole.
    """
    etag = f'"{blob.sha256}"'
    if _is_known(request, etag):
        return _dressed(HttpResponse(status=304), blob, name, etag)
    file = open_blob(blob.sha256)
    size = os.fstat(file.fileno()).st_size
    if size != blob.size:
        file.close()
        raise FileNotFoundError(f"{blob.sha256} has {size} bytes and had {blob.size}")
    part = _wanted(request, etag, size)
    if part is None:
        file.close()
        refusal = _dressed(HttpResponse(status=416), blob, name, etag)
        refusal.headers["Content-Range"] = f"bytes */{size}"
        return refusal
    length = part.end - part.start
    response: HttpResponseBase
    if request.method == "HEAD":
        file.close()
        response = HttpResponse()
    elif length <= PIECE:
        with file:
            file.seek(part.start)
            response = HttpResponse(file.read(length))
    else:
        response = StreamingHttpResponse(_pieces(file, part))
    if not part.is_whole:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    response.headers["Content-Length"] = str(length)
    _leave_as_is(request)
    return _dressed(response, blob, name, etag)


def _is_known(request: HttpRequest, etag: str) -> bool:
    given = request.META.get("HTTP_IF_NONE_MATCH", "")
    known = [each.removeprefix("W/") for each in parse_etags(given)]
    return given.strip() == "*" or etag in known


def _wanted(request: HttpRequest, etag: str, size: int) -> _Part | None:
    """What part was asked for; the whole if none, or several, or nonsense; None if it lies outside."""
    whole = _Part(0, size, is_whole=True)
    match = _ONE_RANGE.fullmatch(request.META.get("HTTP_RANGE", ""))
    if_range = request.META.get("HTTP_IF_RANGE")
    if match is None or request.method != "GET" or (if_range is not None and if_range.strip() != etag):
        return whole
    first, last = match.groups()
    if not first and not last:
        return whole
    if not first:
        # "the last so many"; of nothing there is no last.
        count = min(int(last), size)
        return _Part(size - count, size, is_whole=False) if count else None
    start, end = int(first), min(int(last) + 1 if last else size, size)
    if last and int(last) < int(first):
        return whole
    return _Part(start, end, is_whole=False) if start < size else None


def _pieces(file: BinaryIO, part: _Part) -> Iterator[bytes]:
    """The bytes, some at a time: the bridge takes a thread for each piece only, so a slow reader holds none."""
    with file:
        file.seek(part.start)
        left = part.end - part.start
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _leave_as_is(request: HttpRequest) -> None:
    # The compressing middleware would change length, ranges and ETag of what is packed already.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)


def _dressed[Response: HttpResponseBase](response: Response, blob: Blob, name: str, etag: str) -> Response:
    is_inline = is_safe_inline(blob.mime_type, is_decoded_picture=blob.width is not None)
    kind = blob.mime_type if is_inline else UNKNOWN
    response.headers["Content-Type"] = "text/plain; charset=utf-8" if kind == TEXT else kind
    response.headers["Content-Disposition"] = disposition(name, inline=is_inline)
    response.headers["Content-Security-Policy"] = SANDBOX_FOR_MEDIA if kind in INLINE_MEDIA else SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = CACHING
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    if kind not in INLINE_PICTURES:
        # Pictures of a public board may be found by search engines; programs and archives need not.
        response.headers["X-Robots-Tag"] = "noindex"
    return response
