"""CourtListener's payloads, read: exactly these records, and a sentence for what is none."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.payloads import normalise
from dockets.record.records import (
    AttorneyRecord,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    PartyRecord,
    RelationRecord,
    WrongCourt,
)
from dockets.sources import describe, recognise_payload
from dockets.sources.courtlistener.source import COURTLISTENER, parse_courtlistener_address
from tests.dockets.sources.payloads import MAD, WAWD, payload
from tests.support.examples import count_examples

HEADER = DocketRecord(
    court_id="wawd",
    docket_number="2:24-cv-00917",
    case_name="Harbor Light Press v. Tidewater Data, Inc.",
    pacer_case_id="330917",
    source_url="https://www.courtlistener.com/docket/70100200/harbor-light-press-v-tidewater-data-inc/",
)
PAGE = "https://www.courtlistener.com/docket/70100200/1/harbor-light-press-v-tidewater-data-inc/"


def read(name: str) -> DocketRecord:
    parsed = COURTLISTENER.parse(payload(f"courtlistener/{name}"), None)
    assert not parsed.refused
    (docket,) = parsed.dockets
    return docket


def changed(name: str, change: Callable[[dict[str, Any]], None]) -> bytes:
    document = json.loads(payload(f"courtlistener/{name}"))
    change(document)
    return json.dumps(document).encode()


def test_a_docket() -> None:
    assert read("docket.json") == replace(
        HEADER,
        date_filed=date(2024, 1, 8),
        assigned_to="Odile Marchetti",
        cause="28:1332 Diversity-Breach of Contract",
        nature_of_suit="Contract: Other",
        jury_demand="Plaintiff",
        jurisdiction="Diversity",
    )


def test_an_appeal_states_what_it_is_an_appeal_of() -> None:
    docket = read("appeal.json")
    assert (docket.court_id, docket.docket_number) == ("ca9", "24-2210")
    assert docket.relations == (RelationRecord("appeal_of", "wawd", "2:24-cv-00917"),)


@pytest.mark.parametrize(
    ("court", "number"),
    [(None, "2:24-cv-00917"), ("https://x/courts/nowhere/", "2:24-cv-00917"), ("https://x/courts/ca9/", "24-1"),
     ("https://x/courts/wawd/", "Nos. 24-1, 24-2 and others"), ("https://x/courts/wawd/", None)],
)  # fmt: skip
def test_what_it_is_an_appeal_of_is_not_guessed(court: str | None, number: str | None) -> None:
    def change(document: dict[str, Any]) -> None:
        document["docket"] |= {"appeal_from": court, "original_court_info": {"docket_number": number}}

    (docket,) = COURTLISTENER.parse(changed("appeal.json", change), None).dockets
    assert docket.relations == ()


def test_a_page_of_entries_in_the_order_of_the_docket() -> None:
    assert read("entries.json") == replace(
        HEADER,
        entries=(
            EntryRecord(
                number="1",
                upstream_id="9001",
                pacer_doc_id="19709900001",
                pacer_seq_no="4",
                date_filed=date(2024, 1, 8),
                date_entered=date(2024, 1, 9),
                short_text="Complaint",
                long_text=(
                    "COMPLAINT against Defendant Tidewater Data, Inc. filed by Harbor Light Press. (Attachments: # 1"
                    " Exhibit A - Hosting Agreement, # 2 Civil Cover Sheet)(Wren, Ada) (Entered: 01/09/2024)"
                ),
                documents=(
                    DocumentRecord(
                        0,
                        "Complaint",
                        "19709900001",
                        22,
                        20_480,
                        "https://storage.courtlistener.com/recap/gov.uscourts.wawd.330917/"
                        "gov.uscourts.wawd.330917.1.0.pdf",
                    ),
                    DocumentRecord(1, "Exhibit A - Hosting Agreement", "19709900002", 4, 20_480, PAGE),
                    DocumentRecord(2, "Civil Cover Sheet", "19709900003", None, 20_480, ""),
                ),
            ),
            EntryRecord(
                upstream_id="9002",
                pacer_seq_no="9",
                date_filed=date(2024, 1, 10),
                short_text="Minute Entry",
                documents=(DocumentRecord(0, "Minute Entry"),),
            ),
            EntryRecord(
                number="2",
                upstream_id="9003",
                pacer_doc_id="19719900011",
                pacer_seq_no="12",
                date_filed=date(2024, 1, 11),
                date_entered=date(2024, 1, 11),
                short_text="Order",
                long_text="ORDER setting deadlines, signed by Judge Odile Marchetti. (AB) (Entered: 01/11/2024)",
                documents=(DocumentRecord(0, "Order", "19719900011", 3, 20_480, PAGE.replace("/1/", "/2/")),),
            ),
        ),
    )


def test_an_entry_number_that_is_the_id_of_a_document_is_no_number() -> None:
    """Some courts of appeals: CourtListener then has PACER's id in its place, until the court numbers its entries."""

    def change(document: dict[str, Any]) -> None:
        document["entries"]["results"] = [document["entries"]["results"][2] | {"entry_number": 5612345678}]

    ((entry,),) = (docket.entries for docket in COURTLISTENER.parse(changed("entries.json", change), None).dockets)
    assert (entry.number, entry.pacer_doc_id) == ("", "5612345678")


def test_parties_in_the_order_of_the_whole_list_and_of_this_docket_alone() -> None:
    """The fake's rows of docket 111 are the leak that comes when nobody asks to filter."""
    assert read("parties.json").parties == (
        PartyRecord("Jo Quill", "Plaintiff"),
        PartyRecord("Harbor Light Press", "Plaintiff"),
        PartyRecord("Tidewater Data, Inc.", "Defendant"),
        PartyRecord("Tidewater Data, Inc.", "Counter Claimant", "a Delaware corporation", date(2024, 2, 20)),
    )


def test_attorneys_stand_with_their_parties_in_the_words_of_the_court() -> None:
    wren = AttorneyRecord(
        "Ada Wren", ("LEAD ATTORNEY", "TERMINATED: 02/01/2024"), "Ada Wren LLP\n1 Quay Street\nSeattle, WA 98101\n"
    )
    castile = AttorneyRecord("Bo Castile", (), "Bo Castile LLP\n1 Quay Street\nSeattle, WA 98101\n")
    assert read("attorneys.json").parties == (
        PartyRecord("Jo Quill", "Plaintiff"),
        PartyRecord("Harbor Light Press", "Plaintiff", attorneys=(wren,)),
        PartyRecord("Tidewater Data, Inc.", "Defendant", attorneys=(castile,)),
        PartyRecord("Tidewater Data, Inc.", "Counter Claimant", attorneys=(castile,)),
    )


def test_what_is_not_shown_is_said_with_how_to_get_it() -> None:
    parsed = COURTLISTENER.parse(payload("courtlistener/denied.json"), None)
    assert parsed.dockets == (HEADER,)
    (note,) = parsed.notes
    assert "does not show this account the entries, parties and attorneys" in note
    assert "import the docket page from PACER" in note


def test_a_docket_alert_is_of_its_docket_alone_and_of_the_time_it_was_sent() -> None:
    docket = read("alert.json")
    assert [(entry.upstream_id, entry.short_text, entry.long_text) for entry in docket.entries] == [
        ("9004", "Motion to Dismiss", "")
    ]
    assert docket.as_of == datetime(2024, 1, 16, 23, 31, 7, 120_000, tzinfo=UTC)


def test_it_is_never_taken_for_the_whole_docket() -> None:
    names = ("docket", "entries", "parties", "alert")
    assert not any(read(f"{name}.json").complete for name in names), "a page is a window: what is not on it is not gone"


def test_what_is_wrong_in_a_row_costs_no_more_than_that() -> None:
    def change(document: dict[str, Any]) -> None:
        rows = document["entries"]["results"]
        rows[0]["date_filed"] = "2024-02-31"
        rows[1]["recap_documents"] = "none"
        rows += ["nothing", None]

    parsed = COURTLISTENER.parse(changed("entries.json", change), None)
    (docket,) = parsed.dockets
    assert [entry.number for entry in docket.entries] == ["1", "", "2"]
    assert {(refusal.where, refusal.why) for refusal in parsed.refused} == {
        ("entry 2", "Its date “2024-02-31” is no date; the rest was taken without it."),
        ("entries", "2 of them are no objects."),
    }


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"court_id": None, "court": None}, "courtlistener:docket/70100200"),
        ({"docket_number": ""}, "of which court and case"),
        ({"court_id": "atlantis"}, "“atlantis”, which is not in the list of courts"),
    ],
)
def test_a_docket_that_names_no_case_is_refused(change: dict[str, Any], says: str) -> None:
    body = changed("docket.json", lambda document: document.update(change))
    with pytest.raises(NotADocket, match=says):
        COURTLISTENER.parse(body, None)


def test_the_wrong_court_is_refused() -> None:
    with pytest.raises(WrongCourt, match="“wawd”, not of “mad”"):
        COURTLISTENER.parse(payload("courtlistener/docket.json"), MAD)


@pytest.mark.parametrize("name", ["docket", "appeal", "entries", "parties", "attorneys", "denied", "alert"])
def test_its_payloads_are_recognised_with_their_court(name: str) -> None:
    claim = recognise_payload(payload(f"courtlistener/{name}.json"), "file.json")
    assert claim and (claim.source, claim.court_id) == ("courtlistener", "ca9" if name == "appeal" else "wawd")


@pytest.mark.parametrize("part", ["entries", "webhook"])
def test_a_page_or_message_without_its_docket_is_described(part: str) -> None:
    body = json.dumps(
        json.loads(payload(f"courtlistener/{'alert' if part == 'webhook' else part}.json"))[part]
    ).encode()
    assert recognise_payload(body, "file.json") is None
    with pytest.raises(NotADocket, match="does not say of which court and case") as refusal:
        COURTLISTENER.parse(body, WAWD)
    assert str(refusal.value) == describe.describe_unknown_file(body, "")


@pytest.mark.parametrize(
    ("typed", "reduced"),
    [
        ("courtlistener:docket/29095511", "courtlistener:docket/29095511"),
        ("courtlistener:29095511", "courtlistener:docket/29095511"),
        (" https://www.courtlistener.com/docket/29095511/parler-llc-v-amazon/ ", "courtlistener:docket/29095511"),
        (
            "https://www.courtlistener.com/docket/29095511/34/parler-llc-v-amazon/?page=2#entry-34",
            "courtlistener:docket/29095511",
        ),
        ("http://courtlistener.com/docket/29095511", "courtlistener:docket/29095511"),
        ("www.courtlistener.com/docket/29095511/", "courtlistener:docket/29095511"),
        ("https://www.courtlistener.com/api/rest/v4/dockets/29095511/?format=json", "courtlistener:docket/29095511"),
        ("29095511", ""),
        ("https://www.courtlistener.com/opinion/29095511/x/", ""),
        ("https://www.courtlistener.com.example.org/docket/29095511/", ""),
        ("https://example.org/?https://www.courtlistener.com/docket/29095511/", ""),
        ("https://user@www.courtlistener.com/docket/29095511/", ""),
        ("courtlistener:docket/0", ""),
        ("courtlistener:docket/١٢٣", ""),
        ("courtlistener:docket/1/../../users", ""),
        ("", ""),
    ],
)
def test_what_was_typed_is_reduced_to_an_id(typed: str, reduced: str) -> None:
    assert parse_courtlistener_address(typed) == reduced


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([10**30, "2024-13-40", "/", []]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = ["docket", "appeal", "entries", "parties", "attorneys", "denied", "alert"]


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, one in inner for place in _places(one, (*path, key)))]


@settings(max_examples=count_examples(80, 300), deadline=None)
@given(data=st.data(), name=st.sampled_from(NAMES), value=JSON, given_court=st.booleans())
def test_anything_in_the_place_of_anything_is_read_or_refused(
    data: st.DataObject, name: str, value: Any, given_court: bool
) -> None:
    document = json.loads(payload(f"courtlistener/{name}.json"))
    *path, last = data.draw(st.sampled_from(_places(document)[1:]))
    inner = document
    for key in path:
        inner = inner[key]
    inner[last] = value
    dockets: tuple[DocketRecord, ...] = ()
    with contextlib.suppress(NotADocket):
        dockets = COURTLISTENER.parse(json.dumps(document).encode(), WAWD if given_court else None).dockets
    for docket in dockets:
        clean, _ = normalise.normalise_docket(docket, UTC)
        assert clean.docket_number
