"""``observe_entries``: marks, twins, order and fingerprints of one payload's entries."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.payloads.observe import fingerprint_entry, is_newest_first, observe_entries
from dockets.record.records import DocketRecord, DocumentRecord, EntryRecord

DAY = date(2021, 1, 21)
ENTRY = EntryRecord(number="34", date_filed=DAY, long_text="ORDER", documents=(DocumentRecord(0, "Order"),))


def record(*entries: EntryRecord) -> DocketRecord:
    return DocketRecord("wawd", "2:21-cv-00031", entries=entries)


def test_positions_count_from_the_oldest_whichever_way_the_page_runs() -> None:
    rows = tuple(EntryRecord(number=str(number), date_filed=date(2021, 1, number)) for number in (1, 2, 3))
    assert [one.entry.number for one in observe_entries(record(*rows), "sheet")] == ["1", "2", "3"]
    assert [one.entry.number for one in observe_entries(record(*rows[::-1]), "sheet")] == ["1", "2", "3"]
    assert [one.position for one in observe_entries(record(*rows[::-1]), "sheet")] == [0, 1, 2]


def test_one_row_out_of_order_does_not_turn_the_page_around() -> None:
    rows = [EntryRecord(number=str(number)) for number in (1, 2, 4, 3, 5)]
    assert not is_newest_first(rows)
    assert is_newest_first(rows[::-1])
    assert not is_newest_first([])


def test_ids_that_a_page_repeats_are_marked_on_each_of_their_rows() -> None:
    rows = (
        EntryRecord(number="1", pacer_doc_id="9", long_text="a"),
        EntryRecord(number="1", pacer_doc_id="8", pacer_seq_no="5", long_text="b"),
        EntryRecord(number="2", pacer_doc_id="9", pacer_seq_no="5", upstream_id="7", long_text="c"),
        EntryRecord(number="3", upstream_id="7", long_text="d"),
        EntryRecord(long_text="e"),
    )
    marks = [set(one.ambiguous) for one in observe_entries(record(*rows), "sheet")]
    assert marks == [{"number", "doc"}, {"number", "seq"}, {"doc", "seq", "upstream"}, {"upstream"}, set()]


def test_rows_alike_in_everything_are_twins_and_rows_alike_in_text_are_marked() -> None:
    minute = EntryRecord(date_filed=DAY, long_text="Minute entry")
    twins = observe_entries(record(minute, minute, ENTRY), "sheet")
    assert [(one.twin, set(one.ambiguous)) for one in twins] == [(0, set()), (1, set()), (0, set())]
    assert len({one.fingerprint for one in twins}) == 3
    alike = observe_entries(
        record(minute, replace(minute, date_entered=DAY, long_text="MINUTE  ENTRY (Entered: 01/21/2021)")), "sheet"
    )
    assert [set(one.ambiguous) for one in alike] == [{"text"}, {"text"}]


@pytest.mark.parametrize(
    "change",
    [
        {"number": "35"},
        {"upstream_id": "1"},
        {"pacer_doc_id": "1"},
        {"pacer_seq_no": "1"},
        {"date_filed": None},
        {"date_entered": DAY},
        {"entered_at": datetime(2021, 1, 21, 19, tzinfo=UTC)},
        {"short_text": "Order"},
        {"long_text": "ORDER."},
        {"documents": ()},
        {"documents": (DocumentRecord(0, "Order", page_count=14),)},
        {"documents": (DocumentRecord(0, "Order"), DocumentRecord(1))},
    ],
)
def test_every_field_counts_in_a_fingerprint(change: dict[str, object]) -> None:
    assert fingerprint_entry(
        "sheet",
        replace(ENTRY, **change),  # type: ignore[arg-type]
        (),
        0,
    ) != fingerprint_entry("sheet", ENTRY, (), 0)


def test_channel_marks_and_twin_count_too_and_the_order_of_marks_does_not() -> None:
    known = fingerprint_entry("sheet", ENTRY, (), 0)
    assert len(known) == 32
    assert known != fingerprint_entry("feed", ENTRY, (), 0)
    assert known != fingerprint_entry("sheet", ENTRY, ("doc",), 0)
    assert known != fingerprint_entry("sheet", ENTRY, (), 1)
    assert fingerprint_entry("sheet", ENTRY, ("doc", "seq"), 0) == fingerprint_entry("sheet", ENTRY, ("seq", "doc"), 0)


def test_one_moment_in_two_zones_is_one_fingerprint() -> None:
    moment = datetime(2021, 1, 21, 19, 30, tzinfo=UTC)
    there = replace(ENTRY, entered_at=moment.astimezone(ZoneInfo("America/Los_Angeles")))
    assert fingerprint_entry("feed", there, (), 0) == fingerprint_entry(
        "feed", replace(ENTRY, entered_at=moment), (), 0
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=3), min_size=4, max_size=4))
def test_no_two_ways_to_cut_a_text_into_fields_look_the_same(cells: list[str]) -> None:
    number, upstream, short, long = cells
    one = EntryRecord(number=number, upstream_id=upstream, short_text=short, long_text=long)
    other = EntryRecord(number=number + upstream, upstream_id="", short_text=short, long_text=long)
    same = fingerprint_entry("sheet", one, (), 0) == fingerprint_entry("sheet", other, (), 0)
    assert same == (one == other)


def test_an_entry_whose_number_only_looks_like_one_does_not_stop_an_import() -> None:
    """A table kept by hand may have a footnote on a number: "12²" is digits to Python, and no number."""
    rows = [EntryRecord(number=number, long_text=number) for number in ("12²", "11", "9" * 5_000, "10")]
    assert is_newest_first(rows) is False
