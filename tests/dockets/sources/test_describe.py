import gzip
import io
import zipfile

import pytest

from dockets.sources import describe, recognise_payload
from tests.dockets.sources.payloads import payload


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.html", "x")
    return buffer.getvalue()


FILES: list[tuple[str, bytes, str]] = [
    ("empty", b"", "This file is empty"),
    ("blank", b" \r\n\x00 ", "This file is empty"),
    (
        "login",
        b"<html><title>PACER: Login</title><form id='loginForm' name='loginForm'><input name='login'></form></html>",
        "PACER login page",
    ),
    (
        "expired",
        b"<html><body><p>Your session has expired. Please log in again.</p></body></html>",
        "session has expired",
    ),
    (
        "error",
        b"<html><title>CM/ECF</title><div id='cmecfMainContent'><h3>Invalid date_from: 12/13/219</h3></div></html>",
        "error message",
    ),
    ("sealed", b"<html><body>This case is SEALED.</body></html>", "PACER page without a docket"),
    (
        "search",
        (
            b"<html><body><b>Select a Case</b><a"
            b" href='/cgi-bin/iquery.pl?9004171234-L_1_0-1'>2:24-cv-417</a></body></html>"
        ),
        "search or case",
    ),
    (
        "attachments",
        b"<html><body><h3>Document Selection Menu</h3><b>Select the document you wish to view.</b></body></html>",
        "attachments",
    ),
    (
        "history",
        b"<html><title>CM/ECF - wawd-History/Documents Query</title><table><tr><td>1</td></tr></table></html>",
        "history report",
    ),
    (
        "appellate",
        b"<html><title>24-2201 Docket</title><b>Court of Appeals Docket #:</b> 24-2201</html>",
        "court of appeals",
    ),
    ("acms", b'{"caseDetails": {"caseNumber": "24-2201"}, "docketInfoModel": {}}', "ACMS"),
    ("scotus json", b'{"CaseNumber": "24-1 "}', "list of proceedings is missing"),
    ("scotus html", b"<html><a href='https://www.supremecourt.gov/x'>No. 24-1</a></html>", "Supreme Court"),
    (
        "courtlistener",
        b'{"resource_uri": "https://www.courtlistener.com/api/rest/v4/dockets/1/", "id": 1}',
        "CourtListener's JSON",
    ),
    ("webhook", b'{"payload": {"results": []}, "webhook": {"event_type": 1}}', "CourtListener webhook"),
    ("other json", b'{"a": 1}', "not of a kind that is known"),
    ("cut json", b'{"a": [1, 2', "cut off"),
    (
        "notice",
        b"Received: from x\r\nSubject: Activity\r\n\r\nThis is a Notice of Electronic Filing",
        "notice by e-mail",
    ),
    ("notice page", b"<html><body><h3>Notice of Docket Activity</h3></body></html>", "notice by e-mail"),
    ("other mail", b"From: a@example.org\r\nSubject: lunch\r\n\r\nat one?", "This is an e-mail"),
    ("web page", b"<!doctype html><html><body>News</body></html>", "web page, but not a docket"),
    ("not found", b"<html><head><title>404 Not Found</title></head></html>", "error page"),
    ("claims", b"<html><title>Claims Register</title></html>", "claims register"),
    (
        "feed",
        b"<?xml version='1.0'?><rss version='2.0'><channel><link>https://news.example</link></channel></rss>",
        "This is a feed",
    ),
    ("xml", b"<?xml version='1.0'?><invoice/>", "XML of a kind"),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "This is a PDF"),
    ("zip", _zip(), "zip archive"),
    ("gzip", gzip.compress(b"x"), "gzip archive"),
    ("png", b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
    ("binary", bytes(range(256)) * 8, "no text"),
    ("csv", b"a,b,c\n1,2024-01-01,Complaint\n2,2024-01-02,Motion\n", "table (CSV)"),
    ("wide csv", b",".join(b"column %d" % n for n in range(100_000)) + b"\n1,2\n", "table (CSV)"),
    ("text", b"Dear newsroom,\nhere is the case.\n", "plain text"),
    ("latin", b"caf\xe9 d\xe9j\xe0 vu", "plain text"),
]


@pytest.mark.parametrize(("body", "said"), [file[1:] for file in FILES], ids=[file[0] for file in FILES])
def test_it_says_what_a_file_is(body: bytes, said: str) -> None:
    assert said in describe.describe_unknown_file(body, "file")


@pytest.mark.parametrize("body", [file[1] for file in FILES], ids=[file[0] for file in FILES])
def test_no_source_claims_it(body: bytes) -> None:
    assert recognise_payload(body, "file") is None


def test_each_sentence_says_what_to_do() -> None:
    """Two sentences at least: what it is, and what next."""
    for name, body, _ in FILES:
        if name not in {"notice", "other mail"}:
            assert (
                describe.describe_unknown_file(body, name).count(". ")
                + describe.describe_unknown_file(body, name).count("; ")
                >= 1
            ), name


def test_a_docket_page_is_recognised_and_needs_no_description() -> None:
    assert recognise_payload(payload("pacer_docket/civil.html"), "civil.html") is not None
