"""CSV, for state courts and for trackers that are kept by hand: one row for each filing or party, of one case or of many.

docs/import-csv.md is the format. ``table_rows`` cuts a file into rows, ``table_columns`` says what its columns mean,
``table_dates`` reads its dates, ``table_read`` makes dockets of it. What is wrong is refused by its line, in words, and alone.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dockets import homes
from dockets.privacy import masked
from dockets.records import CourtFacts, DocketRecord, NotADocket, Parsed, Recognition, Refusal
from dockets.sources import describe, table_read, table_rows
from dockets.sources.cells import words
from dockets.sources.decoding import MAX_BYTES, text_of
from dockets.sources.kind import SourceKind
from dockets.sources.table_rows import Table

TEMPLATE = Path(__file__).with_name("table_template.csv")
_HEAD = 60_000
_BEGIN = 150
"""Of a row that names more columns than any docket has."""
_OF_OTHERS = {"{", "[", "<", ""}
"""How JSON, web pages and feeds begin."""
_ALONE = "PRO SE"


def recognise(body: bytes, name: str) -> Recognition | None:
    """Claims what has a first row that names columns of ours, one of them for texts or parties."""
    text = text_of(body[:_HEAD])
    if text.lstrip()[:1] in _OF_OTHERS:
        return None
    try:
        table, _ = table_rows.opened(text)
    except NotADocket:
        return _too_wide(text)
    if not _has_something(table) or sum(map(bool, table.fields)) + len(table.case) < 2:
        return None
    facts = table_read.court_named(table.case.get("court", ""))
    one_court = facts is not None and "court" not in table.fields
    return Recognition("csv", facts.id if facts and one_court else "", f"columns “{'”, “'.join(table.heads)[:80]}”")


def _too_wide(text: str) -> Recognition | None:
    """A table whose first row names columns of ours and then so many others that it is refused, which ``parse`` says."""
    try:
        table, _ = table_rows.opened(text[:_BEGIN])
    except NotADocket:
        return None
    return Recognition("csv", "", f"columns “{table.heads[0][:40]}”, …") if _has_something(table) else None


def parse(body: bytes, court: CourtFacts | None) -> Parsed:
    """A docket for each court and number that the rows name. What a row leaves out, the lines above or ``court`` say."""
    if len(body) > MAX_BYTES:
        msg = f"This file has {len(body):,} bytes; {MAX_BYTES:,} are taken at most. Split it into several."
        raise NotADocket(msg)
    text = text_of(body)
    if text.lstrip()[:1] in _OF_OTHERS:
        raise NotADocket(describe.what_is(body, ""))
    table, lines = table_rows.opened(text)
    if not _has_something(table):
        raise NotADocket(_no_columns(table) if any(table.fields) else describe.what_is(body, ""))
    refused: list[Refusal] = []
    rows = list(table_rows.rows(table, lines, refused))
    return table_read.read(table, rows, court, refused)


def scrub(body: bytes, court: CourtFacts | None = None, private: bool = False, /) -> bytes:
    """The file without the homes of those who act for themselves, in cases whose courts print them; any other as it is."""
    try:
        dockets = [docket for docket in parse(body, court).dockets if private or homes.are_printed(docket)]
    except NotADocket:
        return body
    contacts = {contact for docket in dockets for contact in _at_home(docket)}
    return masked(body, lambda text: _without(contacts, text)) if contacts else body


def _at_home(docket: DocketRecord) -> Iterator[str]:
    names = {words(party.name).casefold() for party in docket.parties}
    for attorney in (attorney for party in docket.parties for attorney in party.attorneys):
        if homes.acts_alone(words(attorney.name), [attorney.contact], names) and words(attorney.contact).upper() != _ALONE:
            yield attorney.contact


def _without(contacts: Iterable[str], text: str) -> str:
    """``text``: the file's, or its bytes read as ISO-8859-1."""
    for contact in contacts:
        kept = _ALONE if _ALONE in words(contact).upper() else homes.HOME
        for encoding in ("latin-1", "utf-8", "cp1252"):
            written = contact.replace('"', '""').encode(encoding, "replace").decode("latin-1")
            text = re.sub(r"\s+".join(map(re.escape, written.split())), kept, text)
    return text


def _has_something(table: Table) -> bool:
    return not {"text", "short_text", "party"}.isdisjoint(table.fields)


def _no_columns(table: Table) -> str:
    return (
        f"This is a table (CSV), but no column of it is for the text of a filing or for a party (line {table.line}). "
        "Name one “docket text” or “party”: docs/import-csv.md."
    )


CSV = SourceKind(slug="csv", label="table (CSV)", authority=14, recognise=recognise, parse=parse, scrub=scrub)
