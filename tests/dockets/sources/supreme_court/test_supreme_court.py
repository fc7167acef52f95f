"""Dockets of the Supreme Court: its JSON, its pages, its pages of before 2017."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from dockets.courts import registry
from dockets.imports.run import perform_run, queue_import
from dockets.models import Docket
from dockets.record.records import CourtFacts, DocketOffer, FetchFailed, NotADocket, ParsedPayload, WrongCourt
from dockets.sources import recognise_payload
from dockets.sources.kind import SourceKind
from dockets.sources.supreme_court import source
from dockets.sources.supreme_court.source import SCOTUS_HTM, SCOTUS_HTML, SCOTUS_JSON
from tests.dockets.sources.payloads import WAWD, payload
from tests.fakes import fakes

SCOTUS = CourtFacts("scotus", "", "America/New_York")
JSON, HTML, HTM = (payload(f"scotus_{kind}/petition.{kind}") for kind in ("json", "html", "htm"))
KINDS = [(SCOTUS_JSON, JSON), (SCOTUS_HTML, HTML), (SCOTUS_HTM, HTM)]
SITE = "https://www.supremecourt.gov"


@pytest.mark.parametrize(("kind", "body"), KINDS, ids=["json", "html", "htm"])
def test_each_is_recognised_as_what_it_is(kind: SourceKind, body: bytes) -> None:
    claim = recognise_payload(body, "petition")
    assert claim is not None
    assert (claim.source, claim.court_id) == (kind.slug, "scotus")


@pytest.mark.parametrize(
    ("written", "number"),
    [("24-9417 ", "24-9417"), ("24A671", "24A671"), ("22O141", "22O141"), ("141, Orig.", "141, Orig."),
     ("24-9417 *** CAPITAL CASE ***", "24-9417")],
)  # fmt: skip
def test_the_forms_of_a_number(written: str, number: str) -> None:
    assert SCOTUS_JSON.parse(_changed(CaseNumber=written), None).dockets[0].docket_number == number


def test_an_original_case_on_a_page() -> None:
    page = HTML.replace(b"No. 24-9417", b"No. 141, Orig.")
    assert SCOTUS_HTML.parse(page, None).dockets[0].docket_number == "141, Orig."


@pytest.mark.parametrize(
    ("court", "numbers", "relations"),
    [
        ("Supreme Court of Washington", "(98765-4)", ()),
        ("Court of Appeals of Nowhere", "(24-2201)", ()),
        (
            "United States District Court for the District of Hawaii",
            "(1:17-cv-00050-DKW-KSC)",
            (("hid", "1:17-cv-00050"),),
        ),
        ("United States Bankruptcy Court for the District of Delaware", "(24-10001)", (("deb", "24-10001"),)),
        ("", "(24-2201)", ()),
    ],
)
def test_a_case_below_is_named_only_where_it_is_sure(
    court: str, numbers: str, relations: tuple[tuple[str, str], ...]
) -> None:
    docket = SCOTUS_JSON.parse(_changed(LowerCourt=court, LowerCourtCaseNumbers=numbers), None).dockets[0]
    assert [(row.court_id, row.docket_number) for row in docket.relations] == list(relations)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 100_000,
        "Franklin County Court",
        "Alaska District Court",
        "Washington Superior Court",
        "",
        " ",
        "Court",
        "(((",
        "United States Court of Appeals",
        "\\d+[",
    ],
)
def test_what_names_no_one_court_is_none(name: str) -> None:
    assert registry.find_court_id_by_name(name) == ""


def _changed(**fields: Any) -> bytes:
    return json.dumps(json.loads(JSON) | fields).encode()


def test_one_bad_row_costs_that_row_and_the_docket_is_then_not_whole() -> None:
    rows = [
        {"Date": "Jan 03 2025", "Text": "Good."},
        "no row",
        {"Date": "Jan 03 2025", "Text": 5},
        {"Date": "Jan 03 2025", "Text": "<div>" * 5000},
        {"Date": "Jan 03 20021", "Text": "Of no day."},
        {"Date": None, "Text": "Links", "Links": [7, {"Description": None, "DocumentUrl": None}]},
    ]
    parsed = SCOTUS_JSON.parse(
        _changed(ProceedingsandOrder=rows, Petitioner=["nobody", {"PartyName": None, "Attorney": 4}]), None
    )
    docket = parsed.dockets[0]
    assert [(entry.long_text, entry.date_filed) for entry in docket.entries] == [
        ("Good.", date(2025, 1, 3)),
        ("Of no day.", None),
        ("Links", None),
    ]
    assert not docket.complete
    assert [refusal.where for refusal in parsed.refused[:4]] == [
        "proceeding 2",
        "proceeding 3",
        "proceeding 4",
        "Petitioner 1",
    ]
    assert "taken without" in parsed.refused[-1].why


def test_a_page_cut_off_before_its_lawyers_is_a_part() -> None:
    parsed = SCOTUS_HTML.parse(HTML[: HTML.index(b'<div id="Contacts">')], None)
    assert len(parsed.dockets[0].entries) == 3
    assert not parsed.dockets[0].complete
    assert "may be part" in parsed.notes[0]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (JSON[:900], "cut off or damaged"),
        (b'{"CaseNumber": "24-1"}', "missing"),
        (_changed(CaseNumber="none"), "cannot be read|missing"),
        (_changed(CaseNumber=None), "cannot be read|missing"),
        (b"[1]", "not of a kind"),
        (b"<html><a href='https://www.supremecourt.gov/x'>No. 24-1</a></html>", "page of the Supreme Court"),
        (b"<div>" * 100_000, "was not opened|web page"),
    ],
)
def test_what_is_no_docket_is_said(body: bytes, said: str) -> None:
    for kind, _ in KINDS:
        with pytest.raises(NotADocket, match=said):
            kind.parse(body, None)


@pytest.mark.parametrize(("kind", "body"), KINDS, ids=["json", "html", "htm"])
def test_another_court_is_refused(kind: SourceKind, body: bytes) -> None:
    with pytest.raises(WrongCourt, match="wawd"):
        kind.parse(body, WAWD)


_ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["Text", "Date", "Links", "PartyName", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(json.loads(JSON))), value=_ANY_JSON)
def test_whatever_stands_in_a_field_is_read_or_refused(name: str, value: Any) -> None:
    answer = _answer(_changed(**{name: value}))
    assert answer.endswith(".") if isinstance(answer, str) else answer.dockets[0].docket_number


def _answer(body: bytes) -> ParsedPayload | str:
    try:
        return SCOTUS_JSON.parse(body, None)
    except NotADocket as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("scotus:24-999", "scotus:24-999"),
        (" SCOTUS:24a671 ", "scotus:24A671"),
        ("scotus:141, Orig.", "scotus:22O141"),
        (f"{SITE}/search.aspx?filename=/docket/docketfiles/html/public/24-999.html", "scotus:24-999"),
        (f"{SITE}/search.aspx?filename=%2fdocket%2fdocketfiles%2fhtml%2fpublic%2f24a671.html", "scotus:24A671"),
        (f"{SITE}/docket/docketfiles/html/public/22o141.html", "scotus:22O141"),
        (f"{SITE}/RSS/Cases/JSON/24-999.json", "scotus:24-999"),
        ("http://supremecourt.gov/DocketPDF/24/24-999/336548/1_x.pdf", "scotus:24-999"),
        ("https://evil.example/docket/docketfiles/html/public/24-999.html", ""),
        ("https://www.supremecourt.gov.evil.example/24-999.html", ""),
        ("https://www.supremecourt.gov@evil.example/24-999.html", ""),
        ("https://user@www.supremecourt.gov/24-999.html", ""),
        (f"{SITE}:8080/24-999.html", ""),
        ("https://[broken/24-999.html", ""),
        (f"{SITE}/opinions/24pdf/24-999_abc.pdf", ""),
        ("scotus:../../24-999", ""),
        ("scotus:" + "1" * 100, ""),
        ("24-999", ""),
        ("", ""),
    ],
)
def test_what_was_typed_becomes_an_id_or_nothing(typed: str, address: str) -> None:
    assert SCOTUS_JSON.address(typed) == address
    assert SCOTUS_JSON.address(address) == address


@pytest.fixture
def from_loopback(settings: Settings) -> Settings:
    settings.FETCH_ALLOW_LOOPBACK = True
    return settings


def _origin(court: fakes.CourtServer) -> str:
    return court.url.partition("/cgi-bin")[0]


def test_it_is_fetched_by_number_and_only_when_it_is_new(from_loopback: Settings) -> None:
    with fakes.court_server(fakes.conditional(JSON, '"7"')) as court:
        from_loopback.SUPREME_COURT_URL = _origin(court)
        first = source.fetch_scotus("scotus:24-9417", {})
        again = source.fetch_scotus("scotus:24-9417", first.validators)
    assert first.body == JSON
    assert (again.not_modified, again.body) == (True, b"")
    assert [asked["path"] for asked in court.asked] == ["/RSS/Cases/JSON/24-9417.json"] * 2


def test_nothing_else_that_was_typed_is_fetched() -> None:
    for typed in ("https://evil.example/", "scotus:", "file:///etc/passwd", "24-999"):
        with pytest.raises(FetchFailed, match="names no docket"):
            source.fetch_scotus(typed, {})


def test_a_docket_that_there_is_not_is_said(from_loopback: Settings) -> None:
    with fakes.court_server(fakes.answer(b"no", status=404)) as court:
        from_loopback.SUPREME_COURT_URL = _origin(court)
        with pytest.raises(FetchFailed, match="has no docket 01-9417"):
            source.fetch_scotus("scotus:01-9417", {})
        assert source.find_on_scotus("scotus", "01-9417") == []


def test_it_is_found_by_court_and_number(from_loopback: Settings) -> None:
    with fakes.court_server(fakes.answer(JSON)) as court:
        from_loopback.SUPREME_COURT_URL = _origin(court)
        assert source.find_on_scotus("scotus", "No. 24-9417") == [
            DocketOffer(
                "scotus:24-9417",
                "Lantern Street Press LLC, Petitioner v. Meridian Hosting, Inc.",
                "docketed January 7, 2025",
            )
        ]
        assert source.find_on_scotus("wawd", "24-9417") == []
        assert source.find_on_scotus("scotus", "the case") == []
        assert len(court.asked) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("order", [(JSON, HTML, JSON), (HTML, JSON, HTML)], ids=["json first", "page first"])
def test_json_and_page_make_one_docket(order: tuple[bytes, ...]) -> None:
    for body in order:
        perform_run(queue_import(body, name="petition", ring=False).pk)
    docket = Docket.objects.get()
    assert (docket.court_id, docket.docket_number, docket.filing_count, docket.party_count) == (
        "scotus",
        "24-9417",
        5,
        3,
    )
