"""The page of a list that an address asks for by ``?after=`` or ``?before=``. Called by the views of lists.

An address may be old, or written by hand: one that means no page gets the first one, with a sentence that says so.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from dockets.db import keyset
from dockets.db.keyset import Key, KeysetPage

BAD_PAGE = "That page address is not one of ours, so this is the first page."


def get_requested_page(
    request: HttpRequest, rows: QuerySet[Any, Any], keys: Sequence[Key], size: int
) -> tuple[KeysetPage, str]:
    """The page, and ``BAD_PAGE`` where its address means none, else "". ``rows``, ``keys`` and ``size`` as for
    ``keyset.get_page``."""
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return keyset.get_page(rows, keys, size, after=after, before=before), ""
    except keyset.BadCursor:
        return keyset.get_page(rows, keys, size), BAD_PAGE
