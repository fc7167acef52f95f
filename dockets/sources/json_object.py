"""Reads a payload that is one JSON object, for the sources whose payloads are a court's or an archive's JSON. Pure.

Our own format (``docket_json``) reads more strictly: it says where a document is damaged, and takes no name twice.
"""

import json
from typing import Any

from dockets.record.records import NotADocket
from dockets.sources.decoding import decode_payload
from dockets.sources.describe import describe_unknown_file


def read_json_object(body: bytes) -> dict[str, Any]:
    """The object. Raises ``NotADocket`` for anything else, which says what the file is instead."""
    try:
        document = json.loads(decode_payload(body))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise NotADocket(describe_unknown_file(body, ""))
    return document
