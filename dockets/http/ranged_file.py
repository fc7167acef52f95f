"""Answers with a file, or with the part of it that a program asks for (RFC 9110, section 14): a reader of PDFs fetches
the page it shows first, and a download that broke off goes on."""

import re
from collections.abc import Callable, Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_CHUNK = 64 * 1024


def answer_with_file(
    request: HttpRequest, open_file: Callable[[], IO[bytes]], *, size: int, etag: str, content_type: str
) -> HttpResponseBase:
    """The whole file of ``size`` bytes, or one range of it; 416 for a range that it does not have. Several ranges at
    once, and a range of another version (If-Range), are answered with the whole. ``open_file`` is called when the first
    bytes are sent."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or not any(asked.groups()) or request.headers.get("If-Range", etag) != etag:
        answer: HttpResponseBase = StreamingHttpResponse(_read(open_file, 0, size), content_type=content_type)
        first, last = 0, size - 1
    else:
        first, last = _find_ends(*asked.groups(), size=size)
        if first > last:
            refused = HttpResponse(status=416)
            refused["Content-Range"] = f"bytes */{size}"
            return refused
        answer = StreamingHttpResponse(_read(open_file, first, last + 1 - first), content_type=content_type, status=206)
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer["Content-Length"] = str(last + 1 - first)
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = etag
    return answer


def _find_ends(first: str, last: str, *, size: int) -> tuple[int, int]:
    """First and last byte; the first is beyond the last where the file has nothing of what is asked for."""
    if not first:  # the last so many bytes
        return (max(size - int(last), 0), size - 1) if int(last) else (size, size - 1)
    return int(first), min(int(last), size - 1) if last else size - 1


def _read(open_file: Callable[[], IO[bytes]], begin: int, length: int) -> Iterator[bytes]:
    with open_file() as file:
        file.seek(begin)
        while length > 0 and (some := file.read(min(_CHUNK, length))):
            length -= len(some)
            yield some
