"""A saved page of PACER's, opened for the parser of its kind: what every kind of docket page is asked first. Pure."""

import re
from collections.abc import Callable

from dockets.records import NotADocket
from dockets.sources import describe, markup
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.pacer_receipt import receipt_of

_ROW_TAG = re.compile(r"<tr\b|</(?:tr|table)\b", re.IGNORECASE)
HEAD = 400_000
"""Where a page has said what it is, menus and scripts included."""


def opened(body: bytes, is_of_its_kind: Callable[[str], bool], name: str = "docket page") -> str:
    """The page, as far as it is whole, and safe to parse. ``is_of_its_kind``: told by its head. ``name``: of the kind.

    Raises ``NotADocket``: for what is too large, for what it is instead, for what no parser may be let loose on.
    """
    if len(body) > MAX_BYTES:
        msg = f"This file has {len(body):,} bytes; a {name} may have {MAX_BYTES:,}. Save a shorter range of dates."
        raise NotADocket(msg)
    page = markup.page_of(body)
    if not is_of_its_kind(page[:HEAD]):
        raise NotADocket(describe.what_is(body, ""))
    if not markup.is_safe(page):
        raise NotADocket(markup.NESTED)
    return page


def without_cut_party(page: str, entries: re.Pattern[str]) -> str:
    """The page without the row in which it breaks off, where that is of a party: without those who act for it. ``entries`` finds
    the head of the entries: of one in which the page breaks off its number, day and document are whole."""
    if entries.search(page) or receipt_of(page):
        return page
    rows = list(_ROW_TAG.finditer(page))
    return page[: rows[-1].start()] if rows and rows[-1][0][1] != "/" else page


def case_id(links: re.Pattern[str], page: str) -> str:
    """PACER's id of the case, where the ``links`` that carry it (one group in each that is found) agree on one; else ""."""
    found = {next(filter(None, groups)) for groups in map(re.Match.groups, links.finditer(page))}
    return next(iter(found)) if len(found) == 1 else ""
