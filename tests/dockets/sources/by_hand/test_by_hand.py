"""A docket that was typed in: this payload, exactly these records."""

from datetime import date

import pytest

from dockets.record.records import AttorneyRecord, DocketRecord, EntryRecord, NotADocket, PartyRecord
from dockets.sources import SOURCES, recognise_payload
from dockets.sources.by_hand.source import read_document, write_document
from tests.dockets.sources.payloads import payload

FILE = payload("by_hand/superior.json")


def test_a_docket_that_was_typed_in_is_read_as_it_was_typed() -> None:
    claim = recognise_payload(FILE, "file")
    assert claim is not None and claim.source == "by-hand"
    parsed = SOURCES["by-hand"].parse(FILE, None)
    assert parsed.notes == ("Entered by hand, from: Paper file at the clerk’s office, seen March 9, 2026.",)
    assert parsed.refused == ()
    assert parsed.dockets == (
        DocketRecord(
            court_id="washsuperct",
            docket_number="26-2-04417-1",
            case_name="Quillfeather v. Marrow Bay Ferries",
            date_filed=date(2026, 2, 2),
            assigned_to="Ines Aldermoor",
            division="King County",
            parties=(
                PartyRecord(
                    "Oda Quillfeather",
                    "Plaintiff",
                    attorneys=(AttorneyRecord("Ruth Penhallow", (), "Penhallow & Sons LLP"),),
                ),
                PartyRecord("Marrow Bay Ferries", "Defendant"),
            ),
            entries=(
                EntryRecord("1", "a1", date_filed=date(2026, 2, 2), long_text="Summons and complaint"),
                EntryRecord(
                    "",
                    "b2",
                    date_filed=date(2026, 3, 3),
                    long_text="Order denying motion for a preliminary injunction",
                ),
            ),
            complete=True,
        ),
    )
    assert write_document(*read_document(FILE)) == write_document(*read_document(write_document(*read_document(FILE))))


def test_every_other_source_of_dockets_weighs_more() -> None:
    heavier = {slug for slug, kind in SOURCES.items() if kind.authority > SOURCES["by-hand"].authority}
    assert set(SOURCES) - heavier == {"by-hand", "attachment-page"}


@pytest.mark.parametrize(
    "body", [b"[]", b"{", b'{"format": "casetracker-docket/1"}', FILE.replace(b'"docket": {', b'"x": {')]
)
def test_anything_else_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(NotADocket, match="entered by hand"):
        SOURCES["by-hand"].parse(body, None)
