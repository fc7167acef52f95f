"""Merging two dockets, and undoing it: what follows, what stays, what is refused, and who waits for whom."""

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from dockets.identity import merge_preview
from dockets.identity.merge_dockets import CannotMergeDockets, merge_dockets, undo_docket_merge
from dockets.models import (
    AuditEntry,
    Docket,
    DocketMerge,
    DocketRelation,
    Document,
    Filing,
    IdentityDecision,
    Observation,
    Party,
    Representation,
    Sheet,
)
from dockets.record.records import AttorneyRecord, DocumentRecord, EntryRecord, PartyRecord, RelationRecord
from dockets.upsert import docket as merge
from dockets.upsert import locate
from rulings.interpret.docket import interpret_docket
from rulings.models import Annotation, Claim, Disposition, Hearing, Milestone, Motion, Reading, Ruling, TimelineEvent
from tests.dockets.upsert.test_merge import DAY, NUMBER, decide, entry, sheet, take
from tests.servers.journal import lines
from tests.servers.workers import wait_until
from tests.support import factories

pytestmark = pytest.mark.django_db

OTHER = "3:21-cv-00031"
NOW = DAY + timedelta(days=200)


def docket(number: str) -> Docket:
    return Docket.objects.get(docket_number=number)


def made_one(loser: str = OTHER, winner: str = NUMBER) -> DocketMerge:
    return merge_dockets(docket(loser).pk, docket(winner).pk, by=None, now=NOW)


def two_halves() -> None:
    """One case, of which a page was saved before it was given another office, and one after."""
    take(sheet(entry("1", "COMPLAINT"), entry("2"), case_name="A v. B", day=0, docket_number=OTHER))
    take(sheet(entry("1", "COMPLAINT"), entry("2"), entry("3"), day=1))


def test_their_filings_are_one_docket_and_each_old_address_leads_on() -> None:
    two_halves()
    before = dict(Filing.objects.values_list("public_id", "number"))
    result = made_one()
    one = docket(NUMBER)
    assert (one.filing_count, one.case_name) == (3, "A v. B")
    assert docket(OTHER).merged_into == one
    assert sorted(Filing.objects.current().values_list("number", "docket")) == [(n, one.pk) for n in "123"]
    assert dict(Filing.objects.values_list("public_id", "number")) == before
    assert (result.loser, result.winner, result.undone) == (docket(OTHER), one, False)


def test_what_is_worked_out_anew_is_loaded_once() -> None:
    two_halves()
    made_one()
    with CaptureQueriesContext(connection) as queries:
        merge.resolve_docket_again(docket(NUMBER).pk, now=NOW)
    loads = [query["sql"] for query in queries if 'FROM "dockets_observation"' in str(query["sql"])]
    assert len(loads) == 2, "of each docket"


def test_taken_back_each_has_what_it_had_and_its_own_public_ids() -> None:
    two_halves()
    before = lines(), set(Filing.objects.values_list("public_id", "docket", "merged_into"))
    merged = made_one()
    undo_docket_merge(merged.pk, now=NOW)
    assert (lines(), set(Filing.objects.values_list("public_id", "docket", "merged_into"))) == before
    merged.refresh_from_db()
    made, undone = AuditEntry.objects.filter(kind="docketmerge", object_id=merged.pk).order_by("id")
    assert merged.undone and (made.before, undone.after, undone.at) == (None, None, NOW) and made.after == undone.before


@pytest.mark.parametrize("number", [NUMBER, OTHER])
def test_what_comes_later_under_either_number_goes_to_the_one_that_stands(number: str) -> None:
    two_halves()
    made_one()
    result = take(sheet(entry("1", "COMPLAINT"), entry("2"), entry("3"), entry("4"), day=5, docket_number=number))
    assert (result.docket_id, result.created) == (docket(NUMBER).pk, 1)
    assert docket(NUMBER).filing_count == 4 and not docket(OTHER).filings.exists()


def test_a_number_without_office_that_can_mean_both_means_the_one_that_stands() -> None:
    two_halves()
    made_one()
    assert take(sheet(entry("9"), day=5, docket_number="C21-0031"), "court-feed").docket_id == docket(NUMBER).pk


def test_a_page_that_names_only_pacers_number_finds_the_one_that_stands() -> None:
    take(sheet(entry("1"), docket_number=OTHER, pacer_case_id="777"))
    take(sheet(entry("1"), day=1, pacer_case_id="777"))
    made_one()
    assert take(sheet(entry("2"), day=2, docket_number="", pacer_case_id="777")).docket_id == docket(NUMBER).pk


def test_a_title_with_pacers_number_finds_the_one_that_stands() -> None:
    """Both have that number; only one of them is a docket still."""
    take(sheet(entry("1"), docket_number=OTHER, pacer_case_id="777"))
    take(sheet(entry("1"), day=1, pacer_case_id="777"))
    made_one()
    found = take(sheet(entry("2"), day=2, docket_number="In re Parler", pacer_case_id="777"), "court-feed")
    assert found.docket_id == docket(NUMBER).pk


def test_a_number_in_full_does_not_take_the_place_of_the_docket_that_had_it() -> None:
    """The one that stands is written without its office; the one with the full number became part of it."""
    take(sheet(entry("1"), docket_number="C21-0031"))
    factories.docket(docket_number=NUMBER)
    made_one(NUMBER, docket_number_of("C21-0031"))
    take(sheet(entry("2"), day=3))
    assert Docket.objects.current().get().filing_count == 2


def docket_number_of(written: str) -> str:
    return str(Docket.objects.exclude(docket_number=NUMBER).get().docket_number)


def test_a_later_sheet_that_shows_what_only_the_other_number_had_shown_is_known_after_the_parting() -> None:
    take(sheet(entry("1"), entry("2"), day=0, docket_number=OTHER))
    take(sheet(entry("1"), day=1))
    merged = made_one()
    take(sheet(entry("1"), entry("2"), day=2))
    undo_docket_merge(merged.pk, now=NOW)
    assert sorted(docket(NUMBER).filings.current().values_list("number", flat=True)) == ["1", "2"]
    assert sorted(docket(OTHER).filings.current().values_list("number", flat=True)) == ["1", "2"]


@pytest.mark.parametrize("told_under", [{OTHER}, {NUMBER}, {OTHER, NUMBER}])
def test_documents_keep_their_ids_through_it_all(told_under: set[str]) -> None:
    papers = (DocumentRecord(0, "Complaint", "17701", 19),)
    take(sheet(entry("1", documents=papers if OTHER in told_under else ()), docket_number=OTHER))
    take(sheet(entry("1", documents=papers if NUMBER in told_under else ()), day=1))
    before = set(Document.objects.values_list("id", "filing"))
    merged = made_one()
    assert Document.objects.filter(filing__merged_into=None).count() == 1
    undo_docket_merge(merged.pk, now=NOW)
    assert set(Document.objects.values_list("id", "filing")) == before


def party(name: str, info: str = "", *lawyers: str, ended: date | None = None) -> PartyRecord:
    listed = tuple(AttorneyRecord(lawyer, ("LEAD",), f"1 {lawyer} Street") for lawyer in lawyers)
    return PartyRecord(name, "Plaintiff", info, ended, listed)


def people(number: str) -> list[tuple[Any, ...]]:
    rows = Party.objects.filter(docket__docket_number=number).order_by("name")
    acting = Representation.objects.order_by("attorney__name")
    return [
        (row.name, row.extra_info, row.date_terminated, [one.attorney.name for one in acting.filter(party=row)])
        for row in rows
    ]


def test_parties_listed_under_both_numbers_stand_once_with_the_newest_word_and_all_their_lawyers() -> None:
    ended = date(2021, 2, 1)
    take(
        sheet(
            entry("1"),
            day=1,
            docket_number=OTHER,
            parties=(party("A", "new", "Ann", ended=ended), party("B", "", "Bea")),
        )
    )
    take(sheet(entry("1"), day=0, parties=(party("A", "old", "Cy"), party("C"))))
    before = lines()
    merged = made_one()
    assert people(NUMBER) == [("A", "new", ended, ["Ann", "Cy"]), ("B", "", None, ["Bea"]), ("C", "", None, [])]
    assert docket(NUMBER).party_count == 3
    undo_docket_merge(merged.pk, now=NOW)
    assert lines() == before


def test_a_party_that_was_listed_since_stays_with_both() -> None:
    take(sheet(entry("1"), day=0, docket_number=OTHER, parties=(party("B", "first", "Bea"),)))
    take(sheet(entry("1"), day=1))
    merged = made_one()
    take(sheet(entry("1"), day=2, parties=(party("B", "", "Bea", "Bob"),)))
    undo_docket_merge(merged.pk, now=NOW)
    assert people(NUMBER) == [("B", "", None, ["Bea", "Bob"])]
    assert people(OTHER) == [("B", "first", None, ["Bea"])]
    assert (docket(NUMBER).party_count, docket(OTHER).party_count) == (1, 1)


def test_decisions_on_identity_hold_before_during_and_after() -> None:
    day = date(2021, 1, 14)
    stub = EntryRecord(short_text="Motion Hearing", date_filed=day)
    take(sheet(stub, docket_number=OTHER), "court-feed")
    take(sheet(entry("", "MINUTE ENTRY for proceedings", day=day), docket_number=OTHER))
    first, second = Filing.objects.order_by("id")
    decide(first, second, "same")
    merge.resolve_docket_again(docket(OTHER).pk, now=DAY)
    take(sheet(entry("1")))
    merged = made_one()
    assert docket(NUMBER).filing_count == 2
    undo_docket_merge(merged.pk, now=NOW)
    assert (docket(OTHER).filing_count, docket(NUMBER).filing_count) == (1, 1)
    assert IdentityDecision.objects.get().docket == docket(OTHER)


def test_a_decision_made_meanwhile_goes_with_what_it_speaks_of() -> None:
    day = date(2021, 1, 14)
    take(sheet(EntryRecord(short_text="Motion Hearing", date_filed=day), docket_number=OTHER), "court-feed")
    take(sheet(entry("", "MINUTE ENTRY for proceedings", day=day), docket_number=OTHER))
    take(sheet(entry("1")))
    merged = made_one()
    first, second = Filing.objects.filter(number="").order_by("id")
    decide(first, second, "same")
    merge.resolve_docket_again(docket(NUMBER).pk, now=NOW)
    undo_docket_merge(merged.pk, now=NOW)
    assert docket(OTHER).filing_count == 1 and IdentityDecision.objects.get().docket == docket(OTHER)


def test_what_points_to_a_docket_follows_and_comes_back() -> None:
    two_halves()
    old, new = docket(OTHER), docket(NUMBER)
    source = factories.source(docket=old)
    only_old, both = factories.import_run(), factories.import_run()
    old.import_runs.add(only_old, both)
    new.import_runs.add(both)
    claim = factories.claim(docket=old, number=2)
    milestone = factories.milestone(docket=old)
    hearing = factories.hearing(docket=old)
    merged = made_one()
    for row in (source, claim, milestone, hearing):
        row.refresh_from_db()
        assert row.docket == new, row
    assert {*new.import_runs.all()} == {only_old, both}
    undo_docket_merge(merged.pk, now=NOW)
    for row in (source, claim, milestone, hearing):
        row.refresh_from_db()
        assert row.docket == old, row
    assert ({*old.import_runs.all()}, {*new.import_runs.all()}) == ({only_old, both}, {both})


def test_what_would_stand_twice_stays_where_it_was() -> None:
    two_halves()
    mine = factories.claim(docket=docket(NUMBER), title="Breach")
    theirs = factories.claim(docket=docket(OTHER), title="Fraud")
    made_one()
    assert Claim.objects.get(pk=theirs.pk).docket == docket(OTHER)
    assert list(docket(NUMBER).claims.all()) == [mine]


def entered(under: str, words: str) -> None:
    """What an editor can enter of a docket and of its first filing, the same in kind, place and day under either
    number."""
    of, filing = docket(under), Filing.objects.get(docket__docket_number=under, number="1")
    claim = factories.claim(docket=of, title=words)
    factories.milestone(docket=of, text=words)
    factories.hearing(docket=of, judge=words, read_by_machine=False)
    factories.hearing(docket=of, filing=filing, judge=words, read_by_machine=False)
    motion = factories.motion(filing=filing, title=words, read_by_machine=False)
    ruling = factories.ruling(filing=filing, title=words, read_by_machine=False)
    factories.disposition(ruling=ruling, motion=motion, reason=words, read_by_machine=False)
    factories.disposition(ruling=ruling, claim=claim, reason=words, read_by_machine=False)
    factories.annotation(filing=filing, author=factories.user(words, role="editor"), body=words)


def all_that_editors_entered() -> list[tuple[Any, ...]]:
    by_machine = (Hearing, Motion, Ruling, Disposition)
    rows: list[Any] = [model._default_manager.filter(read_by_machine=False) for model in by_machine]
    rows += [model._default_manager.all() for model in (Claim, Milestone, Annotation)]
    return [row for found in rows for row in found.order_by("pk").values_list()]


def told_in(row: tuple[Any, ...]) -> list[Any]:
    return [value for value in row if isinstance(value, str | date)]


def test_nothing_of_an_editors_is_lost_where_both_have_the_same() -> None:
    """What would stand twice stays, in its own words, with the docket or filing that went; taken back, all is as it
    was."""
    two_halves()
    for number, words in ((NUMBER, "ours"), (OTHER, "theirs")):
        entered(number, words)
    for number in (NUMBER, OTHER):
        interpret_docket(docket(number).pk)
    before = all_that_editors_entered()
    assert sum("theirs" in row for row in before) == 9
    merged = made_one()
    read()
    after = all_that_editors_entered()
    assert [told_in(row) for row in after] == [told_in(row) for row in before]
    hung = [Disposition.objects.filter(motion__title=title).count() for title in ("ours", "theirs")]
    assert sum(hung) == 2
    assert not Annotation.objects.filter(filing__merged_into__isnull=False).exists()
    undo_docket_merge(merged.pk, now=NOW)
    read()
    assert all_that_editors_entered() == before


def test_claims_speak_of_the_party_that_stands() -> None:
    take(sheet(entry("1"), docket_number=OTHER, parties=(party("A"),)))
    take(sheet(entry("1"), day=1, parties=(party("A"),)))
    theirs, ours = (Party.objects.get(docket__docket_number=number) for number in (OTHER, NUMBER))
    claim = factories.claim(docket=docket(OTHER))
    claim.asserted_by.add(theirs)
    merged = made_one()
    assert list(claim.asserted_by.all()) == [ours]
    undo_docket_merge(merged.pk, now=NOW)
    assert list(claim.asserted_by.all()) == [theirs]


def test_relations_follow_and_none_relates_a_docket_to_itself() -> None:
    state = RelationRecord("removed_from", "washsuperct", "21-2-02856-6 SEA")
    take(sheet(entry("1"), docket_number=OTHER, relations=(state, RelationRecord("refiled_as", "wawd", NUMBER))))
    take(sheet(entry("1"), day=1, relations=(state,)))
    take(
        sheet(
            entry("1"),
            court_id="ca9",
            docket_number="21-35123",
            relations=(RelationRecord("appeal_of", "wawd", OTHER),),
        )
    )
    before = lines()
    merged = made_one()
    new = docket(NUMBER)
    assert list(new.relations.values_list("kind", "other_court")) == [("removed_from", "washsuperct")]
    assert sorted(new.related_from.values_list("docket__docket_number", flat=True)) == ["21-35123", OTHER]
    undo_docket_merge(merged.pk, now=NOW)
    assert lines() == before


def test_a_relation_that_comes_later_leads_to_the_one_that_stands_and_back() -> None:
    two_halves()
    merged = made_one()
    take(
        sheet(
            entry("1"),
            court_id="ca9",
            docket_number="21-35123",
            relations=(RelationRecord("appeal_of", "wawd", OTHER),),
        )
    )
    relation = DocketRelation.objects.get()
    assert relation.other == docket(NUMBER)
    undo_docket_merge(merged.pk, now=NOW)
    relation.refresh_from_db()
    assert relation.other == docket(OTHER)


def read() -> None:
    for row in Docket.objects.all():
        interpret_docket(row.pk)


def reading(number: str) -> list[tuple[Any, ...]]:
    rows = TimelineEvent.objects.filter(docket__docket_number=number).order_by("sort_date", "sort_order", "id")
    return list(rows.values_list("event_kind", "headline", "outcome", "filing__number", "thread"))


def test_the_reading_of_both_is_one_and_is_two_again() -> None:
    take(sheet(entry("2", "MOTION for Stay"), entry("3", "RESPONSE to 2 MOTION for Stay"), docket_number=OTHER))
    take(sheet(entry("2", "MOTION for Stay"), entry("34", "ORDER denying 2 Motion for Stay."), day=1, complete=False))
    read()
    before = reading(NUMBER), reading(OTHER)
    merged = made_one()
    read()
    assert [row[3] for row in reading(NUMBER)] == ["2", "3", "34"] and reading(OTHER) == []
    assert TimelineEvent.objects.get(filing__number="2").outcome == "denied"
    assert Reading.objects.get(docket=docket(NUMBER)).event_count == 3
    undo_docket_merge(merged.pk, now=NOW)
    read()
    assert (reading(NUMBER), reading(OTHER)) == before


def test_what_editors_said_of_a_filing_comes_back_with_it() -> None:
    two_halves()
    theirs, ours = (Filing.objects.get(docket__docket_number=number, number="2") for number in (OTHER, NUMBER))
    motion = factories.motion(filing=theirs, title="Motion to stay", read_by_machine=False)
    ruling = factories.ruling(filing=Filing.objects.get(docket=docket(NUMBER), number="1"), read_by_machine=False)
    hearing = factories.hearing(docket=docket(OTHER), filing=theirs, read_by_machine=False)
    before = [Motion.objects.values().get(pk=motion.pk), Ruling.objects.values().get(pk=ruling.pk)]
    merged = made_one()
    read()
    motion.refresh_from_db()
    assert motion.docket == docket(NUMBER) and motion.filing.merged_into is None
    undo_docket_merge(merged.pk, now=NOW)
    read()
    assert [Motion.objects.values().get(pk=motion.pk), Ruling.objects.values().get(pk=ruling.pk)] == before
    assert Hearing.objects.get(pk=hearing.pk).filing == theirs
    assert ours.pk != theirs.pk


def test_what_cannot_be_made_one_is_refused_with_a_sentence() -> None:
    two_halves()
    one, two = docket(NUMBER), docket(OTHER)
    elsewhere = factories.docket(court=factories.court("nysd"))
    third = factories.docket(docket_number="4:21-cv-00031")
    for loser, winner, why in [
        (one.pk, one.pk, "two dockets"),
        (one.pk, 0, "two dockets"),
        (one.pk, elsewhere.pk, "two courts"),
    ]:
        with pytest.raises(CannotMergeDockets, match=why):
            merge_dockets(loser, winner, by=None, now=NOW)
    first = made_one()
    with pytest.raises(CannotMergeDockets, match=f"{OTHER} is part of {NUMBER} already"):
        merge_dockets(two.pk, third.pk, by=None, now=NOW)
    second = merge_dockets(one.pk, third.pk, by=None, now=NOW)
    with pytest.raises(CannotMergeDockets, match="Take that back first"):
        undo_docket_merge(first.pk, now=NOW)
    undo_docket_merge(second.pk, now=NOW)
    undo_docket_merge(first.pk, now=NOW)
    with pytest.raises(CannotMergeDockets, match="taken back already"):
        undo_docket_merge(first.pk, now=NOW)


def test_nothing_is_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    two_halves()
    before = lines()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the machine stops")

    with monkeypatch.context() as patch:
        patch.setattr("dockets.identity.merge_dockets.resolve_docket_again", fail)
        with pytest.raises(RuntimeError, match="stops"):
            made_one()
    assert lines() == before and not DocketMerge.objects.exists()


def test_a_preview_tells_what_would_be_and_writes_nothing() -> None:
    take(sheet(entry("1"), entry("2"), entry("7"), docket_number=OTHER, parties=(party("A"), party("B"))))
    take(sheet(entry("1"), entry("2", "ORDER as corrected"), day=1, parties=(party("A"),)))
    factories.claim(docket=docket(NUMBER))
    factories.claim(docket=docket(OTHER))
    before = lines()
    told = merge_preview.preview_docket_merge(docket(OTHER).pk, docket(NUMBER).pk, now=NOW)
    assert lines() == before and not DocketMerge.objects.exists()
    assert (told.filings_before, told.filings_after, told.parties_after) == ((3, 2), 3, 2)
    assert [(pair.number, pair.joined) for pair in told.rows] == [("1", True), ("2", True), ("7", False)]
    assert [row.missing for row in told.rows] == [False, False, True]
    assert told.staying == ["1 claim"]


def test_it_costs_the_same_number_of_queries_for_a_long_docket_as_for_a_short_one() -> None:
    def queries(serial: int, size: int) -> int:
        numbers = f"2:21-cv-{serial:05}", f"3:21-cv-{serial:05}"
        for number in numbers:
            take(sheet(*(entry(str(n)) for n in range(size)), docket_number=number))
        with CaptureQueriesContext(connection) as captured:
            made_one(numbers[1], numbers[0])
        return len(captured)

    assert queries(500, 40) == queries(600, 4)


@pytest.mark.django_db(transaction=True)
def test_an_import_waits_for_the_merge_and_then_goes_to_the_one_that_stands() -> None:
    """Under a number that shares nothing with the other: each has a lock of its own."""
    apart = "3:21-cv-00900"
    take(sheet(entry("1"), docket_number=apart))
    take(sheet(entry("1"), day=1))
    answers: list[int] = []

    def imports() -> None:
        try:
            answers.append(take(sheet(entry("1"), entry("8"), day=9, docket_number=apart)).docket_id)
        finally:
            connections.close_all()

    other = threading.Thread(target=imports)
    with transaction.atomic():
        made_one(apart)
        other.start()
        wait_until(lambda: waiting() == 1, 20)
        assert answers == []
    other.join(20)
    assert answers == [docket(NUMBER).pk]
    assert Filing.objects.current().get(number="8").docket == docket(NUMBER)


@pytest.mark.django_db(transaction=True)
def test_an_import_that_has_followed_once_follows_again() -> None:
    """While it waited for the docket that its own became part of, that one became part of a third."""
    numbers = ("2:21-cv-00041", "2:21-cv-00042", "2:21-cv-00043")
    for number in numbers:
        take(sheet(entry("1"), docket_number=number))
    made_one(numbers[0], numbers[1])
    answers: list[int] = []

    def imports() -> None:
        try:
            answers.append(take(sheet(entry("8"), day=9, docket_number=numbers[0])).docket_id)
        finally:
            connections.close_all()

    other = threading.Thread(target=imports)
    with transaction.atomic():
        made_one(numbers[1], numbers[2])
        other.start()
        wait_until(waiting, 20)
    other.join(20)
    assert answers == [docket(numbers[2]).pk]
    assert Filing.objects.current().get(number="8").docket == docket(numbers[2])


def waiting() -> int:
    """How many wait for a lock. (Of this database: tests run beside each other.)"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
        )
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_reader_of_the_docket_that_goes_comes_before_or_after() -> None:
    two_halves()
    results: list[object] = []

    def reads() -> None:
        try:
            results.append(interpret_docket(docket(OTHER).pk))
        finally:
            connections.close_all()

    other = threading.Thread(target=reads)
    with transaction.atomic():
        made_one()
        other.start()
        wait_until(waiting, 20)
    other.join(20)
    assert results
    read()
    assert [row[3] for row in reading(NUMBER)] == ["1", "2", "3"]


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_merge_crosswise_do_not_deadlock() -> None:
    take(sheet(entry("1"), docket_number="2:21-cv-00041"))
    take(sheet(entry("1"), docket_number="2:21-cv-00042"))
    one, two = (docket(f"2:21-cv-0004{n}") for n in (1, 2))
    outcomes: list[str] = []

    def merges(loser: int, winner: int) -> None:
        try:
            merge_dockets(loser, winner, by=None, now=NOW)
            outcomes.append("done")
        except (CannotMergeDockets, OperationalError) as error:
            outcomes.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=merges, args=pair) for pair in ((one.pk, two.pk), (two.pk, one.pk))]
    with transaction.atomic():
        # Both have begun, and have to wait for the first that they need, when these are let go at once.
        locate.lock_docket(one.pk)
        locate.lock_docket(two.pk)
        for thread in threads:
            thread.start()
        wait_until(lambda: waiting() == 2, 20)
    for thread in threads:
        thread.join(30)
    assert min(outcomes).endswith("already.") and max(outcomes) == "done", outcomes
    assert Docket.objects.current().count() == 1


def test_times_are_those_of_all_sheets_together() -> None:
    """What the newest page of either number no longer has is gone since the other last had it; what was seen stays as
    it was."""
    take(sheet(entry("1"), entry("2"), day=0, docket_number=OTHER))
    take(sheet(entry("1"), day=4))
    made_one()
    assert Filing.objects.current().get(number="2").missing_since == DAY
    assert Observation.objects.get(number="2").missing_since is None
    assert {row.docket.docket_number for row in Sheet.objects.all()} == {NUMBER, OTHER}
    assert datetime(2021, 3, 5, 17, tzinfo=UTC) == DAY + timedelta(days=4)
