"""What a person typed or pasted into an address, made fit for a query and for a page."""

import re

from django.http import QueryDict

UNPRINTABLE = "What was typed held a character that no text has; it was left out."
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """Without the control characters that PostgreSQL refuses (NUL) and HTML does not know."""
    return _CONTROL.sub("", text)


def printable_query(query: QueryDict) -> tuple[QueryDict, str]:
    """The query without such characters, and the sentence that says so, or "". Lines end in one character, as a browser counts
    them that is told how long a text may be; it sends two."""
    every = [value for _, values in query.lists() for value in values]
    unprintable = any(_CONTROL.search(value) for value in every)
    if not unprintable and not any("\r\n" in value for value in every):
        return query, ""
    clean = query.copy()
    for name, values in query.lists():
        clean.setlist(name, [printable(value).replace("\r\n", "\n") for value in values])
    return clean, UNPRINTABLE if unprintable else ""
