"""What the database holds after sheets of one docket were imported, in any order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, permutations
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from dockets.imports.run import store_payload
from dockets.models import Docket, Document, Filing, IdentityDecision, Observation, Payload, Sheet
from dockets.record.records import DocketRecord, DocumentRecord, EntryRecord, NotADocket, RelationRecord
from dockets.sources import SOURCES
from dockets.upsert.docket import DocketResult, resolve_docket_again, upsert_docket
from tests.servers.journal import journal, lines

pytestmark = pytest.mark.django_db

DAY = datetime(2021, 3, 1, 17, tzinfo=UTC)
NUMBER = "2:21-cv-00031"


def entry(number: str = "1", text: str = "", *, day: date = date(2021, 1, 11), **fields: Any) -> EntryRecord:
    return EntryRecord(
        number=number, long_text=text or f"MOTION number {number} by Plaintiff", date_filed=day, **fields
    )


def sheet(*entries: EntryRecord, day: int = 0, **fields: Any) -> DocketRecord:
    defaults = {"court_id": "wawd", "docket_number": NUMBER, "complete": True, "as_of": DAY + timedelta(days=day)}
    return DocketRecord(**{**defaults, **fields}, entries=entries)


def payload(now: datetime, name: str = "page") -> Payload:
    return store_payload(f"{name} {now}".encode(), name=name, now=now)


def take(record: DocketRecord, source: str = "pacer-docket", now: datetime = DAY + timedelta(days=100)) -> DocketResult:
    return upsert_docket(record, kind=SOURCES[source], payload=payload(now), now=now)


def counts(result: DocketResult) -> tuple[int, int, int]:
    return result.created, result.updated, result.unchanged


def writes() -> dict[str, int]:
    """Rows written per table by this transaction, as PostgreSQL counts them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables WHERE relname LIKE"
            " 'dockets_%'"
        )
        return dict(cursor.fetchall())


def written_since(before: dict[str, int]) -> dict[str, int]:
    return {table: rows - before.get(table, 0) for table, rows in writes().items() if rows != before.get(table, 0)}


def many(count: int, *, numbered: bool, changed: int = 0) -> list[EntryRecord]:
    texts = [f"Words of entry {place}" + (" as corrected" if place < changed else "") for place in range(count)]
    days = [date(2021, 1, 1) + timedelta(days=place // 3) for place in range(count)]
    return [
        entry(str(p + 1) if numbered else "", text, day=day)
        for p, (text, day) in enumerate(zip(texts, days, strict=True))
    ]


def test_a_new_docket_holds_what_the_sheet_said() -> None:
    record = sheet(
        entry("1", "COMPLAINT", documents=(DocumentRecord(0, "Complaint", "17701", 19),)),
        entry("", "Minute entry", day=date(2021, 1, 14)),
        docket_number="2:21-cv-00031-BJR",
        case_name="Parler LLC v. Amazon Web Services, Inc.",
        assigned_to="Barbara J. Rothstein",
    )
    result = take(record)
    docket = Docket.objects.get()
    assert counts(result) == (2, 0, 0) and result.changed and result.filings == 2
    assert (docket.docket_number, docket.judge_initials, docket.office, docket.serial) == (NUMBER, "BJR", "2", 31)
    assert (docket.case_name, docket.assigned_to) == ("Parler LLC v. Amazon Web Services, Inc.", "Barbara J. Rothstein")
    assert (docket.filing_count, docket.date_last_filing, docket.checked_source) == (
        2,
        date(2021, 1, 14),
        "pacer-docket",
    )
    filing = Filing.objects.get(number="1")
    assert (filing.long_text, filing.number_order, filing.documents.get().page_count) == ("COMPLAINT", 1, 19)
    assert filing.founded_by == filing.observations.get().fingerprint


@pytest.mark.parametrize("numbered", [True, False])
def test_the_same_sheet_again_writes_two_small_rows_in_three_queries(numbered: bool) -> None:
    record = sheet(*many(60, numbered=numbered))
    take(record)
    before, page = journal(), payload(DAY + timedelta(days=100))
    rows = writes()
    with CaptureQueriesContext(connection) as queries:
        result = upsert_docket(record, kind=SOURCES["pacer-docket"], payload=page, now=page.last_received_at)
    assert counts(result) == (0, 0, 60) and not result.changed
    assert written_since(rows) == {"dockets_sheet": 1, "dockets_docket": 1}
    assert len([q for q in queries if "SAVEPOINT" not in str(q["sql"])]) == 3
    assert journal() == before


def test_ten_changed_entries_are_ten_new_observations() -> None:
    take(sheet(*many(100, numbered=True)))
    rows = writes()
    result = take(sheet(*many(100, numbered=True, changed=10), day=1))
    written = written_since(rows)
    assert counts(result) == (0, 10, 90)
    # Ten that are new, and ten that are marked as no longer shown.
    assert (written["dockets_observation"], written["dockets_filing"]) == (20, 10)
    assert Observation.objects.count() == 110
    assert Filing.objects.filter(long_text__endswith="as corrected").count() == 10


def test_of_a_long_docket_only_what_is_near_a_change_is_loaded() -> None:
    entries = many(300, numbered=True)
    take(sheet(*entries))
    entries[150] = replace(entries[150], long_text="Words that are corrected")
    with CaptureQueriesContext(connection) as queries:
        result = take(sheet(*entries, entry("301", "A new one", day=date(2021, 6, 1)), day=1))
    assert counts(result) == (1, 1, 299)
    loads = [str(query["sql"]) for query in queries if 'FROM "dockets_observation"' in str(query["sql"])]
    # What stood there before, what is near both, and what is near these: the last finds nothing.
    before, first, beyond = loads
    assert "2021-02-20" in first and "2021-01-05" not in before + first + beyond
    assert '"dockets_observation"."filing_id" IN' in beyond and 'NOT ("dockets_observation"."id" IN' in beyond
    assert not resolve_docket_again(result.docket_id, now=DAY)


def test_how_far_it_is_is_told_as_it_goes_on() -> None:
    shares: list[float] = []
    page, entries = payload(DAY), many(2_000, numbered=True)
    upsert_docket(sheet(*entries), kind=SOURCES["pacer-docket"], payload=page, now=DAY, tell=shares.append)
    steps = [later - earlier for earlier, later in pairwise([0, *shares, 1])]
    assert len(shares) > 50 and min(steps) >= 0 and max(steps) < 0.16, shares


def test_a_new_docket_of_any_length_takes_the_same_few_statements() -> None:
    used, page = [], payload(DAY)
    for count, number in ((5, "2:21-cv-00041"), (300, "2:21-cv-00042")):
        record = sheet(*many(count, numbered=True), docket_number=number)
        with CaptureQueriesContext(connection) as queries:
            upsert_docket(record, kind=SOURCES["pacer-docket"], payload=page, now=DAY)
        used.append(len([q for q in queries if "SAVEPOINT" not in str(q["sql"])]))
    assert used[0] == used[1] <= 15


def test_a_filing_that_only_moves_down_its_day_has_not_changed() -> None:
    take(sheet(entry("2"), entry("3")))
    result = take(sheet(entry("1"), entry("2"), entry("3"), day=1))
    assert counts(result) == (1, 0, 2)
    assert list(Filing.objects.order_by("position").values_list("number", flat=True)) == ["1", "2", "3"]


@pytest.mark.parametrize("order", list(permutations([0, 1, 2])))
@pytest.mark.parametrize("source", ["court-feed", "docket-json"])
def test_a_text_that_a_window_shows_again_is_the_newest(source: str, order: tuple[int, ...]) -> None:
    texts = ["MOTION to Seal", "ORDER on Motion to Seal", "MOTION to Seal"]
    is_feed = source == "court-feed"
    for day in order:
        short, long = (texts[day], "") if is_feed else ("", texts[day])
        row = replace(entry("7"), short_text=short, long_text=long)
        take(sheet(row, day=day, complete=False), source)
    filing = Filing.objects.current().get()
    assert (filing.short_text if is_feed else filing.long_text) == "MOTION to Seal"


def test_what_a_shorter_sheet_leaves_out_is_marked_and_comes_back() -> None:
    take(sheet(entry("1"), entry("2")))
    take(sheet(entry("1"), day=1))
    gone = Filing.objects.get(number="2")
    assert gone.missing_since == DAY and gone.long_text
    assert Docket.objects.get().filing_count == 2
    take(sheet(entry("1"), entry("2"), day=2))
    assert Filing.objects.get(number="2").missing_since is None


def test_a_sheet_that_is_not_complete_marks_nothing() -> None:
    take(sheet(entry("1"), entry("2")))
    result = take(sheet(entry("1"), day=1, complete=False))
    assert not Filing.objects.filter(missing_since__isnull=False).exists()
    assert counts(result) == (0, 0, 1)


def test_blanks_and_made_up_titles_replace_nothing() -> None:
    take(
        sheet(
            entry("1"),
            case_name="Parler LLC v. Amazon",
            assigned_to="Barbara J. Rothstein",
            date_filed=date(2021, 1, 11),
        )
    )
    take(sheet(entry("1"), day=1, case_name="Unknown Case Title", assigned_to=""))
    docket = Docket.objects.get()
    assert (docket.case_name, docket.assigned_to) == ("Parler LLC v. Amazon", "Barbara J. Rothstein")
    assert docket.date_filed == date(2021, 1, 11)


def test_a_docket_sheet_outweighs_a_feed_however_new() -> None:
    take(sheet(entry("1"), case_name="Parler LLC v. Amazon Web Services, Inc."))
    take(sheet(entry("1"), day=5, case_name="Parler v. Amazon", complete=False), source="court-feed")
    assert Docket.objects.get().case_name == "Parler LLC v. Amazon Web Services, Inc."


def test_a_sheet_from_yesterday_replaces_nothing_that_is_newer() -> None:
    take(sheet(entry("1", "ORDER as corrected"), day=2, case_name="New name"))
    take(sheet(entry("1", "ORDER as first entered"), day=1, case_name="Old name"))
    assert Filing.objects.get().long_text == "ORDER as corrected"
    assert Docket.objects.get().case_name == "New name"
    assert Sheet.objects.get().as_of == DAY + timedelta(days=2)


def test_a_time_in_the_future_is_not_believed() -> None:
    take(sheet(entry("1", "From a clock that is wrong"), as_of=datetime(2199, 1, 1, tzinfo=UTC)), now=DAY)
    take(sheet(entry("1", "What the court says now"), as_of=None), now=DAY + timedelta(days=1))
    assert Filing.objects.get().long_text == "What the court says now"


@pytest.mark.parametrize("other", ["3:21-cv-00031", "2:21-cr-00031", "2:21-cv-00031-2", "2:20-cv-00031"])
def test_another_office_type_defendant_or_year_is_another_docket(other: str) -> None:
    take(sheet(entry("1")))
    take(sheet(entry("1"), docket_number=other))
    assert Docket.objects.count() == 2


@pytest.mark.parametrize(
    "other", ["2:21-cv-0031-BJR", "2:2021cv00031", "No. 2:21–cv–00031", "C21-0031-BJR", "21-cv-31"]
)
def test_every_writing_of_a_number_finds_its_docket(other: str) -> None:
    take(sheet(entry("1")))
    take(sheet(entry("1"), docket_number=other, day=1))
    assert Docket.objects.get().docket_number == NUMBER


def test_a_number_without_office_is_completed_by_the_full_one() -> None:
    take(sheet(entry("1"), docket_number="C21-0031"))
    take(sheet(entry("1"), day=1))
    docket = Docket.objects.get()
    assert (docket.docket_number, docket.office) == (NUMBER, "2")


def test_a_number_that_could_be_two_dockets_is_neither() -> None:
    take(sheet(entry("1"), pacer_case_id="111"))
    take(sheet(entry("1"), docket_number="3:21-cv-00031", pacer_case_id="222"))
    take(sheet(entry("1"), docket_number="C21-0031"))
    assert Docket.objects.count() == 3
    take(sheet(entry("1"), docket_number="21-cv-31", pacer_case_id="222"))
    assert Docket.objects.count() == 3


@pytest.mark.parametrize("numbers", [("1:23-cr-10112-HJO-2", "1:23-cr-10112"), ("1:23-cr-10112", "1:23-cr-10112-2")])
def test_a_number_without_its_defendant_is_found_by_the_case_id(numbers: tuple[str, str]) -> None:
    for number in numbers:
        take(sheet(entry("1"), docket_number=number, pacer_case_id="710033"), "docket-history")
    assert Docket.objects.get().docket_number == "1:23-cr-10112-2", "in whatever order they come"
    take(sheet(entry("1"), docket_number="1:23-cr-10112", pacer_case_id="710031"))
    take(sheet(entry("1"), docket_number="1:23-cr-10112-3", pacer_case_id="710033"))
    assert Docket.objects.count() == 3, "another id, or another defendant, is another docket"


def test_dockets_without_a_case_id_are_not_one() -> None:
    take(sheet(entry("1"), docket_number="Estate of Roe"))
    take(sheet(entry("1"), docket_number="Estate of Doe"))
    assert Docket.objects.count() == 2


@pytest.mark.parametrize("number", ["", "  ", "Case No."])
def test_without_a_number_nothing_is_taken(number: str) -> None:
    with pytest.raises(NotADocket, match="docket number"):
        take(sheet(entry("1"), docket_number=number))


def test_of_an_unknown_court_nothing_is_taken() -> None:
    with pytest.raises(NotADocket, match="no court"):
        take(sheet(entry("1"), court_id="atlantis"))


def test_a_bad_entry_is_refused_each_time_and_the_rest_is_taken() -> None:
    record = sheet(entry("1"), EntryRecord(), entry("3", "x" * 1_000_001))
    for attempt in (1, 2):
        result = take(record)
        assert [refusal.where for refusal in result.refused] == ["row 2", "entry 3"], attempt
    assert counts(result) == (0, 0, 1)


def test_records_of_one_filing_from_two_sources_are_one() -> None:
    take(
        sheet(EntryRecord(number="2", pacer_doc_id="17701", short_text="Motion for TRO", date_filed=date(2021, 1, 12))),
        "court-feed",
    )
    public_id = Filing.objects.get().public_id
    result = take(sheet(entry("2", "MOTION for Temporary Restraining Order", pacer_doc_id="17701")))
    filing = Filing.objects.get()
    assert (filing.public_id, filing.short_text) == (public_id, "Motion for TRO")
    assert filing.date_filed == date(2021, 1, 11) and filing.observations.count() == 2
    assert counts(result) == (0, 1, 0)


def decide(first: Filing, second: Filing, verdict: str) -> IdentityDecision:
    ids = sorted(filing.observations.earliest("id").pk for filing in (first, second))
    return IdentityDecision.objects.create(docket=first.docket, first_id=ids[0], second_id=ids[1], verdict=verdict)


def two_minute_entries() -> tuple[Filing, Filing]:
    stub = EntryRecord(
        short_text="Motion Hearing", date_filed=date(2021, 1, 14), documents=(DocumentRecord(1, "Exhibit", "17709"),)
    )
    take(sheet(stub), "court-feed")
    take(sheet(entry("", "MINUTE ENTRY for proceedings held before the judge", day=date(2021, 1, 14))))
    stub_filing, full = Filing.objects.order_by("id")
    return stub_filing, full


def test_an_editors_word_joins_two_and_its_undoing_brings_the_second_back() -> None:
    stub, full = two_minute_entries()
    document = Document.objects.get()
    before = lines()
    decision = decide(stub, full, "same")
    assert resolve_docket_again(stub.docket_id, now=DAY)
    full.refresh_from_db()
    assert full.merged_into_id == stub.pk and Docket.objects.get().filing_count == 1
    assert Filing.objects.current().get().long_text.startswith("MINUTE ENTRY")
    assert not resolve_docket_again(stub.docket_id, now=DAY)
    decision.delete()
    assert resolve_docket_again(stub.docket_id, now=DAY)
    full.refresh_from_db()
    assert full.merged_into_id is None and full.observations.count() == 1
    assert lines() == before
    assert Document.objects.get().pk == document.pk


def test_documents_of_the_second_move_to_the_first_and_keep_their_ids() -> None:
    take(sheet(entry("", "MINUTE ENTRY for proceedings held before the judge", day=date(2021, 1, 14))))
    stub = EntryRecord(
        short_text="Motion Hearing", date_filed=date(2021, 1, 14), documents=(DocumentRecord(1, "Exhibit", "17709"),)
    )
    take(sheet(stub), "court-feed")
    full, feed = Filing.objects.order_by("id")
    document = Document.objects.get(filing=feed)
    decide(full, feed, "same")
    resolve_docket_again(full.docket_id, now=DAY)
    document.refresh_from_db()
    assert document.filing_id == full.pk


def test_a_filing_that_turns_out_to_be_another_keeps_its_address_for_good() -> None:
    stub, full = two_minute_entries()
    ids = {stub.public_id, full.public_id}
    decide(stub, full, "same")
    resolve_docket_again(stub.docket_id, now=DAY)
    take(sheet(entry("7"), day=3))
    assert ids < set(Filing.objects.values_list("public_id", flat=True))


def test_record_changed_at_moves_only_when_something_did() -> None:
    take(sheet(entry("1")))
    first = Docket.objects.get().record_changed_at
    take(sheet(entry("1"), day=1))
    assert Docket.objects.get().record_changed_at == first
    take(sheet(entry("1", "ORDER as corrected"), day=2))
    assert Docket.objects.get().record_changed_at > first


def test_that_the_clerk_ended_an_entry_is_something() -> None:
    take(sheet(entry("1")))
    first = Docket.objects.get().record_changed_at
    take(sheet(entry("1"), day=1, terminated=(("1", DAY.date()),)))
    changed = Docket.objects.get().record_changed_at
    assert changed > first
    assert Sheet.objects.get().record["terminated"][0] == f"1:{DAY.date().isoformat()}"
    take(sheet(entry("1"), day=2, terminated=(("1", DAY.date()),)))
    assert Docket.objects.get().record_changed_at == changed


def relation(number: str) -> RelationRecord:
    return RelationRecord("removed_from", "washsuperct", number)


def test_a_related_docket_may_come_later() -> None:
    take(sheet(entry("1"), relations=(relation("21-2-02856-6 SEA"), relation("21-2-02856-6 SEA"))))
    row = Docket.objects.get().relations.get()
    assert row.other is None and row.other_number == "21-2-02856-6 SEA"
    state = sheet(entry("1"), court_id="washsuperct", docket_number="21-2-02856-6 SEA")
    take(state, "docket-json")
    row.refresh_from_db()
    assert row.other is not None and row.other.court_id == "washsuperct"


def test_a_relation_to_an_unknown_court_is_refused_and_the_rest_taken() -> None:
    bad = RelationRecord("appeal_of", "atlantis", "1-1")
    result = take(sheet(entry("1"), relations=(bad, relation("21-2-02856-6 SEA"))))
    assert [refusal.where for refusal in result.refused] == ["related case"]
    assert Docket.objects.get().relations.count() == 1


@pytest.mark.parametrize("position", range(4))
def test_sheets_of_two_sources_in_any_order_make_one_record(position: int) -> None:
    feed = sheet(
        EntryRecord(number="2", pacer_doc_id="17701", short_text="Motion for TRO", date_filed=date(2021, 1, 12)),
        complete=False,
    )
    pages = [
        sheet(entry("1"), entry("2", "MOTION", pacer_doc_id="17701"), day=0, case_name="A v. B"),
        sheet(entry("1"), day=1, case_name="A v. B Inc."),
        sheet(entry("1", "COMPLAINT as amended"), entry("3"), day=2),
    ]
    orders: list[Sequence[int]] = [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)]

    def lines_after(order: Sequence[int]) -> list[str]:
        with transaction.atomic():
            for place in order:
                take(feed, "court-feed") if place == 3 else take(pages[place])
            found = lines()
            transaction.set_rollback(True)
        return found

    assert lines_after(orders[position]) == lines_after(orders[0])


def test_initials_of_another_judge_are_not_another_case() -> None:
    take(sheet(entry("1"), docket_number="2:21-cv-00031-BJR"))
    take(sheet(entry("1"), docket_number="2:21-cv-00031-RSM", day=1))
    assert Docket.objects.get().judge_initials == "RSM"
