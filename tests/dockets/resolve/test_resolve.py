"""Examples of what real sources do to identity, and of the best view. The laws are in ``test_resolve_laws``."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dockets.record.records import DocumentRecord
from dockets.resolve.resolve import resolve_filings
from dockets.resolve.values import IdentityVerdict, ObservedValues, Resolution

DAY, NEXT_DAY = date(2021, 1, 21), date(2021, 1, 22)
JANUARY, MARCH = datetime(2021, 1, 31, tzinfo=UTC), datetime(2021, 3, 31, tzinfo=UTC)
ORDER = "ORDER denying Plaintiff's 2 Motion for TRO signed by Judge Barbara J. Rothstein. (MJV)"


def sheet(fingerprint: str, **values: Any) -> ObservedValues:
    given: dict[str, Any] = {"channel": "sheet", "authority": 30, "date_filed": DAY, "first_as_of": JANUARY}
    return ObservedValues(fingerprint, **given | values)


def feed(fingerprint: str, **values: Any) -> ObservedValues:
    given: dict[str, Any] = {"channel": "feed", "authority": 10, "entry_dates_only": True, "date_filed": DAY}
    return ObservedValues(fingerprint, **given | {"first_as_of": JANUARY} | values)


def groups(resolution: Resolution) -> set[frozenset[str]]:
    return {frozenset(one.fingerprint for one in filing.members) for filing in resolution.filings}


def joined(*seen: ObservedValues, decisions: tuple[IdentityVerdict, ...] = ()) -> bool:
    return len(resolve_filings(seen, decisions).filings) == 1


def test_nothing_seen_is_no_filing() -> None:
    assert resolve_filings([]) == Resolution(())


def test_a_stub_and_the_sheet_share_no_text_and_are_one_by_number() -> None:
    """Pitfall 1, and 5: the feed's day is the day of entry."""
    stub = feed("a", number="34", short_text="Order on Motion for TRO", date_filed=NEXT_DAY)
    full = sheet("b", number="34", long_text=ORDER)
    (filing,) = resolve_filings([stub, full]).filings
    assert (filing.date_filed, filing.date_entered) == (DAY, NEXT_DAY)
    assert (filing.short_text, filing.long_text) == ("Order on Motion for TRO", ORDER)


def test_a_document_id_joins_whatever_the_number_was() -> None:
    """Pitfall 8: an appellate court's number was a document id first, and a real number later."""
    assert joined(
        sheet("a", number="00712345", pacer_doc_id="0027123"), sheet("b", number="12", pacer_doc_id="0027123")
    )


def test_document_ids_that_differ_keep_one_number_apart_and_an_editor_sees_both() -> None:
    resolution = resolve_filings(
        [sheet("a", number="5", pacer_doc_id="1270001", long_text="A"), feed("b", number="5", pacer_doc_id="1270002")]
    )
    assert len(resolution.filings) == 2
    assert resolution.possible_duplicates == ((0, 1),)


def test_a_replaced_document_is_the_same_entry() -> None:
    """Another document id, the same number, day and text but for the court's note."""
    old = sheet("a", number="5", pacer_doc_id="1270001", long_text=f"{ORDER} (Entered: 01/21/2021)")
    new = sheet(
        "b",
        number="5",
        pacer_doc_id="1270002",
        long_text=f"{ORDER} (Entered: 01/21/2021) (Main Document 5 replaced on 1/25/2021) (x).",
        first_as_of=MARCH,
    )
    (filing,) = resolve_filings([old, new]).filings
    assert filing.pacer_doc_id == "1270002"


def test_a_number_that_a_page_repeats_is_told_apart_by_day_and_text() -> None:
    """Section 3, 8: bankruptcy sheets have a motion and its order under one number, on one day."""
    marked = {"number": "14", "ambiguous": frozenset({"number"})}
    motion, order = (
        sheet("a", long_text="Application to employ", **marked),
        sheet("b", long_text="Order granting", **marked),
    )
    later = replace(order, fingerprint="c", channel="history")
    assert groups(resolve_filings([motion, order, later])) == {frozenset("a"), frozenset("bc")}
    assert resolve_filings([motion, order]).possible_duplicates == ()


def test_a_stub_of_a_repeated_number_joins_neither_row_of_its_day() -> None:
    marked = {"number": "14", "ambiguous": frozenset({"number"})}
    rows = [sheet("a", long_text="Application", **marked), sheet("b", long_text="Order", **marked)]
    assert len(resolve_filings([*rows, feed("c", number="14")]).filings) == 3


def test_a_repeated_number_of_another_day_leaves_no_doubt() -> None:
    marked = {"number": "14", "ambiguous": frozenset({"number"})}
    first, second = (
        sheet("a", long_text="Motion", **marked),
        sheet("b", long_text="Order", date_filed=NEXT_DAY, **marked),
    )
    assert groups(resolve_filings([first, second, feed("c", number="14", date_filed=NEXT_DAY)])) == {
        frozenset("a"),
        frozenset("bc"),
    }


def test_a_feed_s_day_is_compared_with_the_day_of_entry() -> None:
    """A stub of the 22nd belongs to the row entered then, not to a row filed then and entered on Monday."""
    marked = {"number": "14", "ambiguous": frozenset({"number"})}
    entered = sheet("a", long_text="Motion", date_entered=NEXT_DAY, **marked)
    filed = sheet("b", long_text="Order", date_filed=NEXT_DAY, date_entered=date(2021, 1, 25), **marked)
    assert groups(resolve_filings([entered, filed, feed("c", number="14", date_filed=NEXT_DAY)])) == {
        frozenset("ac"),
        frozenset("b"),
    }
    both = replace(filed, date_entered=NEXT_DAY)
    assert len(resolve_filings([entered, both, feed("c", number="14", date_filed=NEXT_DAY)]).filings) == 3


def test_two_minute_entries_of_one_day_and_event_type_stay_two() -> None:
    """Pitfall 2. The guid's sequence number tells them apart; where there is none, the moment; else that a page had
    both."""
    assert not joined(
        feed("a", short_text="Set Hearings", pacer_seq_no="17"), feed("b", short_text="Set Hearings", pacer_seq_no="20")
    )
    moments = [datetime(2021, 1, 21, hour, tzinfo=UTC) for hour in (17, 18)]
    assert not joined(*(feed(str(at), short_text="Set Hearings", entered_at=at) for at in moments))
    assert not joined(feed("a", short_text="Set Hearings"), feed("b", short_text="Set Hearings", twin=1))


def test_a_stub_seen_in_two_windows_is_one_though_another_of_its_day_came_up() -> None:
    morning, noon = (datetime(2021, 1, 21, hour, tzinfo=UTC) for hour in (17, 20))
    alone = feed("a", short_text="Set Hearings", entered_at=morning)
    beside = replace(alone, fingerprint="b", ambiguous=frozenset({"text"}))
    other = feed("c", short_text="Set Hearings", entered_at=noon, ambiguous=frozenset({"text"}))
    assert groups(resolve_filings([alone, beside, other])) == {frozenset("ab"), frozenset("c")}


def test_stubs_of_two_sources_stay_two() -> None:
    """Each source shows a part; nothing tells that both show the same "Set Hearings"."""
    assert not joined(feed("a", short_text="Set Hearings"), feed("b", channel="notice", short_text="Set Hearings"))


def test_an_edited_row_of_a_repeated_number_follows_the_one_that_it_replaced() -> None:
    marked = {"number": "14", "ambiguous": frozenset({"number"})}
    before = sheet("a", long_text="Motion to employ", last_as_of=JANUARY, missing_since=MARCH, **marked)
    after = sheet("b", long_text="Amended motion to employ", first_as_of=MARCH, **marked)
    other = sheet("c", long_text="Order", date_filed=NEXT_DAY, **marked)
    assert groups(resolve_filings([before, after, other])) == {frozenset("ab"), frozenset("c")}


def test_minute_entries_of_one_day_with_other_texts_never_touch_a_stub() -> None:
    """Section 9: rows with long texts of their own, and a stub: four filings, each with its own words."""
    rows = [sheet(name, long_text=f"MINUTE ENTRY {name}") for name in "abc"]
    resolution = resolve_filings([*rows, feed("d", short_text="Minute Entry")])
    assert sorted(filing.long_text for filing in resolution.filings) == [
        "",
        "MINUTE ENTRY a",
        "MINUTE ENTRY b",
        "MINUTE ENTRY c",
    ]


def test_a_stub_and_a_text_of_one_day_are_a_possible_duplicate() -> None:
    seen = [
        sheet("a", long_text="MINUTE ENTRY: hearing held"),
        sheet("b", long_text="Deadlines are set"),
        feed("c", short_text="Set Deadlines"),
    ]
    resolution = resolve_filings(seen)
    ((one, other),) = resolution.possible_duplicates
    assert {resolution.filings[index].members[0].fingerprint for index in (one, other)} == {"b", "c"}


def test_no_pair_is_shown_twice_when_an_editor_has_said_that_it_is_none() -> None:
    seen = [sheet("a", long_text="MINUTE ENTRY"), feed("b", short_text="Minute Entry")]
    assert resolve_filings(seen).possible_duplicates == ((0, 1),)
    assert resolve_filings(seen, [IdentityVerdict("a", "b", same=False)]).possible_duplicates == ()


def test_texts_without_a_number_join_over_differences_between_reports() -> None:
    """Section 9: "(Entered: …)" and "[10]"."""
    one = sheet("a", long_text="Minute entry re [10] Motion")
    other = sheet("b", channel="history", long_text="MINUTE ENTRY re 10 Motion (Entered: 01/21/2021)")
    assert joined(one, other)
    assert not joined(one, replace(other, date_filed=NEXT_DAY))


def test_a_withdrawn_and_a_new_wording_are_two_and_shown_as_a_pair() -> None:
    old = sheet("a", long_text="Minute entry: hearing on Friday", last_as_of=JANUARY, missing_since=MARCH)
    new = sheet("b", long_text="Minute entry: hearing on Monday", first_as_of=MARCH)
    resolution = resolve_filings([old, new])
    assert len(resolution.filings) == 2
    assert resolution.possible_duplicates == ((0, 1),)


def test_a_source_s_own_ids_keep_its_entries_apart() -> None:
    """CourtListener holds duplicates under two ids; both stay."""
    assert not joined(sheet("a", number="5", upstream_id="101"), sheet("b", number="5", upstream_id="102"))
    assert joined(sheet("a", number="5", upstream_id="101"), sheet("b", number="6", upstream_id="101"))


def test_another_source_s_mistake_does_not_join_two_rows_of_one_page() -> None:
    """The JSON gives the one row's document id and the other row's number."""
    page = [sheet("a", number="4", pacer_doc_id="1270004"), sheet("b", number="5")]
    wrong = ObservedValues("c", "json", 20, number="5", pacer_doc_id="1270004", date_filed=DAY)
    assert groups(resolve_filings([*page, wrong])) == {frozenset("ac"), frozenset("b")}


def test_a_feed_that_mixes_up_ids_does_not_join_two_rows_of_one_page() -> None:
    page = [sheet("a", pacer_seq_no="1", long_text="One"), sheet("b", pacer_doc_id="1270001", long_text="Two")]
    assert groups(resolve_filings([*page, feed("c", pacer_seq_no="1", pacer_doc_id="1270001")])) == {
        frozenset("a"),
        frozenset("bc"),
    }


def test_editors_are_believed_over_every_rule_and_can_take_it_back() -> None:
    stub, text = feed("a", short_text="Minute Entry"), sheet("b", long_text="MINUTE ENTRY")
    assert not joined(stub, text)
    assert joined(stub, text, decisions=(IdentityVerdict("b", "a", same=True),))
    one, other = sheet("a", number="5"), feed("b", number="5")
    assert joined(one, other)
    assert not joined(one, other, decisions=(IdentityVerdict("a", "b", same=False),))


def test_what_an_editor_put_together_takes_up_the_court_s_next_wording() -> None:
    page = [sheet("a", number="5", long_text="One"), sheet("b", number="6", long_text="Two")]
    reworded = sheet("c", number="5", long_text="One, as corrected", first_as_of=MARCH)
    gone = replace(page[0], last_as_of=JANUARY, missing_since=MARCH)
    assert joined(gone, page[1], reworded, decisions=(IdentityVerdict("a", "b", same=True),))


def test_a_third_goes_with_the_one_it_is_like_when_an_editor_separates_two() -> None:
    one, edited = sheet("a", number="5", long_text="One"), sheet("c", channel="history", number="5", long_text="One")
    other = feed("b", number="5", short_text="Other")
    assert groups(resolve_filings([one, other, edited], [IdentityVerdict("a", "b", same=False)])) == {
        frozenset("ac"),
        frozenset("b"),
    }


def test_same_is_transitive_and_different_wins() -> None:
    rows = [sheet(name, number=str(number)) for number, name in enumerate("abc")]
    same = (IdentityVerdict("a", "b", same=True), IdentityVerdict("b", "c", same=True))
    assert joined(*rows, decisions=same)
    assert groups(resolve_filings(rows, [*same, IdentityVerdict("a", "c", same=False)])) == {
        frozenset("ab"),
        frozenset("c"),
    }


def test_a_decision_on_what_is_not_there_is_left_out() -> None:
    assert (
        len(
            resolve_filings(
                [sheet("a")], [IdentityVerdict("a", "zz", same=True), IdentityVerdict("a", "a", same=False)]
            ).filings
        )
        == 1
    )


def test_the_newest_text_that_is_still_shown_is_the_text() -> None:
    old = sheet("a", number="5", long_text="Old words", last_as_of=JANUARY, missing_since=MARCH)
    new = sheet("b", number="5", long_text="New", first_as_of=MARCH)
    assert resolve_filings([old, new]).filings[0].long_text == "New"


def test_a_text_that_breaks_off_does_not_replace_the_whole() -> None:
    whole, cut = (
        sheet("a", number="5", long_text=ORDER),
        sheet("b", number="5", long_text=ORDER[:40], first_as_of=MARCH),
    )
    assert resolve_filings([whole, cut]).filings[0].long_text == ORDER
    withdrawn = replace(whole, last_as_of=JANUARY, missing_since=MARCH)
    assert resolve_filings([withdrawn, cut]).filings[0].long_text == ORDER[:40]


def test_a_withdrawn_text_is_better_than_none() -> None:
    gone = sheet("a", number="5", long_text=ORDER, last_as_of=JANUARY, missing_since=MARCH)
    assert resolve_filings([gone, feed("b", number="5")]).filings[0].long_text == ORDER


def test_a_filing_is_missing_when_no_page_shows_it_though_a_feed_did() -> None:
    gone = sheet("a", number="5", last_as_of=JANUARY, missing_since=MARCH)
    assert resolve_filings([gone, feed("b", number="5")]).filings[0].missing_since == MARCH
    assert resolve_filings([gone, sheet("b", channel="history", number="5")]).filings[0].missing_since is None
    assert resolve_filings([feed("b", number="5")]).filings[0].missing_since is None


def test_documents_are_united_field_by_field() -> None:
    one = sheet("a", number="5", documents=(DocumentRecord(0, "", "1270005"), DocumentRecord(1, "Exhibit A")))
    other = feed("b", number="5", documents=(DocumentRecord(0, "Motion", page_count=0), DocumentRecord(2)))
    (filing,) = resolve_filings([one, other]).filings
    assert filing.documents == (
        DocumentRecord(0, "Motion", "1270005", 0),
        DocumentRecord(1, "Exhibit A"),
        DocumentRecord(2),
    )


def test_minute_entries_stand_where_their_page_had_them() -> None:
    rows = [
        sheet("a", number="33", position=0),
        sheet("b", long_text="Minutes", position=1),
        sheet("c", number="34", position=2),
    ]
    early = sheet("d", number="2", date_filed=date(2021, 1, 11), position=9)
    undated = sheet("e", number="1", date_filed=None)
    filings = resolve_filings([*rows, early, undated]).filings
    assert [filing.members[0].fingerprint for filing in filings] == ["d", "a", "b", "c", "e"]
    assert [filing.position for filing in filings] == [0, 0, 1, 2, 0]


def test_numbers_of_one_day_stand_in_the_order_of_numbers() -> None:
    filings = resolve_filings([sheet(f"{number}", number=str(number)) for number in (10, 9, 100)]).filings
    assert [filing.number for filing in filings] == ["9", "10", "100"]
