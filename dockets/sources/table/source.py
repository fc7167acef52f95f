"""The CSV source, for state courts and for trackers kept by hand: one row for each filing or party, of one case or of
many.

docs/import-csv.md is the format. ``rows`` splits a file into rows, ``columns`` says what its columns mean, ``dates``
parses its dates, ``parse`` makes dockets of it. Each error is refused on its own, by its line and in words.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dockets.record import address_rules, stated_homes
from dockets.record.privacy import mask_body
from dockets.record.records import CourtFacts, DocketRecord, NotADocket, ParsedPayload, Recognition, Refusal
from dockets.sources import describe
from dockets.sources.decoding import MAX_BYTES, decode_payload
from dockets.sources.kind import SourceKind
from dockets.sources.pacer.cells import get_cell_words
from dockets.sources.table.parse import find_table_court, read_table
from dockets.sources.table.rows import TableHead, iterate_table_rows, open_table

TEMPLATE = Path(__file__).with_name("table_template.csv")
_HEAD = 60_000
_BEGIN = 150
"""How many characters to look at of a first row with more columns than any docket has."""
_OF_OTHERS = {"{", "[", "<", ""}
"""How JSON, web pages and feeds begin."""
_ALONE = "PRO SE"


def recognise_table(body: bytes, name: str) -> Recognition | None:
    """Claims files whose first row names columns of ours, one of them for texts or parties."""
    text = decode_payload(body[:_HEAD])
    if text.lstrip()[:1] in _OF_OTHERS:
        return None
    try:
        table, _ = open_table(text)
    except NotADocket:
        return _too_wide(text)
    if not _has_something(table) or sum(map(bool, table.fields)) + len(table.case) < 2:
        return None
    facts = find_table_court(table.case.get("court", ""))
    one_court = facts is not None and "court" not in table.fields
    return Recognition("csv", facts.id if facts and one_court else "", f"columns “{'”, “'.join(table.heads)[:80]}”")


def _too_wide(text: str) -> Recognition | None:
    """Claims a table whose first row begins with columns of ours but has so many that ``parse_table`` refuses it, with
    a sentence."""
    try:
        table, _ = open_table(text[:_BEGIN])
    except NotADocket:
        return None
    return Recognition("csv", "", f"columns “{table.heads[0][:40]}”, …") if _has_something(table) else None


def parse_table(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket for each court and number in the rows. What a row leaves out comes from the lines above, or from
    ``court``."""
    if len(body) > MAX_BYTES:
        msg = f"This file has {len(body):,} bytes; {MAX_BYTES:,} are taken at most. Split it into several."
        raise NotADocket(msg)
    text = decode_payload(body)
    if text.lstrip()[:1] in _OF_OTHERS:
        raise NotADocket(describe.describe_unknown_file(body, ""))
    table, lines = open_table(text)
    if not _has_something(table):
        raise NotADocket(_no_columns(table) if any(table.fields) else describe.describe_unknown_file(body, ""))
    refused: list[Refusal] = []
    rows = list(iterate_table_rows(table, lines, refused))
    return read_table(table, rows, court, refused)


def scrub_table(body: bytes, court: CourtFacts | None = None, private: bool = False, /) -> bytes:
    """The file without the homes of those who act for themselves, in cases whose courts print them; otherwise
    unchanged."""
    try:
        dockets = [
            docket for docket in parse_table(body, court).dockets if private or address_rules.prints_homes(docket)
        ]
    except NotADocket:
        return body
    contacts = {contact for docket in dockets for contact in _at_home(docket)}
    return mask_body(body, lambda text: _without(contacts, text)) if contacts else body


def _at_home(docket: DocketRecord) -> Iterator[str]:
    names = {get_cell_words(party.name).casefold() for party in docket.parties}
    for attorney in (attorney for party in docket.parties for attorney in party.attorneys):
        if (
            address_rules.is_self_represented(get_cell_words(attorney.name), [attorney.contact], names)
            and get_cell_words(attorney.contact).upper() != _ALONE
        ):
            yield attorney.contact


def _without(contacts: Iterable[str], text: str) -> str:
    """``text``: the file's, where a byte that is not UTF-8 is a surrogate."""
    for contact in contacts:
        kept = _ALONE if _ALONE in get_cell_words(contact).upper() else stated_homes.HOME
        quoted = contact.replace('"', '""')
        for written in (quoted, quoted.encode("cp1252", "replace").decode("utf-8", "surrogateescape")):
            text = re.sub(r"\s+".join(map(re.escape, written.split())), kept, text)
    return text


def _has_something(table: TableHead) -> bool:
    return not {"text", "short_text", "party"}.isdisjoint(table.fields)


def _no_columns(table: TableHead) -> str:
    return (
        f"This is a table (CSV), but no column of it is for the text of a filing or for a party (line {table.line}). "
        "Name one “docket text” or “party”: docs/import-csv.md."
    )


CSV = SourceKind(
    slug="csv", label="table (CSV)", authority=14, recognise=recognise_table, parse=parse_table, scrub=scrub_table
)
