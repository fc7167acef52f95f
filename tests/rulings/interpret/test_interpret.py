"""From the record to its reading, on a real database, with the facts of the sample case and invented ones."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dockets.db.leases import MAX_ATTEMPTS, LeaseLost
from dockets.models import Docket, Filing
from rulings.interpret.docket import (
    LEASE,
    VERSION,
    begin_attempt,
    interpret_docket,
    list_dockets_to_interpret,
    note_failure,
)
from rulings.models import Disposition, Hearing, Motion, Reading, Reference, Ruling, TextReading, TimelineEvent
from rulings.vocabulary.outcomes import Outcome
from tests.support import factories

pytestmark = pytest.mark.django_db

QUERIES = 20
"""Of a docket in which nothing has changed, the transaction's own two among them, and one for its rows in trackers."""
SET = (
    "Set Deadlines as to 2 MOTION for TRO. Motion Hearing set for 1/14/2021 at 10:00 AM by video conference before"
    " Judge Poe."
)
PARLER = [
    ("1", date(2021, 1, 11), "VERIFIED COMPLAINT against Amazon Web Services, Inc., filed by Plaintiff Parler LLC."),
    ("2", date(2021, 1, 11), "MOTION for Temporary Restraining Order by Plaintiff Parler LLC."),
    ("", date(2021, 1, 12), SET),
    (
        "10",
        date(2021, 1, 12),
        "RESPONSE, by Defendant Amazon Web Services, Inc., to 2 MOTION for Temporary Restraining Order",
    ),
    (
        "34",
        date(2021, 1, 21),
        "ORDER denying Plaintiff's 2 Motion for TRO/Preliminary Injunction. Signed by Judge Rothstein.",
    ),
]


@pytest.fixture
def parler() -> Docket:
    docket = factories.docket()
    factories.party(docket=docket)
    factories.party(docket=docket, name="Amazon Web Services, Inc.", type="Defendant", side="defendant")
    for number, day, text in PARLER:
        factories.filing(docket=docket, number=number, date_filed=day, long_text=text)
    return docket


def line(docket: Docket, number: str) -> TimelineEvent:
    return TimelineEvent.objects.get(docket=docket, filing__number=number, event_kind__in=["filing", "ruling"])


def say(filing: Filing, text: str) -> None:
    """The court changes its text, as an import would store it."""
    Filing.objects.filter(pk=filing.pk).update(long_text=text, fingerprint=str(hash(text))[:32])


@contextmanager
def no_writes() -> Iterator[None]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        yield
    written = [
        query["sql"] for query in queries if query["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert written == []


def test_the_timeline_of_the_sample_case(parler: Docket) -> None:
    assert interpret_docket(parler.pk)
    shown = TimelineEvent.objects.filter(docket=parler).order_by("sort_date", "sort_order", "id")
    assert [(event.event_kind, event.kind, event.headline, event.filed_by, event.side) for event in shown] == [
        (
            "filing",
            "complaint",
            "Verified complaint against Amazon Web Services, Inc.",
            "Parler LLC",
            "plaintiff",
        ),
        ("filing", "motion", "Motion for temporary restraining order", "Parler LLC", "plaintiff"),
        ("filing", "other", "Set deadlines re motion for TRO: motion hearing set for 1/14/2021 at 10:00 AM", "", ""),
        (
            "filing",
            "opposition",
            "Response to motion for temporary restraining order",
            "Amazon Web Services, Inc.",
            "defendant",
        ),
        ("hearing", "", "Motion hearing", "", ""),
        ("ruling", "order", "Order denying plaintiff's motion for TRO/preliminary injunction", "", ""),
    ]


def test_what_a_text_cites_is_kept_with_its_reading_and_follows_the_text(parler: Docket) -> None:
    filing = Filing.objects.get(docket=parler, number="34")
    say(filing, "ORDER under Fed. R. Civ. P. 65 denying 2 Motion; see 555 U.S. 7")
    interpret_docket(parler.pk)
    kept = TextReading.objects.get(filing=filing)
    assert [(start, words) for start, words, _ in kept.cites] == [(12, "Fed. R. Civ. P. 65"), (53, "555 U.S. 7")]
    say(filing, "ORDER denying 2 Motion")
    interpret_docket(parler.pk)
    kept.refresh_from_db()
    assert kept.cites == []


def test_a_denied_motion_says_so(parler: Docket) -> None:
    interpret_docket(parler.pk)
    assert line(parler, "2").outcome == Outcome.DENIED
    assert line(parler, "34").outcome == Outcome.DENIED
    disposition = Disposition.objects.get(ruling__docket=parler)
    assert (disposition.ruling.filing.number, disposition.motion and disposition.motion.filing.number) == ("34", "2")
    assert disposition.read_by_machine


def test_a_deadline_that_is_called_otherwise_keeps_its_row() -> None:
    docket = factories.docket()
    factories.filing(
        docket=docket, number="1", long_text="BRIEFING ORDER. Opening brief due 03/03/2021. Appendix due 03/03/2021."
    )
    interpret_docket(docket.pk)
    rows = Hearing.objects.filter(docket=docket).order_by("id").values_list("id", "title")
    before = list(rows)
    assert [title for _, title in before] == ["Opening brief due", "Appendix due"]
    Hearing.objects.filter(title="Opening brief due").update(title="What older rules made of it")
    interpret_docket(docket.pk)
    assert list(rows.all()) == before


def test_the_hearing_stands_on_its_day_at_the_courts_clock(parler: Docket) -> None:
    interpret_docket(parler.pk)
    hearing = Hearing.objects.get(docket=parler)
    assert hearing.starts_at == datetime(2021, 1, 14, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert (hearing.place, [filing.number for filing in hearing.about.all()]) == ("by video conference", ["2"])
    event = TimelineEvent.objects.get(hearing=hearing)
    assert (event.date, event.at, event.sort_date) == (date(2021, 1, 14), hearing.starts_at, date(2021, 1, 14))
    assert [link["number"] for link in event.thread] == ["2"]


def due(docket: Docket) -> list[tuple[str, date, date | None]]:
    rows = Hearing.objects.filter(docket=docket, kind="deadline").order_by("date", "title")
    return list(rows.values_list("title", "date", "moved_to"))


def test_deadlines_stand_beside_hearings_and_move(parler: Docket) -> None:
    set_on, moved_on = date(2021, 1, 22), date(2021, 1, 25)
    texts = [
        (set_on, "ORDER. Discovery due by 3/1/2021. Dispositive motions due by 3/1/2021."),
        (moved_on, "ORDER granting 41 Motion. Deadlines are reset: Discovery due by 4/1/2021."),
    ]
    for number, (day, text) in enumerate(texts, 50):
        factories.filing(docket=parler, number=str(number), date_filed=day, long_text=text)
    interpret_docket(parler.pk)
    assert due(parler) == [
        ("Discovery due", date(2021, 3, 1), date(2021, 4, 1)),
        ("Dispositive motions due", date(2021, 3, 1), None),
        ("Discovery due", date(2021, 4, 1), None),
    ]
    assert Hearing.objects.get(docket=parler, moved_to__isnull=False).vacated_by == Filing.objects.get(
        docket=parler, number="51"
    )
    lines = TimelineEvent.objects.filter(docket=parler, event_kind="deadline")
    assert list(lines.values_list("routine", "kind").distinct()) == [(True, "")]
    assert lines.count() == 3
    assert Hearing.objects.get(docket=parler, kind="hearing").moved_to is None
    with no_writes():
        assert not interpret_docket(parler.pk)


def test_a_trial_is_known_as_one_and_the_judge_is_kept() -> None:
    docket = factories.docket()
    text = (
        "MINUTES. Jury Trial set for 3/4/2021 09:00 AM before Judge B. Poe. Trial Conference set for 3/1/2021 09:00 AM."
    )
    factories.filing(docket=docket, number="1", date_filed=date(2021, 1, 2), long_text=text)
    interpret_docket(docket.pk)
    rows = Hearing.objects.filter(docket=docket).order_by("date").values_list("kind", "title", "judge")
    assert list(rows) == [("hearing", "Trial conference", ""), ("trial", "Jury trial", "Judge B. Poe")]
    assert TimelineEvent.objects.get(hearing__kind="trial").detail == "trial"


def test_a_trial_and_a_conference_that_are_moved_are_not_held_when_they_were_set_for() -> None:
    """Arizona moved a settlement conference by three hours, and its "Trial" as "Jury Trial"."""
    docket = factories.docket()
    texts = [
        "ORDER. Settlement Conference set for 2/27/2021 at 11:00 AM. Trial set for 3/20/2021 at 8:30 AM.",
        "ORDER. Trial set for 3/20/2021 at 9:00 AM.",
        "ORDER. Settlement Conference reset for 2/27/2021 at 02:00 PM. Jury Trial reset for 4/17/2021 at 9:00 AM.",
    ]
    for number, text in enumerate(texts, 1):
        factories.filing(docket=docket, number=str(number), date_filed=date(2021, 1, number), long_text=text)
    interpret_docket(docket.pk)
    rows = Hearing.objects.filter(docket=docket).order_by("starts_at").values_list("title", "date", "moved_to")
    assert list(rows) == [
        ("Settlement conference", date(2021, 2, 27), date(2021, 2, 27)),
        ("Settlement conference", date(2021, 2, 27), None),
        ("Trial", date(2021, 3, 20), date(2021, 4, 17)),
        ("Trial", date(2021, 3, 20), date(2021, 4, 17)),
        ("Jury trial", date(2021, 4, 17), None),
    ]


def test_an_editors_deadline_stands_for_the_machines() -> None:
    docket = factories.docket()
    factories.filing(
        docket=docket, number="1", date_filed=date(2021, 1, 2), long_text="ORDER. Discovery due by 3/1/2021."
    )
    factories.hearing(
        docket=docket, date=date(2021, 3, 1), kind="deadline", title="Close of discovery", read_by_machine=False
    )
    factories.hearing(docket=docket, date=date(2021, 3, 1), title="Status hearing", read_by_machine=False)
    interpret_docket(docket.pk)
    assert due(docket) == [("Close of discovery", date(2021, 3, 1), None)]


def test_a_thread_runs_both_ways(parler: Docket) -> None:
    interpret_docket(parler.pk)
    links = [(link["relation"], link["outgoing"], link["number"], link["outcome"]) for link in line(parler, "2").thread]
    assert links == [("sets_hearing", False, "", ""), ("opposes", False, "10", ""), ("decides", False, "34", "denied")]
    (answer,) = line(parler, "10").thread
    assert answer == {
        "relation": "opposes",
        "outgoing": True,
        "number": "2",
        "public_id": Filing.objects.get(docket=parler, number="2").public_id,
        "headline": "Motion for temporary restraining order",
        "date": "2021-01-11",
        "outcome": "denied",
    }


def test_the_counts_of_the_page_are_kept(parler: Docket) -> None:
    factories.filing(docket=parler, number="40", date_filed=date(2021, 4, 1), long_text="NOTICE of Change of Address")
    interpret_docket(parler.pk)
    reading = Reading.objects.get(docket=parler)
    assert reading.kinds == {"complaint": 1, "motion": 1, "opposition": 1, "notice": 1, "order": 1, "other": 1}
    assert reading.months == [["2021-01", 5, 1], ["2021-02", 0, 0], ["2021-03", 0, 0], ["2021-04", 1, 0]]
    assert (reading.event_count, reading.version, reading.record_changed_at) == (7, VERSION, parler.record_changed_at)


def test_twice_is_once(parler: Docket) -> None:
    factories.milestone(docket=parler)
    assert interpret_docket(parler.pk)
    with no_writes():
        assert not interpret_docket(parler.pk)


def test_one_changed_text_rewrites_what_hangs_on_it_and_no_more(parler: Docket) -> None:
    interpret_docket(parler.pk)
    before = dict(TimelineEvent.objects.values_list("pk", "fingerprint"))
    say(
        Filing.objects.get(docket=parler, number="10"),
        "BRIEF in Opposition by Amazon Web Services, Inc. re 2 MOTION for TRO",
    )
    assert interpret_docket(parler.pk)
    after = dict(TimelineEvent.objects.values_list("pk", "fingerprint"))
    assert after.keys() == before.keys()
    changed = {line(parler, number).pk for number in ("2", "10")}
    assert {pk for pk in after if after[pk] != before[pk]} == changed


def test_what_the_text_no_longer_says_goes(parler: Docket) -> None:
    interpret_docket(parler.pk)
    say(Filing.objects.get(docket=parler, number="34"), "NOTICE of Change of Address")
    say(Filing.objects.get(docket=parler, long_text=SET), "Set Deadlines.")
    assert interpret_docket(parler.pk)
    assert not Disposition.objects.filter(ruling__docket=parler).exists()
    assert not Ruling.objects.filter(docket=parler).exists()
    assert not Hearing.objects.filter(docket=parler).exists()
    assert not Reference.objects.filter(filing__number="34").exists()
    assert line(parler, "2").outcome == ""


def test_an_editors_rows_stay_whatever_the_text_says(parler: Docket) -> None:
    interpret_docket(parler.pk)
    Ruling.objects.filter(docket=parler).update(read_by_machine=False, title="Injunction refused")
    Disposition.objects.filter(ruling__docket=parler).update(read_by_machine=False, outcome=Outcome.IN_PART)
    Hearing.objects.filter(docket=parler).update(read_by_machine=False, title="Hearing by video")
    for filing in Filing.objects.filter(docket=parler).exclude(number="2"):
        say(filing, "Minutes lost.")
    interpret_docket(parler.pk)
    assert Ruling.objects.get(docket=parler).title == "Injunction refused"
    assert Disposition.objects.get(ruling__docket=parler).outcome == Outcome.IN_PART
    assert TimelineEvent.objects.get(docket=parler, event_kind="hearing").headline == "Hearing by video"
    assert (line(parler, "34").headline, line(parler, "34").outcome) == ("Injunction refused", Outcome.IN_PART)
    assert line(parler, "2").outcome == Outcome.IN_PART


def test_an_editors_hearing_stands_for_the_machines_at_the_same_time(parler: Docket) -> None:
    factories.hearing(docket=parler, date=date(2021, 1, 14), title="Argument on the TRO", read_by_machine=False)
    interpret_docket(parler.pk)
    assert list(Hearing.objects.filter(docket=parler).values_list("title", flat=True)) == ["Argument on the TRO"]


def test_an_editors_disposition_keeps_the_ruling_that_it_hangs_on(parler: Docket) -> None:
    interpret_docket(parler.pk)
    ruling = Ruling.objects.get(docket=parler)
    factories.disposition(ruling=ruling, claim=factories.claim(docket=parler), read_by_machine=False)
    say(Filing.objects.get(docket=parler, number="34"), "Text lost.")
    interpret_docket(parler.pk)
    assert Ruling.objects.filter(pk=ruling.pk).exists()
    assert Disposition.objects.filter(ruling=ruling).count() == 1


def test_dispositions_on_claims_give_a_ruling_its_outcome_where_nothing_else_does(parler: Docket) -> None:
    filing = factories.filing(
        docket=parler, number="50", date_filed=date(2021, 2, 1), long_text="OPINION. Signed by Judge Poe."
    )
    ruling = factories.ruling(filing=filing, read_by_machine=False)
    for number in (1, 2, 3):
        claim = factories.claim(docket=parler, number=number)
        factories.disposition(ruling=ruling, claim=claim, outcome=Outcome.NOT_LIKELY_TO_SUCCEED, read_by_machine=False)
    interpret_docket(parler.pk)
    assert line(parler, "50").outcome == Outcome.NOT_LIKELY_TO_SUCCEED


def test_the_latest_ruling_on_a_motion_counts(parler: Docket) -> None:
    factories.filing(
        docket=parler,
        number="60",
        date_filed=date(2021, 3, 1),
        long_text="ORDER granting 2 Motion for TRO upon review.",
    )
    interpret_docket(parler.pk)
    assert line(parler, "2").outcome == Outcome.GRANTED
    assert line(parler, "34").outcome == Outcome.DENIED


def test_a_minute_entry_that_decides_is_a_ruling() -> None:
    docket = factories.docket()
    factories.filing(docket=docket, number="30", long_text="Motion to Modify Automatic Stay Filed by Debtor Elm")
    text = (
        "Minute Entry. Motion Granted. (RE: related document(s) 30 Motion to Modify Automatic Stay filed by Debtor Elm)"
    )
    factories.filing(docket=docket, number="31", date_filed=date(2021, 1, 20), long_text=text)
    interpret_docket(docket.pk)
    assert (line(docket, "31").event_kind, line(docket, "31").kind, line(docket, "31").outcome) == (
        "ruling",
        "minutes",
        "granted",
    )
    assert line(docket, "30").outcome == Outcome.GRANTED


def test_a_letter_that_is_granted_becomes_a_request() -> None:
    docket = factories.docket()
    factories.filing(docket=docket, number="49", long_text="Letter from Ann Roe re: Consent Order.")
    factories.filing(docket=docket, number="50", long_text="LETTER ORDER granting 49 request for an extension.")
    interpret_docket(docket.pk)
    assert Motion.objects.get(docket=docket).filing.number == "49"
    assert line(docket, "49").outcome == Outcome.GRANTED


def test_an_order_on_an_entry_that_was_never_seen() -> None:
    docket = factories.docket()
    factories.filing(docket=docket, number="50", long_text="ORDER granting 49 Motion to Stay")
    interpret_docket(docket.pk)
    reference = Reference.objects.get(docket=docket)
    assert (reference.target, reference.target_number) == (None, "49")
    assert line(docket, "50").outcome == Outcome.GRANTED
    factories.filing(docket=docket, number="49", long_text="MOTION to Stay")
    interpret_docket(docket.pk)
    reference.refresh_from_db()
    assert reference.target is not None
    assert line(docket, "49").outcome == Outcome.GRANTED


def test_a_repeated_number_means_the_nearest_one_before() -> None:
    docket = factories.docket()
    first = factories.filing(docket=docket, number="5", date_filed=date(2021, 1, 1), long_text="MOTION to Stay")
    second = factories.filing(docket=docket, number="5", date_filed=date(2021, 2, 1), long_text="MOTION to Seal")
    factories.filing(docket=docket, number="7", date_filed=date(2021, 1, 15), long_text="RESPONSE to 5 MOTION to Stay")
    factories.filing(docket=docket, number="9", date_filed=date(2021, 3, 1), long_text="RESPONSE to 5 MOTION to Seal")
    factories.filing(docket=docket, number="4", date_filed=date(2020, 12, 1), long_text="NOTICE re 5 MOTION to Stay")
    interpret_docket(docket.pk)
    targets = dict(Reference.objects.values_list("filing__number", "target"))
    assert targets == {"7": first.pk, "9": second.pk, "4": None}


def test_an_entry_that_names_itself_speaks_of_nothing() -> None:
    docket = factories.docket()
    factories.filing(
        docket=docket,
        number="13",
        long_text="TRANSCRIPT ordered from Ann Roe. [13] ; Transcript ordered on: 09/07/2022",
    )
    interpret_docket(docket.pk)
    assert not Reference.objects.exists()


def test_undated_filings_stand_with_their_neighbours() -> None:
    docket = factories.docket(date_filed=date(2021, 3, 3))
    day = date(2021, 3, 3)
    texts = {
        "1": (day, "NOTICE OF REMOVAL"),
        "20": (None, "MOTION to Remand"),
        "33": (None, "MOTION to Amend"),
        "69": (date(2021, 9, 17), "ORDER granting 20 Motion to Remand"),
        "": (None, "REPLY in support of 20 MOTION to Remand"),
    }
    for number, (filed, text) in texts.items():
        factories.filing(docket=docket, number=number, date_filed=filed, long_text=text)
    factories.filing(
        docket=docket, number="21", date_filed=date(2021, 4, 1), long_text="RESPONSE to 20 MOTION to Remand"
    )
    interpret_docket(docket.pk)
    events = (
        TimelineEvent.objects.filter(docket=docket).order_by("sort_date", "sort_order", "id").select_related("filing")
    )
    order = [(event.filing.number, event.date, event.sort_date) for event in events if event.filing]
    assert order == [
        ("1", day, day),
        ("20", None, day),
        ("21", date(2021, 4, 1), date(2021, 4, 1)),
        ("33", None, date(2021, 4, 1)),
        ("", None, date(2021, 4, 1)),
        ("69", date(2021, 9, 17), date(2021, 9, 17)),
    ]


def test_an_undated_filing_without_a_number_stands_below_the_line_that_its_source_wrote_above_it() -> None:
    docket, sheet = factories.docket(), factories.payload()
    days = [date(2021, 1, 11), date(2021, 1, 21), None, date(2021, 3, 2)]
    filings = [factories.filing(docket=docket, number="", date_filed=day, long_text=f"NOTICE {day}") for day in days]
    for position, filing in enumerate(filings):
        factories.observation(filing=filing, payload=sheet, position=position, date_filed=filing.date_filed)
    interpret_docket(docket.pk)
    in_order = (
        TimelineEvent.objects.filter(docket=docket).order_by("sort_date", "sort_order").values_list("filing", flat=True)
    )
    assert list(in_order) == [filing.pk for filing in filings]


def test_one_hearing_that_several_entries_set_is_one(parler: Docket) -> None:
    text = "NOTICE of Hearing on 2 MOTION: Motion Hearing set for 1/14/2021 at 10:00 AM before Judge Poe."
    factories.filing(docket=parler, number="12", date_filed=date(2021, 1, 13), long_text=text)
    interpret_docket(parler.pk)
    assert Hearing.objects.filter(docket=parler).count() == 1


def test_a_hearing_that_is_moved_or_called_off_says_so() -> None:
    docket = factories.docket()
    texts = [
        ("1", date(2021, 1, 4), "NOTICE: Status Hearing set for 2/1/2021 10:00 AM in Courtroom 3."),
        (
            "2",
            date(2021, 1, 20),
            "NOTICE OF CHANGE OF HEARING. Status Hearing reset for 3/1/2021 10:00 AM in Courtroom 3.",
        ),
        ("3", date(2021, 2, 20), "ORDER: The hearing set for 3/1/2021 is VACATED."),
    ]
    for number, day, text in texts:
        factories.filing(docket=docket, number=number, date_filed=day, long_text=text)
    interpret_docket(docket.pk)
    off = dict(Hearing.objects.values_list("date", "vacated_by__number"))
    assert off == {date(2021, 2, 1): "2", date(2021, 3, 1): "3"}
    assert set(TimelineEvent.objects.filter(event_kind="hearing").values_list("outcome", flat=True)) == {
        Outcome.VACATED
    }


def test_filings_that_turned_out_to_be_one_leave_one_line_and_keep_the_editors_word(parler: Docket) -> None:
    interpret_docket(parler.pk)
    standing = Filing.objects.get(docket=parler, number="34")
    loser = factories.filing(docket=parler, number="34", date_filed=date(2021, 1, 21), long_text="ORDER")
    factories.ruling(filing=loser, title="Injunction refused", read_by_machine=False)
    factories.disposition(
        ruling=loser.ruling, claim=factories.claim(docket=parler), outcome="denied", read_by_machine=False
    )
    Filing.objects.filter(pk=loser.pk).update(merged_into=standing)
    assert interpret_docket(parler.pk)
    assert line(parler, "34").headline == "Injunction refused"
    ruling = Ruling.objects.get(docket=parler)
    assert (ruling.filing_id, ruling.dispositions.count()) == (standing.pk, 2)


def two_that_are_one(kind: str, *, standing_by_machine: bool) -> tuple[Any, Any, Docket]:
    """Two filings of a motion, or of a ruling, each with what an editor said of it, that turned out to be one."""
    docket = factories.docket()
    filings = [
        factories.filing(docket=docket, number="7", date_filed=date(2021, 1, 21), long_text="ORDER") for _ in range(2)
    ]
    make = factories.motion if kind == "motion" else factories.ruling
    standing = make(filing=filings[0], title="Standing", read_by_machine=standing_by_machine)
    gone = make(filing=filings[1], title="Gone", read_by_machine=False)
    Filing.objects.filter(pk=filings[1].pk).update(merged_into=filings[0])
    return standing, gone, docket


def said_of(kind: str, row: Any, outcome: str, number: int, **fields: Any) -> Disposition:
    """An editor's word on a motion or ruling; the other half of it is a new one."""
    docket = row.docket
    there = Filing.objects.filter(docket=docket, number=f"9{number}").first()
    other = there or factories.filing(docket=docket, number=f"9{number}", long_text="Letter")
    if kind == "motion":
        ruling = Ruling.objects.filter(filing=other).first() or factories.ruling(filing=other, read_by_machine=False)
        return factories.disposition(ruling=ruling, motion=row, outcome=outcome, **{"read_by_machine": False} | fields)
    motion = Motion.objects.filter(filing=other).first() or factories.motion(filing=other, read_by_machine=False)
    return factories.disposition(ruling=row, motion=motion, outcome=outcome, **{"read_by_machine": False} | fields)


@pytest.mark.parametrize("kind", ["motion", "ruling"])
def test_of_two_that_editors_made_both_stay_and_what_was_said_hangs_on_the_one_that_stands(kind: str) -> None:
    standing, gone, docket = two_that_are_one(kind, standing_by_machine=False)
    said = said_of(kind, gone, "granted", 1, reason="Theirs.")
    twice = [said_of(kind, row, "denied", 2, reason=reason) for row, reason in ((standing, "Ours."), (gone, "Theirs."))]
    interpret_docket(docket.pk)
    titles = {(row.filing_id, row.title) for row in type(standing).objects.filter(pk__in=(standing.pk, gone.pk))}
    assert titles == {(standing.filing_id, "Standing"), (gone.filing_id, "Gone")}
    hung = dict(Disposition.objects.filter(read_by_machine=False).values_list("pk", f"{kind}_id"))
    assert hung == {said.pk: standing.pk, twice[0].pk: standing.pk, twice[1].pk: gone.pk}
    before = [*Disposition.objects.order_by("pk").values()]
    interpret_docket(docket.pk)
    assert [*Disposition.objects.order_by("pk").values()] == before


@pytest.mark.parametrize("kind", ["motion", "ruling"])
def test_an_editors_one_takes_the_place_of_a_machines_with_all_that_editors_said(kind: str) -> None:
    standing, gone, docket = two_that_are_one(kind, standing_by_machine=True)
    said = [said_of(kind, standing, "granted", 1), said_of(kind, gone, "denied", 2)]
    said_of(kind, gone, "granted", 1, read_by_machine=True)
    interpret_docket(docket.pk)
    gone.refresh_from_db()
    assert gone.filing_id == standing.filing_id
    assert not type(standing).objects.filter(pk=standing.pk).exists()
    hung = dict(Disposition.objects.filter(read_by_machine=False).values_list("pk", f"{kind}_id"))
    assert hung == {row.pk: gone.pk for row in said}


@pytest.mark.parametrize("kind", ["motion", "ruling"])
def test_a_machines_one_stays_where_two_editors_said_the_same_of_both(kind: str) -> None:
    standing, gone, docket = two_that_are_one(kind, standing_by_machine=True)
    said = {said_of(kind, row, "granted", 1, reason=row.title).pk: row.pk for row in (standing, gone)}
    interpret_docket(docket.pk)
    assert dict(Disposition.objects.filter(read_by_machine=False).values_list("pk", f"{kind}_id")) == said


def test_new_names_of_parties_are_recognised(parler: Docket) -> None:
    factories.filing(
        docket=parler, number="70", date_filed=date(2021, 5, 1), long_text="MOTION to Intervene by Elm Works, Inc.."
    )
    interpret_docket(parler.pk)
    assert (line(parler, "70").filed_by, line(parler, "70").party_ids) == ("Elm Works, Inc", [])
    elm = factories.party(docket=parler, name="Elm Works, Inc.", type="Intervenor", side="other")
    interpret_docket(parler.pk)
    assert (line(parler, "70").filed_by, line(parler, "70").party_ids) == ("Elm Works, Inc.", [elm.pk])


def test_only_changed_texts_are_read_again(parler: Docket) -> None:
    interpret_docket(parler.pk)
    before = dict(TextReading.objects.values_list("filing", "key"))
    changed = Filing.objects.get(docket=parler, number="10")
    say(changed, "RESPONSE to 2 MOTION")
    interpret_docket(parler.pk)
    after = dict(TextReading.objects.values_list("filing", "key"))
    assert {filing for filing in after if after[filing] != before[filing]} == {changed.pk}


def test_a_docket_without_filings_or_dates() -> None:
    docket = factories.docket(date_filed=None)
    assert not interpret_docket(docket.pk)
    factories.filing(docket=docket, number="", date_filed=None, long_text="", short_text="")
    assert interpret_docket(docket.pk)
    assert Reading.objects.get(docket=docket).months == []


def test_dates_are_ahead_of_the_day_of_which_the_docket_is_known() -> None:
    docket = factories.docket(record_changed_at=datetime(2026, 3, 1, tzinfo=UTC))
    factories.sheet(docket=docket, as_of=datetime(2021, 3, 1, tzinfo=UTC))
    factories.filing(
        docket=docket,
        number="7",
        long_text="ORDER: Status Conference set for 3/8/2021 at 10:00 AM. Signed by Judge Roe.",
    )
    interpret_docket(docket.pk)
    (ahead,) = Reading.objects.get(docket=docket).state["dates"]
    assert ahead["date"] == "2021-03-08", "a page saved on 1 March 2021, and imported years later"


def test_dockets_are_behind_until_they_are_read(parler: Docket) -> None:
    assert list_dockets_to_interpret(10) == [parler.pk]
    interpret_docket(parler.pk)
    assert list_dockets_to_interpret(10) == []
    Docket.objects.filter(pk=parler.pk).update(record_changed_at=parler.record_changed_at + timedelta(seconds=1))
    assert list_dockets_to_interpret(10) == [parler.pk]
    interpret_docket(parler.pk)
    Reading.objects.update(version=VERSION - 1)
    assert list_dockets_to_interpret(10) == [parler.pk]


def test_the_longest_waiting_comes_first() -> None:
    late = factories.docket(record_changed_at=datetime(2021, 5, 2, tzinfo=UTC))
    early = factories.docket(record_changed_at=datetime(2021, 5, 1, tzinfo=UTC))
    assert list_dockets_to_interpret(10) == [early.pk, late.pk]
    assert list_dockets_to_interpret(1) == [early.pk]


def test_a_docket_that_cannot_be_read_is_left_after_three_attempts_until_its_record_changes(parler: Docket) -> None:
    for _ in range(MAX_ATTEMPTS):
        lease = begin_attempt(parler.pk)
        assert lease
        note_failure(lease, "ValueError: a\x00b")
    assert not begin_attempt(parler.pk)
    assert list_dockets_to_interpret(10) == []
    assert Reading.objects.get(docket=parler).error == "ValueError: ab"
    Docket.objects.filter(pk=parler.pk).update(record_changed_at=parler.record_changed_at + timedelta(seconds=1))
    assert begin_attempt(parler.pk)
    assert Reading.objects.get(docket=parler).attempts == 1
    interpret_docket(parler.pk)
    assert (Reading.objects.get(docket=parler).attempts, Reading.objects.get(docket=parler).error) == (0, "")
    assert not begin_attempt(parler.pk)


def test_a_late_reader_writes_nothing_over_what_another_has_read(parler: Docket) -> None:
    late = begin_attempt(parler.pk, patient=False)
    assert late and list_dockets_to_interpret(10) == []
    assert not begin_attempt(parler.pk, patient=False)
    past = timezone.now() - timedelta(seconds=1)
    Reading.objects.update(lease_until=past)
    assert list_dockets_to_interpret(10) == [parler.pk]
    other = begin_attempt(parler.pk, patient=False)
    assert other and interpret_docket(parler.pk, other)
    read = Reading.objects.values().get()
    with pytest.raises(LeaseLost):
        note_failure(late, "OperationalError: the connection was lost")
    with pytest.raises(LeaseLost):
        interpret_docket(parler.pk, late)
    assert Reading.objects.values().get() == read


def test_who_is_patient_takes_over_and_an_editor_needs_no_lease(parler: Docket) -> None:
    late, other = begin_attempt(parler.pk), begin_attempt(parler.pk)
    lease_until = Reading.objects.get().lease_until
    assert late and other and lease_until and lease_until - timezone.now() <= LEASE
    with pytest.raises(LeaseLost):
        interpret_docket(parler.pk, late)
    assert interpret_docket(parler.pk)
    with pytest.raises(LeaseLost):
        note_failure(other, "ValueError: late")
    assert Reading.objects.get().error == "" and Reading.objects.get().lease_token == ""


@pytest.mark.parametrize("number", [3, 30])
def test_the_number_of_queries_does_not_grow(
    number: int, django_assert_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    docket = factories.docket()
    for entry in range(1, number + 1):
        factories.filing(docket=docket, number=str(entry), long_text=f"RESPONSE to {max(entry - 1, 1)} MOTION to Stay")
    interpret_docket(docket.pk)
    with django_assert_num_queries(QUERIES):
        interpret_docket(docket.pk)


@pytest.mark.django_db(transaction=True)
def test_four_at_once_read_a_docket_once(parler: Docket) -> None:
    def one(barrier: Barrier) -> bool:
        try:
            barrier.wait(timeout=20)
            return interpret_docket(parler.pk)
        finally:
            connection.close()

    barrier = Barrier(4)
    with ThreadPoolExecutor(4) as pool:
        changed = list(pool.map(one, [barrier] * 4))
    assert sorted(changed) == [False, False, False, True]
    assert TimelineEvent.objects.filter(docket=parler).count() == len(PARLER) + 1
