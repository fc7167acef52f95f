import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dockets.record.records import (
    AttorneyRecord,
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    PartyRecord,
    Refusal,
    WrongCourt,
)
from dockets.sources.appellate.acms import ACMS_DOCKET
from tests.dockets.sources.payloads import CA9, WAWD, payload

PETITION = payload("acms_docket/petition.json")
EASTERN = ZoneInfo("America/New_York")
CA2 = CourtFacts("ca2", "ca2", "America/New_York")
ALIEN = b"A099-123-456"


def _changed(**case: Any) -> bytes:
    document = json.loads(PETITION)
    document["caseDetails"] |= case
    return json.dumps(document).encode()


def test_the_whole_docket() -> None:
    parsed = ACMS_DOCKET.parse(PETITION, None)
    assert parsed.refused == ()
    assert parsed.dockets == (
        DocketRecord(
            court_id="ca2",
            docket_number="24-1077",
            case_name="Tamsin Okoro v. Registrar of Harbours",
            pacer_case_id="5d1b7a10-0000-4a11-a81c-00aa00bb00cc",
            date_filed=date(2024, 4, 22),
            parties=(
                PartyRecord(
                    "TAMSIN OKORO",
                    "Petitioner",
                    attorneys=(
                        AttorneyRecord(
                            "Rosalind Achterberg",
                            ("Retained",),
                            "Direct: 212-555-0133\nAchterberg Law\n5 Ledger Street\nNew York, NY 10038",
                        ),
                    ),
                ),
                PartyRecord(
                    "REGISTRAR OF HARBOURS",
                    "Respondent",
                    date_terminated=date(2024, 5, 6),
                    attorneys=(
                        AttorneyRecord(
                            "Idris Vale, Trial Attorney",
                            ("US Attorney", "Terminated: 05/06/2024"),
                            "Direct: 202-555-0144\nUnited States Department of Justice\nWashington, DC 20530",
                        ),
                    ),
                ),
            ),
            entries=(
                EntryRecord(
                    number="1",
                    upstream_id="0a0a0001-0000-4a11-be6e-00aa00bb00cc",
                    date_filed=date(2024, 4, 22),
                    date_entered=date(2024, 4, 22),
                    entered_at=datetime(2024, 4, 22, 17, 45, tzinfo=EASTERN),
                    long_text=(
                        "PETITION FOR REVIEW, on behalf of Petitioner Tamsin Okoro, FILED. [Entered: 04/22/2024"
                        " 05:45 PM]"
                    ),
                    documents=(DocumentRecord(page_count=5),),
                ),
                EntryRecord(
                    number="3",
                    upstream_id="0a0a0003-0000-4a11-be6e-00aa00bb00cc",
                    date_filed=date(2024, 5, 6),
                    date_entered=date(2024, 5, 6),
                    entered_at=datetime(2024, 5, 6, 15, 56, tzinfo=EASTERN),
                    long_text=(
                        "CAPTION, AMENDED.\nSo ordered <per clerk>. "
                        "[Entered: 05/06/2024 03:56 PM] [Edited: 05/07/2024 10:51 AM]"
                    ),
                ),
                EntryRecord(
                    number="2",
                    upstream_id="0a0a0002-0000-4a11-be6e-00aa00bb00cc",
                    date_filed=date(2024, 4, 23),
                    long_text="CASE MANAGER, assigned.",
                ),
            ),
        ),
    )


def test_alien_numbers_are_neither_read_nor_kept() -> None:
    assert PETITION.count(ALIEN) == 2
    assert ALIEN.decode() not in repr(ACMS_DOCKET.parse(PETITION, None))
    kept = ACMS_DOCKET.scrub(PETITION)
    assert ALIEN not in kept
    assert ACMS_DOCKET.parse(kept, None) == ACMS_DOCKET.parse(PETITION, None)


def test_the_home_of_who_acts_without_a_lawyer_is_neither_read_nor_kept() -> None:
    body = PETITION.replace(
        b"Rosalind Achterberg, -<br>Direct: 212-555-0133<br>[Retained]", b"Tamsin Okoro, -<br>[Pro Se]"
    )
    assert b"5 Ledger Street" in body
    kept = ACMS_DOCKET.scrub(body)
    assert "5 Ledger Street" not in kept.decode() + repr(ACMS_DOCKET.parse(body, None))
    assert ACMS_DOCKET.parse(kept, None) == ACMS_DOCKET.parse(body, None)
    assert ACMS_DOCKET.parse(kept, None).dockets[0].parties[0].attorneys == (
        AttorneyRecord("Tamsin Okoro", ("Pro Se",)),
    )


def test_what_has_no_such_numbers_is_kept_byte_for_byte() -> None:
    kept = ACMS_DOCKET.scrub(PETITION)
    assert ACMS_DOCKET.scrub(kept) is kept


def test_of_a_damaged_file_the_field_of_the_number_is_blank_too() -> None:
    kept = ACMS_DOCKET.scrub(PETITION[:400])
    assert b'"aNumber": null' in kept
    assert ACMS_DOCKET.scrub(b"\xff\x00{") == b"\xff\x00{"


@pytest.mark.parametrize(
    ("below", "court"),
    [
        ("S.D.N.Y. (WHITE PLAINS)", "ca2"),
        ("D. Conn. (NEW HAVEN)", "ca2"),
        ("N.D. Cal.", "ca9"),
        ("W.D. Wash.", "ca9"),
        ("Department of Justice", ""),
        ("D. Mass.", ""),
    ],
)
def test_the_court_is_told_by_the_court_below(below: str, court: str) -> None:
    claim = ACMS_DOCKET.recognise(_changed(court={"name": below, "identifier": below}), "docket.json")
    assert claim is not None
    assert (claim.source, claim.court_id) == ("acms-docket", court)


def test_the_ninth_circuit_writes_the_district_in_words() -> None:
    body = _changed(court=None, districtCourtName="San Francisco Northern California")
    claim = ACMS_DOCKET.recognise(body, "docket.json")
    assert claim is not None
    assert claim.court_id == "ca9"


def test_else_by_the_files_name() -> None:
    claim = ACMS_DOCKET.recognise(_changed(court={"name": "Department of Justice"}), "gov.uscourts.ca9.json")
    assert claim is not None
    assert (claim.court_id, claim.ground) == ("ca9", "JSON of ACMS, and the court in the file's name")


def test_else_the_court_must_be_given() -> None:
    body = _changed(court={"name": "Department of Justice"})
    with pytest.raises(NotADocket, match="name the court"):
        ACMS_DOCKET.parse(body, None)
    assert ACMS_DOCKET.parse(body, CA9).dockets[0].court_id == "ca9"
    with pytest.raises(WrongCourt, match="“wawd” is none"):
        ACMS_DOCKET.parse(body, WAWD)


def test_the_wrong_court_is_refused_by_name() -> None:
    with pytest.raises(WrongCourt, match=r"from the court “ca2”, not from “ca9”"):
        ACMS_DOCKET.parse(PETITION, CA9)


@pytest.mark.parametrize("day", ["13/45/2024", "04/23/20021", "04/23/0000"])
def test_a_date_that_nobody_can_have_costs_its_row(day: str) -> None:
    parsed = ACMS_DOCKET.parse(PETITION.replace(b'"04/23/2024"', f'"{day}"'.encode()), None)
    assert [entry.number for entry in parsed.dockets[0].entries] == ["1", "3"]
    assert parsed.refused == (Refusal("entry 2", f"This row could not be read: “{day}” is no date."),)


def test_a_row_that_is_none_is_named() -> None:
    document = json.loads(PETITION)
    document["docketInfo"]["docketEntries"][1] = "nothing"
    parsed = ACMS_DOCKET.parse(json.dumps(document).encode(), None)
    assert len(parsed.dockets[0].entries) == 2
    assert parsed.refused == (Refusal("row 2", "This row could not be read: it is no row of a docket."),)


def test_parties_that_cannot_be_read_cost_no_entry() -> None:
    parsed = ACMS_DOCKET.parse(_changed(partyAttorneyList="<div>" * 10_000), None)
    assert (parsed.dockets[0].parties, len(parsed.dockets[0].entries)) == ((), 3)
    parsed = ACMS_DOCKET.parse(_changed(partyAttorneyList="<div>" * 10_000 + "<b>x"), None)
    assert [refusal.where for refusal in parsed.refused] == ["parties"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"caseDetails": {"caseNumber": "24-1"}, "docketInfo": null}',
        b'{"caseDetails": null, "docketInfo": {"docketEntries": []}}',
        b'{"caseDetails": {"caseNumber": null}, "docketInfo": {"docketEntries": []}}',
        b"<html><title>PACER: Login</title><form name='login'></form></html>",
        PETITION[:-40],
        b'{"caseDetails":' * 50_000,
    ],
)
def test_what_is_no_docket_is_said(body: bytes) -> None:
    with pytest.raises(NotADocket, match=r"^This .*\.$"):
        ACMS_DOCKET.parse(body, CA2)
