"""Whatever comes in, a source answers with records, with a sentence, or not at all: it never falls over."""

import contextlib
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockets.record.records import CourtFacts, NotADocket, ParsedPayload
from dockets.sources import SOURCES, describe, recognise_payload
from dockets.sources.feeds.item import FeedItemError, read_feed_item
from tests.dockets.sources.payloads import WAWD
from tests.support.data import DATA
from tests.support.examples import count_examples

KINDS = {
    "pacer_docket", "court_feed", "docket_json", "courtlistener", "court_notice", "csv",
    "scotus_json", "scotus_html", "scotus_htm",
    "appellate_docket", "acms_docket", "docket_history", "attachment_page", "archive_xml",
}  # fmt: skip
PAYLOADS = sorted(path for path in DATA.glob("*/*") if path.parent.name in KINDS)
PARTS = [
    b"<", b">", b"</table>", b"<table><tr><td>", b"<td>", b"</td></tr>", b"&#x3C;", b"&#0;", b"&#xD800;", b"]]>",
    b"<![CDATA[", b"\x00", b"\xff\xfe", b"\xc3", b"{", b"}", b"[", b"]", b'"', b"\\ud800", b"null", b"-1", b"1e999",
    b"99/99/9999", b"02/31/2021", b"\r\n" * 50, b"doc1/", b"DktRpt.pl?", b"onClick=\"goDLS('/doc1/','','');\"",
    b"<b><u>Plaintiff</u></b>", b"Disposition", b"<i><b>Debtor</b></i>", b"--------", b"Date Filed:",
    b"(Entered: 13/13/2013)", b"\xf0\x9f\x92\xa3",
    b"<input name='arr_de_seq_nums'>", b"[Entered: 13/13/2013 99:99 PM]", b"NEW SECTION - Case Stub", b"docs1/",
    b"null)", b"<input name='document_x_y' value='--'>", b"<th>Description</th>", b"&amp;#036;", b"sumDocSelected()",
    b"<document/>",
]  # fmt: skip


def test_there_is_something_to_change() -> None:
    assert len(PAYLOADS) >= 9


def _changed(body: bytes, changes: list[tuple[float, float, bytes]]) -> bytes:
    for start, length, part in changes:
        begin = int(start * len(body))
        body = body[:begin] + part + body[begin + int(length * 200) :]
    return body


_CHANGES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.sampled_from(PARTS)), min_size=1, max_size=6)


@pytest.mark.parametrize("slug", sorted(SOURCES))
@settings(max_examples=count_examples(10, 30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(path=st.sampled_from(PAYLOADS), changes=_CHANGES, cut=st.floats(0, 1), given_court=st.booleans())
def test_a_damaged_payload_is_read_or_refused(
    slug: str, path: Path, changes: list[tuple[float, float, bytes]], cut: float, given_court: bool
) -> None:
    body = _changed(path.read_bytes(), changes)
    body = body[: int(len(body) * cut)] if cut < 0.5 else body
    recognise_payload(body, "file")
    assert describe.describe_unknown_file(body, "file")
    answer = _answer(slug, body, WAWD if given_court else None)
    assert answer
    if isinstance(answer, ParsedPayload):
        assert all(docket.court_id and (docket.docket_number or docket.entries) for docket in answer.dockets)
    else:
        assert answer.endswith((".", "?"))


def _answer(slug: str, body: bytes, court: CourtFacts | None) -> ParsedPayload | str:
    try:
        return SOURCES[slug].parse(body, court)
    except NotADocket as refusal:
        return str(refusal)


HOSTILE = {
    "nested elements": b"<div>" * 100_000,
    "nested fonts": b"".join(b"<b id=%d>" % number for number in range(100_000)),
    "attributes": b"<div " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">",
    "open tags": b"<" * 400_000,
    "open scripts": b"<script" * 60_000,
    "open comments": b"<!--" * 100_000,
    "open links": b"<a href='" * 50_000,
    "PACER and PACER": b"PACER Service Center " * 20_000,
    "brackets": b"[" * 400_000,
}


@pytest.mark.slow_rows
@pytest.mark.parametrize(("slug", "kind"), [*product(sorted(SOURCES), HOSTILE)])
def test_hostile_text_is_answered_soon(slug: str, kind: str) -> None:
    """Seconds and not minutes, on a machine that does other things as well."""
    heads = {
        "pacer-docket": (
            b"<h3>CIVIL DOCKET FOR CASE #: 1:24-cv-00001</h3><table><tr><td>Date Filed: 01/02/2024</td></tr></table>"
        ),
        "appellate-docket": (
            b"<!-- NEW SECTION - Case Stub --><table><tr><td><b>Court of Appeals Docket #: </b>24-1</td></tr><tr>"
            b"<td>A v. B</td></tr></table><!-- DOCKET ENTRIES --><table><tr><td>01/02/2024</td><td>1</td><td>"
        ),
        "acms-docket": (
            b'{"caseDetails": {"caseNumber": "24-1"}, "docketInfo": {"docketEntries": [{"docketEntryText": "'
        ),
        "docket-history": (
            b"<center><font size='+1'>1:24-cv-00001</font> A v. B <b>Date filed:</b> 01/02/2024</center><table>"
            b"<tr><th>Doc. No.</th><th>Dates</th><th>Description</th></tr><tr><td>1</td><td>Filed: 01/02/2024</td><td>"
        ),
        "attachment-page": (
            b"<h3>Document Selection Menu</h3><table><tr><td><a href='/doc1/197110001010'>1</a></td><td>"
        ),
        "archive-xml": b"<gov_uscourts_docket><case_details><docket_num>1:24-cv-1</docket_num><case_name>",
        "court-feed": (
            b"<rss version='2.0'><channel><link>https://ecf.wawd.uscourts.gov</link><item><title>1:24-cv-1</title>"
        ),
        "docket-json": b'{"format": "casetracker-docket/1", "text": "',
        "by-hand": b'{"format": "casetracker-by-hand/1", "docket": {"cause": "',
        "scotus-json": b'{"CaseNumber": "24-1", "ProceedingsandOrder": [{"Text": "',
        "scotus-html": (
            b"<table id='docketinfo'><tr><td><span class='DocketInfoTitle'>No. 24-1</span></td></tr></table>"
        ),
        "scotus-htm": b"<table><tr><td>No. 01-1</td></tr><tr><td>~~Date~~</td><td>~~~Address~~~</td></tr></table>",
        "csv": b"docket number,date,text\n24-1,2024-01-01,",
        "court-notice": (
            b"<p>U.S. District Court</p><b>Notice of Electronic Filing</b> The following transaction was entered on "
        ),
        "courtlistener": (
            b'{"courtlistener": "v4", "docket": {"court_id": "wawd", "docket_number": "1:24-cv-1", "cause": "'
        ),
    }
    began = time.process_time()
    body = heads.get(slug, b"") + HOSTILE[kind]
    recognise_payload(body, "file")
    describe.describe_unknown_file(HOSTILE[kind], "file")
    assert _answer(slug, body, WAWD)
    assert time.process_time() - began < 5


@pytest.mark.slow_rows
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_item_of_a_feed_is_answered_soon(kind: str) -> None:
    began = time.process_time()
    text = HOSTILE[kind].decode()
    with contextlib.suppress(FeedItemError):
        read_feed_item(f"1:24-cv-1 {text}", text, f"[{text}] {text}", text, None)
    assert time.process_time() - began < 5
