"""Makes what a person typed or pasted into an address fit for a query and for a page; and hands it on."""

import re
from typing import Any

from django.http import HttpRequest, QueryDict

UNPRINTABLE = "What was typed held a character that no text has; it was left out."
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def strip_control_characters(text: str) -> str:
    """The text without the control characters that PostgreSQL refuses (NUL) and HTML does not allow."""
    return _CONTROL.sub("", text)


def strip_control_characters_from_json(data: Any) -> Any:
    """What a file of JSON holds, without such characters in its texts."""
    if isinstance(data, str):
        return strip_control_characters(data)
    if isinstance(data, list):
        return [strip_control_characters_from_json(item) for item in data]
    if isinstance(data, dict):
        return {name: strip_control_characters_from_json(value) for name, value in data.items()}
    return data


def strip_control_characters_from_query(query: QueryDict) -> tuple[QueryDict, str]:
    """The query without such characters, and the sentence that says so, or "". Line ends become one character, because
    a browser counts them so against a maximum length but sends two."""
    every = [value for _, values in query.lists() for value in values]
    unprintable = any(_CONTROL.search(value) for value in every)
    if not unprintable and not any("\r\n" in value for value in every):
        return query, ""
    clean = query.copy()
    for name, values in query.lists():
        clean.setlist(name, [strip_control_characters(value).replace("\r\n", "\n") for value in values])
    return clean, UNPRINTABLE if unprintable else ""


def keep_query(request: HttpRequest, address: str) -> str:
    """``address`` with the query of the request as it came, for a redirect to where the page now is."""
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address
