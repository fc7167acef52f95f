"""A file of JSON that a form sends: first as a file, to see what it would change, then as the field that its preview
carries. Called by the pages that take in notes and editorial files."""

from typing import Any

import orjson
from django.http import HttpRequest

from dockets.http.query_values import strip_control_characters_from_json

LARGEST = 20_000_000
"""Bytes of a file."""
CARRIED = 1_000_000
"""Characters that a preview carries; what is longer is chosen once more."""
CHANGED = "What it would change is not what you were shown any more. Look at it as it is now."


class NoGivenFile(Exception):
    """``str(error)`` is a sentence for a person."""


def read_given_json(request: HttpRequest) -> Any:
    """What was sent, without control characters. Raises ``NoGivenFile``."""
    sent = request.FILES.get("file")
    body = sent.read(LARGEST + 1) if sent else request.POST.get("document", "").encode()
    if not body:
        raise NoGivenFile("Choose a file that holds something.")
    if len(body) > LARGEST:
        raise NoGivenFile(f"A file has at most {LARGEST // 1_000_000} MB.")
    try:
        return strip_control_characters_from_json(orjson.loads(body))
    except orjson.JSONDecodeError as error:
        raise NoGivenFile("This is not JSON.") from error
    except RecursionError as error:
        raise NoGivenFile("This JSON is nested too deeply.") from error


def pack_given_json(data: Any) -> str:
    """``data`` as a hidden field carries it; "" where it is too long, or nested too deeply."""
    try:
        packed = orjson.dumps(data).decode()
    except orjson.JSONEncodeError:
        return ""
    return packed if len(packed) <= CARRIED else ""
