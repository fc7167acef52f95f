"""A page that breaks off anywhere says nothing that the whole page does not: no half name, no half date, no half id, no
label.

Nor half a docket text: of an entry in which the page breaks off, number, day and document are read, and no text.
"""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from dockets.payloads import normalise
from dockets.record.records import DocketRecord, DocumentRecord, EntryRecord, NotADocket, PartyRecord
from dockets.sources import SOURCES, markup, recognise_payload
from tests.dockets.sources.payloads import payload
from tests.support.data import DATA

KINDS = (
    "pacer_docket", "docket_history", "appellate_docket", "attachment_page", "archive_xml", "scotus_html", "scotus_htm",
)  # fmt: skip
PAGES = [
    pytest.param(path, id=f"{path.parent.name}-{path.stem}")
    for kind in KINDS
    for path in sorted((DATA / kind).glob("*"))
]
PLACES = 60
BY_ROWS = ("pacer_docket", "appellate_docket")
"""Kinds of pages in which a party is not added without those who act for it, and not without its counts."""
FACTS = {field.name for field in fields(DocketRecord)} - {"entries", "parties", "relations", "complete", "as_of"}


def read(slug: str, body: bytes) -> DocketRecord:
    (docket,) = SOURCES[slug].parse(body, None).dockets
    return normalise.normalise_docket(docket, ZoneInfo("America/Los_Angeles"))[0]


def places(body: bytes) -> Iterator[int]:
    """Anywhere, and where tags and entities are begun and not ended."""
    chance = Random(len(body))
    half = [place + 1 for place, sign in enumerate(body) if sign in b"<&"]
    yield from chance.sample(range(len(body) // 6, len(body)), PLACES)
    yield from chance.sample(half, min(len(half), PLACES // 3))


@pytest.mark.slow_rows
@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_breaks_off_says_nothing_of_its_own(path: Path) -> None:
    body = path.read_bytes()
    claim = recognise_payload(body, path.name)
    assert claim
    whole = read(claim.source, body)
    for place in places(body):
        try:
            part = read(claim.source, body[:place])
        except NotADocket:
            continue
        said = {name: (getattr(part, name), getattr(whole, name)) for name in FACTS}
        assert not {name: words for name, words in said.items() if words[0] and words[0] != words[1]}, body[:place][
            -60:
        ]
        assert not part.complete or whole.entries == part.entries, body[:place][-60:]
        assert set(part.relations) <= set(whole.relations)
        for party in part.parties:
            assert any(begins(party, other) for other in whole.parties), (party, body[:place][-60:])
            assert party in whole.parties or path.parent.name not in BY_ROWS, (party, body[:place][-60:])
        for entry in part.entries:
            assert any(is_part(entry, other) for other in whole.entries), (entry, body[:place][-60:])


def begins(part: PartyRecord, whole: PartyRecord) -> bool:
    named = {attorney.name for attorney in whole.attorneys}
    return (
        part.name == whole.name
        and part.type in ("", "Unknown", whole.type)
        and part.date_terminated in (None, whole.date_terminated)
        and all(attorney.name in named for attorney in part.attorneys)
        and whole.extra_info.startswith(part.extra_info)
    )


def is_part(part: EntryRecord, whole: EntryRecord) -> bool:
    names = ("number", "upstream_id", "pacer_doc_id", "pacer_seq_no", "date_filed", "date_entered", "entered_at")
    told = [(getattr(part, name), getattr(whole, name)) for name in names]
    return (
        all(not said or said == meant for said, meant in told)
        and whole.short_text.startswith(part.short_text)
        and part.long_text in ("", whole.long_text)
        and all(any(is_of(document, other) for other in whole.documents) for document in part.documents)
    )


def is_of(part: DocumentRecord, whole: DocumentRecord) -> bool:
    """Documents of the Supreme Court that have no name are called "Document"."""
    named = part.pacer_doc_id in ("", whole.pacer_doc_id) and part.description in ("", "Document", whole.description)
    return named and part.number == whole.number


@pytest.mark.slow_rows
@pytest.mark.parametrize("path", [page for page in PAGES if str(page.id).startswith(BY_ROWS)])
def test_a_page_that_breaks_off_behind_a_name_does_not_add_the_party(path: Path) -> None:
    body = path.read_bytes()
    claim = recognise_payload(body, path.name)
    assert claim
    whole = read(claim.source, body)
    for place in sorted({*_behind_names(body, whole)}):
        try:
            part = read(claim.source, body[:place])
        except NotADocket:
            continue
        assert not [party for party in part.parties if party not in whole.parties], body[:place][-60:]


def _behind_names(body: bytes, whole: DocketRecord) -> Iterator[int]:
    """Right behind the name of each party, and behind the tag after it."""
    for party in whole.parties:
        begin = body.find(party.name.encode())
        if begin > 0:
            end = begin + len(party.name.encode())
            yield from (end, body.index(b">", end) + 1)


@pytest.mark.parametrize(
    ("body", "page", "rows"),
    [
        ("<tr><td>4</td><td>ORDER on <a>3</a>", "<tr><td>4</td><td>", ""),
        ("<tr><td>4</td><td>ORDER on <a>3</a> Mot", "<tr><td>4</td><td>", ""),
        (
            "<TR><TD>1<TD>ORDER</TR><TR><TD>4<TD>ORDER on <B>3</B>",
            "<TR><TD>1<TD>ORDER</TR><TR><TD>4<TD>",
            "<TR><TD>1<TD>ORDER</TR>",
        ),
        ("<tr><td>4</td><td>ORDER on <a>3</a></td>", "<tr><td>4</td><td>ORDER on <a>3</a></td>", ""),
        *((f"<table><tr><td>4<td>ORDER on <a>3</a></{end}>",) * 3 for end in ("tr", "table", "body", "html")),
    ],
)
def test_a_cell_or_a_row_in_which_a_page_breaks_off_tells_nothing(body: str, page: str, rows: str) -> None:
    assert markup.decode_page(body.encode()) == page
    assert markup.decode_whole_rows(body.encode()) == rows


def test_the_text_of_a_minute_entry_that_breaks_off_behind_a_link_makes_no_other_entry() -> None:
    page = payload("pacer_docket/civil.html")
    text = b"Judge Quentin R. Sorrel added."
    assert [entry.number for entry in read("pacer-docket", page[: page.index(text)]).entries] == ["1", "2"]
    page = page.replace(text, b"Minute order on <a>2</a> Motion.")
    assert [entry.number for entry in read("pacer-docket", page[: page.index(b" Motion. (AB)")]).entries] == ["1", "2"]
    assert read("pacer-docket", page).entries[2].long_text == "Minute order on 2 Motion. (AB)"


@pytest.mark.parametrize(
    ("page", "whole"),
    [
        ("<p>Filed: 03/27/2024</p>\n", "<p>Filed: 03/27/2024</p>\n"),
        ("<p>Filed: 03/27/20", "<p>"),
        ("<p>Filed: 03/27/2024<", "<p>Filed: 03/27/2024"),
        ("<p>Filed: 03/27/2024</", "<p>Filed: 03/27/2024"),
        ("<p><b>AT&T</b> <a href='/doc1/1970", "<p><b>AT&T</b> "),
        ("<p>AT&am", "<p>"),
        ("no page at all", ""),
        ("", ""),
    ],
)
def test_a_page_ends_with_its_last_whole_piece(page: str, whole: str) -> None:
    assert markup.cut_broken_end(page) == whole
    assert markup.decode_page(page.encode()) == whole


def test_the_beginning_of_a_row_is_no_docket_text() -> None:
    """Of "<td colspan=2><b>Docket Text:</b>" and of the next event, as a page that breaks off there leaves them."""
    page = payload("docket_history/civil.html")
    row = page.index(b"<TR><TD colspan=2><B>Docket Text:</B> MOTION")
    for left, refused in (
        (b"<TR><TD colspan=2><B>", 0),
        (b"<TR><TD>2</TD>", 1),
        (b"<TR><TD colspan=2><B>Docket Text:</B>", 0),
    ):
        parsed = SOURCES["docket-history"].parse(page[:row] + left, None)
        assert parsed.dockets[0].entries[-1].number == "2"
        assert parsed.dockets[0].entries[-1].long_text == ""
        assert len(parsed.refused) == refused
