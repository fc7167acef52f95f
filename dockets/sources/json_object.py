"""Reads JSON of which anything may be missing or something else: a payload's object, and the objects of a list. Pure.

Called by the sources whose payloads are a court's or an archive's JSON. Our own format (``docket_json``) reads its
payloads more strictly: it says where a document is damaged, and takes no name twice.
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


def list_json_objects(value: object) -> list[dict[str, Any]]:
    """The items of a list that are objects; of anything else, none."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
