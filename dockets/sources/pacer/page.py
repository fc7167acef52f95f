"""Opens a saved page of PACER for its parser, with the checks that every kind of docket page needs. Pure."""

import re
from collections.abc import Callable

from dockets.record.records import NotADocket
from dockets.sources import describe, markup
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.pacer.receipt import find_receipt

_ROW_TAG = re.compile(r"<tr\b|</(?:tr|table)\b", re.IGNORECASE)
HEAD = 400_000
"""By this many bytes a page has shown what it is, menus and scripts included."""


def open_page(body: bytes, is_of_its_kind: Callable[[str], bool], name: str = "docket page") -> str:
    """The page without its broken end, and safe to parse. ``is_of_its_kind``: judges the head of the page. ``name``: of
    the kind of page.

    Raises ``NotADocket`` for a page that is too large, of another kind (with a description), or unsafe for a parser.
    """
    if len(body) > MAX_BYTES:
        msg = f"This file has {len(body):,} bytes; a {name} may have {MAX_BYTES:,}. Save a shorter range of dates."
        raise NotADocket(msg)
    page = markup.decode_page(body)
    if not is_of_its_kind(page[:HEAD]):
        raise NotADocket(describe.describe_unknown_file(body, ""))
    if not markup.is_safe_page(page):
        raise NotADocket(markup.NESTED)
    return page


def strip_cut_party(page: str, entries: re.Pattern[str]) -> str:
    """The page without the row in which it breaks off, if that row is a party's, whose attorneys would be missing.
    ``entries`` finds the heading of the entries: a page that breaks off in an entry has that entry's number, date and
    document whole."""
    if entries.search(page) or find_receipt(page):
        return page
    rows = list(_ROW_TAG.finditer(page))
    return page[: rows[-1].start()] if rows and rows[-1][0][1] != "/" else page


def find_case_id(links: re.Pattern[str], page: str) -> str:
    """PACER's id of the case, where all ``links`` that carry it (one group in each match) agree; else ""."""
    found = {next(filter(None, groups)) for groups in map(re.Match.groups, links.finditer(page))}
    return next(iter(found)) if len(found) == 1 else ""
