"""Cleaning of single values, of parties, and of whole dockets: nothing bad is stored, and nothing good is lost."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.models import DocketRelation, Party
from dockets.payloads import normalise
from dockets.payloads.normalise import LONGEST_TEXT, RELATIONS, normalise_document
from dockets.record.parties import find_city, find_firm, get_party_side
from dockets.record.records import (
    AttorneyRecord,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    PartyRecord,
    RelationRecord,
)
from dockets.record.text import build_text_key, clean_entry_number, clean_pacer_doc_id, clean_text, convert_to_date

NEW_YORK, SEATTLE = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")
RECORD = DocketRecord("wawd", "2:21-cv-00031")
anything = st.text(st.characters(exclude_categories=[]), max_size=60)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (None, ""),
        (12, "12"),
        ("a\x00b\x07", "ab"),
        ("\ud800x", "x"),
        ("Rene\u0301", "Ren\u00e9"),
        ("a\u00a0b\u202fc\td", "a b c d"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("exe.\u202egpj\u200b\ufeff", "exe.gpj"),
        ("Amazon\u0092s \u0093order\u0094", "Amazon\u2019s \u201corder\u201d"),
        ("  x \n", "x"),
    ],
)
def test_text(raw: object, clean: str) -> None:
    assert clean_text(raw) == clean


@settings(max_examples=200, deadline=None)
@given(anything)
def test_a_clean_text_can_be_stored_and_is_clean(raw: str) -> None:
    clean = clean_text(raw)
    clean.encode()
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not [char for char in clean if unicodedata.category(char) in ("Cc", "Cs") and char != "\n"]


def test_a_text_keeps_no_parsed_document_alive() -> None:
    class Kept(str):
        __slots__ = ()

    assert type(clean_text(Kept("x"))) is str


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("127122264358", "127022264358"),
        ("1270", "1270"),
        ("127", "127"),
        (None, ""),
        ("sho0_doc.pl", ""),
        ("\u0661\u0662", ""),
        (1271, "1270"),
    ],
)
def test_pacer_doc_id(raw: object, clean: str) -> None:
    assert clean_pacer_doc_id(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"), [(12, "12"), ("0012", "12"), ("[12]", "12"), ("12.1", "12.1"), (None, ""), (" ", ""), ("0", "0")]
)
def test_entry_number(raw: object, clean: str) -> None:
    assert clean_entry_number(raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        "ORDER granting [10] Motion (Doe, J.) (Entered: 05/17/2016)",
        "ORDER  granting 10 Motion\n(Doe, J.)",
        "Order granting [10] Motion (Doe, J.) (Entered: 05/17/2016) (Main Document 5 replaced on 5/18/2016) (x).",
        "ORDER granting 10 Motion (Doe, J.) Modified on 5/18/2016 (xy). (Entered: 05/17/2016)",
        "ORDER granting 10 Motion (Doe, J.) (Entered: 05/17/2016) (Attachment 1 replaced on 05/18/2016) (Clerk, A).",
    ],
)
def test_one_text_in_all_reports_has_one_key(text: str) -> None:
    assert build_text_key(text) == "order granting 10 motion (doe, j.)"


def test_other_words_have_other_keys() -> None:
    texts = [
        "ORDER granting 10 Motion",
        "ORDER granting 11 Motion",
        "ORDER granting 10 Motion (Smith)",
        "Document 5 replaced",
        "A (B added)",
    ]
    assert len({build_text_key(text) for text in texts}) == len(texts)


@settings(max_examples=150, deadline=None)
@given(anything, anything)
def test_a_key_ignores_how_words_are_spaced_and_cased_and_never_fails(one: str, other: str) -> None:
    key = build_text_key(f"{one} x {other}")
    assert key == build_text_key(f"  {one}\n x\t {other} ")


def test_a_moment_is_a_day_in_the_court_s_zone() -> None:
    """The feed's 00:09 GMT of 18 April is 17 April in New York."""
    moment = datetime(2018, 4, 18, 0, 9, 55, tzinfo=UTC)
    assert convert_to_date(moment, NEW_YORK) == date(2018, 4, 17)
    assert convert_to_date(datetime(2018, 4, 18, 0, 9), NEW_YORK) == date(2018, 4, 18)  # noqa: DTZ001
    assert convert_to_date(date(2018, 4, 18), NEW_YORK) == date(2018, 4, 18)
    assert convert_to_date(None, NEW_YORK) is None


@pytest.mark.parametrize(
    ("type_", "side"),
    [
        ("Plaintiff", "plaintiff"),
        ("Petitioners", "plaintiff"),
        ("Defendant\u00a0-\u00a0Appellant", "defendant"),
        ("Plaintiff - Appellee", "plaintiff"),
        ("Counter Claimant", "defendant"),
        ("Counter-Defendant", "plaintiff"),
        ("CounterDefendant", "plaintiff"),
        ("Counterclaim Plaintiff", "defendant"),
        ("Third-Party Plaintiff", "defendant"),
        ("ThirdParty Defendant", "defendant"),
        ("Cross Claimant", "defendant"),
        ("Intervenor Plaintiff", "plaintiff"),
        ("Intervenor Defendant", "defendant"),
        ("Intervenor", "other"),
        ("Appellant", "plaintiff"),
        ("Appellees", "defendant"),
        ("Respondent", "defendant"),
        ("Debtor", "other"),
        ("U.S. Trustee", "other"),
        ("Movant", "other"),
        ("Amicus Curiae", "other"),
        ("", "other"),
    ],
)
def test_side(type_: str, side: str) -> None:
    assert get_party_side(type_) == side
    assert side in Party.Side


@pytest.mark.parametrize(
    ("contact", "firm", "city"),
    [
        (
            "Davis & Wright LLP\n920 Fifth Avenue\nSuite 3300\nSeattle, WA 98104-1610\n206-555-3150",
            "Davis & Wright LLP",
            "Seattle, WA",
        ),
        (
            "Direct: 865-555-4167\nOffice of the U.S. Attorney\nFirm: 865-555-4167\nKnoxville, TN 37902",
            "Office of the U.S. Attorney",
            "Knoxville, TN",
        ),
        ("300 West Main St\nSte 102\nCharlottesville, VA 22903\n", "", "Charlottesville, VA"),
        ("P.O. Box 12\nSalt Lake City UT 84101", "", "Salt Lake City, UT"),
        ("BK0804\nHigh Desert State Prison\nSusanville , CA 96127", "High Desert State Prison", "Susanville, CA"),
        ("PRO SE", "", ""),
        ("(See above for address)", "", ""),
        ("jane@example.org", "", ""),
        ("", "", ""),
    ],
)
def test_firm_and_city(contact: str, firm: str, city: str) -> None:
    assert (find_firm(contact), find_city(contact)) == (firm, city)


def test_a_bad_entry_is_refused_by_name_and_the_rest_is_taken() -> None:
    entries = (
        EntryRecord(number="1", long_text="COMPLAINT"),
        EntryRecord(date_filed=date(2021, 1, 11)),
        EntryRecord(number="3", long_text="x" * (LONGEST_TEXT + 1)),
        EntryRecord(number="4", date_filed=date(21, 1, 11), long_text="ORDER"),
        EntryRecord(number="5" * 41),
    )
    clean, refused = normalise.normalise_docket(replace(RECORD, entries=entries), SEATTLE)
    assert [(entry.number, entry.date_filed) for entry in clean.entries] == [("1", None), ("4", None)]
    assert [one.where for one in refused] == ["row 2", "entry 3", "entry 4", f"entry {'5' * 40}"]
    assert "0021-01-11" in refused[2].why
    assert "1,000,001 characters" in refused[1].why


def test_all_of_an_entry_is_cleaned() -> None:
    raw: dict[str, Any] = {
        "number": 7,
        "pacer_doc_id": "127122264358",
        "pacer_seq_no": 10,
        "date_filed": datetime(2018, 4, 18, 0, 9, 55, tzinfo=UTC),
        "entered_at": datetime(2018, 4, 17, 20, 9, 55),  # noqa: DTZ001
        "short_text": "Notice\x00",
        "long_text": "NOTICE\r\nof Appearance ",
        "documents": (DocumentRecord(description="Notice\x00"),),
    }
    clean, refused = normalise.normalise_docket(replace(RECORD, entries=(EntryRecord(**raw),)), NEW_YORK)
    assert not refused
    assert clean.entries == (
        EntryRecord(
            number="7",
            pacer_doc_id="127022264358",
            pacer_seq_no="10",
            date_filed=date(2018, 4, 17),
            entered_at=datetime(2018, 4, 17, 20, 9, 55, tzinfo=NEW_YORK),
            short_text="Notice",
            long_text="NOTICE\nof Appearance",
            documents=(DocumentRecord(description="Notice"),),
        ),
    )


def test_documents_with_one_number_both_stay() -> None:
    documents = (
        DocumentRecord(1, "Exhibit A"),
        DocumentRecord(1, "Exhibit B"),
        DocumentRecord(1, "Exhibit A"),
        DocumentRecord(0, "Motion"),
    )
    clean, refused = normalise.normalise_docket(
        replace(RECORD, entries=(EntryRecord(number="2", documents=documents),)), SEATTLE
    )
    assert [(one.number, one.description) for one in clean.entries[0].documents] == [
        (0, "Motion"),
        (1, "Exhibit A"),
        (2, "Exhibit B"),
    ]
    assert [one.where for one in refused] == ["entry 2, document 1"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://x/ y", "https://x/" + "y" * 500, "//x", 'https://x/"']
)
def test_an_address_that_is_none_of_the_web_is_not_taken(url: str) -> None:
    assert normalise_document(DocumentRecord(url=url)).url == ""
    clean, refused = normalise.normalise_docket(replace(RECORD, source_url=url), SEATTLE)
    assert clean.source_url == ""
    assert len(refused) == 1


@pytest.mark.parametrize(
    ("raw", "count"), [(3, 3), ("14", 14), (-1, None), ("x", None), (2**31, None), (None, None), (3.5, None)]
)
def test_counts(raw: Any, count: int | None) -> None:
    assert normalise_document(DocumentRecord(page_count=raw)).page_count == count


def test_parties_without_a_name_and_lawyers_without_a_name_are_refused_alone() -> None:
    lawyers = (
        AttorneyRecord(" Jane  Roe\u200b", ("LEAD ATTORNEY", "", "LEAD ATTORNEY"), "Roe LLP\r\nSeattle"),
        AttorneyRecord("", ("PRO SE",)),
        AttorneyRecord(""),
    )
    parties = (PartyRecord("Parler\u00a0LLC", "Plaintiff", attorneys=lawyers), PartyRecord("\u200b"))
    clean, refused = normalise.normalise_docket(replace(RECORD, parties=parties), SEATTLE)
    assert clean.parties == (
        PartyRecord(
            "Parler LLC", "Plaintiff", attorneys=(AttorneyRecord("Jane Roe", ("LEAD ATTORNEY",), "Roe LLP\nSeattle"),)
        ),
    )
    assert [one.where for one in refused] == ["party 1, attorney", "party 2"]


def test_what_is_longer_than_its_column_is_cut_and_said() -> None:
    clean, refused = normalise.normalise_docket(replace(RECORD, assigned_to="x" * 301, pacer_case_id="1" * 40), SEATTLE)
    assert len(clean.assigned_to) == 300
    assert [f"{one.where}: {one.why}" for one in refused] == [
        "docket: assigned to: It has 301 characters; only the first 300 were taken."
    ]


def test_a_related_case_of_an_unknown_kind_is_refused() -> None:
    good = RelationRecord("removed_from", "washsuperct", "21-2-02856-6 SEA")
    clean, refused = normalise.normalise_docket(
        replace(RECORD, relations=(RelationRecord("cousin", "wawd", "1"), good)), SEATTLE
    )
    assert clean.relations == (good,)
    assert '"cousin"' in refused[0].why


def test_relations_are_those_of_the_model() -> None:
    assert set(DocketRelation.Kind.values) == RELATIONS


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(EntryRecord, number=anything, short_text=anything, long_text=anything), max_size=5))
def test_a_clean_docket_stays_as_it_is(entries: list[EntryRecord]) -> None:
    once, _ = normalise.normalise_docket(replace(RECORD, entries=tuple(entries)), SEATTLE)
    twice, refused = normalise.normalise_docket(once, SEATTLE)
    assert twice == once
    assert not refused
