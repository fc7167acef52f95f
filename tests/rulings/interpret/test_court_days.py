"""What became of each day in court: examples, and laws over generated dockets."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulings.interpret.court_days import CaseEnd, SetDay, resolve_court_days
from rulings.interpret.docket import interpret_docket
from rulings.interpret.order import FilingOrder
from rulings.interpret.texts import FilingFacts
from rulings.models import Hearing, TimelineEvent
from rulings.reading.filing import read_filing
from rulings.reading.values import FilingReading
from rulings.vocabulary.kinds import EventKind, Kind, SetDate
from tests.support import factories

FIRST = date(2021, 1, 4)


def fact(filing: int, day: date) -> FilingFacts:
    return FilingFacts(filing, f"f{filing}", str(filing), filing, day, day, None, filing, "")


def order_of(*facts: FilingFacts) -> FilingOrder:
    return FilingOrder(facts, {}, FIRST)


def resolve(
    *lines: tuple[int, str], end: CaseEnd | None = None
) -> dict[str, tuple[str | None, int | None, int | None]]:
    """Days after the first, text -> day: what is set, what calls it off, what reports it."""
    facts = [fact(number, FIRST + timedelta(days=days)) for number, (days, _) in enumerate(lines, 1)]
    readings = {number: read_filing(text) for number, (_, text) in enumerate(lines, 1)}
    sets = [
        SetDay(
            filing,
            SetDate.TRIAL if "trial" in one.title.lower().split() else SetDate.HEARING,
            one.title,
            one.date,
            moves=one.moves,
        )
        for filing, reading in readings.items()
        for one in reading.hearings
    ]
    found = resolve_court_days(sets, readings, order_of(*facts), [end] if end else [])
    return {one.day.isoformat(): (one.title, one.vacated_by, one.held_by) for one in found}


def test_held_and_continued_is_held_and_sets_a_new_day() -> None:
    found = resolve(
        (0, "ORDER: Status Conference set for 2/1/2021 at 10:00 AM."),
        (28, "Minute Entry: Status Conference held on 2/1/2021 and continued to 3/1/2021 at 10:00 AM."),
    )
    assert found == {"2021-02-01": ("Status conference", None, 2), "2021-03-01": ("Status conference", None, None)}


def test_a_day_of_which_nothing_says_what_became_is_left_open() -> None:
    assert resolve((0, "ORDER: Status Conference set for 2/1/2021 at 10:00 AM.")) == {
        "2021-02-01": ("Status conference", None, None)
    }


@pytest.mark.parametrize(
    "text",
    [
        "NOTICE: Status Conference reset for 3/1/2021 at 10:00 AM.",
        "ORDER: the 2/1/2021 status conference is cancelled.",
        "ORDER: the status conference is vacated.",
        "Terminate Deadlines and Hearings",
        "Hearing Continued. Hearing scheduled for 3/1/2021 at 10:00 AM",
    ],
)
def test_a_later_entry_calls_a_day_off(text: str) -> None:
    found = resolve((0, "ORDER: Status Conference set for 2/1/2021 at 10:00 AM."), (7, text))
    assert found["2021-02-01"] == ("Status conference", 2, None)


@pytest.mark.parametrize(
    ("days", "set_by", "text"),
    [
        (27, "ORDER: Status Conference set for 2/1/2021 at 10:00 AM.",
         "Set/Reset Hearings: Status Conference set for 3/1/2021 at 10:00 AM."),
        (7, "ORDER: Case Management Conference set for 2/1/2021 at 10:00 AM.",
         "STIPULATION AND ORDER Continuing Case Management Conference. Case Management Conference set for 3/1/2021."),
        (7, "ORDER: Initial Pretrial Conference set for 2/1/2021 at 10:00 AM.",
         "ORDER granting Letter Motion to Adjourn Conference. (Initial Conference set for 3/1/2021 at 10:00 AM.)"),
        (7, "Motion to Compel filed by Elm Corp. with hearing to be held on 2/1/2021 at 10:00 AM at Courtroom 6.",
         "Notice of Adjournment of Hearing on Motion to Compel filed by Elm with hearing to be held on 3/1/2021."),
        (28, "Confirmation hearing to be held on 2/1/2021 at 1:30 PM.",
         "Confirmation Hearing Continued. Confirmation hearing to be held on 3/1/2021 at 1:30 PM."),
        (28, "Notice of Hearing on Objection. Hearing to be held on 2/1/2021 at 10:00 AM.",
         "Minute Entry. Matter settled. Hearing not held."),
        (20, "Motion to Sell Filed by Elm Corp. Hearing scheduled for 2/1/2021 at 10:00 AM at US Bankruptcy Court.",
         "Notice of Agenda of Matters not going forward - CANCELLED. Hearing scheduled for 2/1/2021 at 10:00 AM."),
        (7, "Notice of Oral Argument on Monday, February 1, 2021 - 09:00 A.M. - Courtroom 1 - Elm City.",
         "Filed order: The panel finds this case suitable for decision without oral argument."),
        (7, "Notice of Oral Argument on Monday, February 1, 2021 - 09:00 A.M. - Courtroom 1 - Elm City.",
         "Filed clerk order: This case is removed from the February 1, 2021 oral argument calendar."),
        (7, "DISTRIBUTED for Conference of 2/1/2021.", "Rescheduled."),
    ],
)  # fmt: skip
def test_a_later_entry_moves_or_calls_off_what_was_set(days: int, set_by: str, text: str) -> None:
    assert resolve((0, set_by), (days, text))["2021-02-01"][1] == 2


def test_a_hearing_on_a_motion_that_is_set_anew_is_moved() -> None:
    about = SetDay(1, SetDate.HEARING, "Motion hearing", FIRST + timedelta(days=30), about=(1,))
    again = replace(about, filing=2, title="Hearing", day=FIRST + timedelta(days=60))
    other = replace(again, about=(3,))
    facts = [fact(number, FIRST + timedelta(days=number)) for number in (1, 2, 3)]
    assert [one.vacated_by for one in resolve_court_days([about, again], {}, order_of(*facts))] == [2, None]
    assert [one.vacated_by for one in resolve_court_days([about, other], {}, order_of(*facts))] == [None, None]


def test_a_notice_that_moves_one_motion_leaves_the_others_of_its_day() -> None:
    day, facts = FIRST + timedelta(days=30), [fact(number, FIRST + timedelta(days=number)) for number in (1, 2, 3)]
    sets = [SetDay(number, SetDate.HEARING, "Hearing", day, about=(number,)) for number in (1, 2)]
    text = "Notice of Adjournment of Hearing from 2/3/2021 to 3/3/2021 at 10:00 AM (related document(s) 2)"
    found = resolve_court_days(sets, {3: read_filing(text)}, order_of(*facts))
    assert [one.vacated_by for one in found] == [None]
    assert [one.vacated_by for one in resolve_court_days(sets[1:], {3: read_filing(text)}, order_of(*facts))] == [3]


def test_several_hearings_are_called_off_together() -> None:
    found = resolve(
        (0, "ORDER: Pretrial Conference set for 5/20/2021 at 2:00 PM. Jury Trial set for 6/7/2021 at 9:00 AM."),
        (30, "ORDER: The pretrial conference and trial are stricken from the calendar."),
    )
    assert {day: off for day, (_, off, _) in found.items()} == {"2021-05-20": 2, "2021-06-07": 2}


def test_conferences_of_those_accused_together_do_not_replace_each_other() -> None:
    found = resolve(
        (0, "ORDER as to Jane Roe: Sentencing set for 5/3/2021. Status Conference set for 2/1/2021 at 10:00 AM."),
        (7, "ORDER as to John Roe: Status Conference set for 3/1/2021 at 10:00 AM."),
    )
    assert found["2021-02-01"][1] is None


def test_a_new_day_for_the_trial_replaces_the_old_one() -> None:
    found = resolve(
        (0, "SCHEDULING ORDER: Jury Trial set for 6/7/2021 at 9:00 AM."),
        (30, "AMENDED ORDER: Jury Trial set for 9/13/2021 at 9:00 AM."),
    )
    assert found["2021-06-07"][1] == 2 and found["2021-09-13"][1] is None


def test_the_end_of_the_case_calls_off_what_is_ahead() -> None:
    lines = [
        (0, "ORDER: Status Conference set for 2/1/2021. Jury Trial set for 6/7/2021 at 9:00 AM."),
        (40, "ORDER dismissing the case."),
    ]
    found = resolve(*lines, end=CaseEnd(2, FIRST + timedelta(days=40)))
    assert found["2021-02-01"][1] is None and found["2021-06-07"][1] == 2


def test_a_meeting_of_creditors_is_no_day_in_court() -> None:
    found = resolve(
        (0, "Meeting of Creditors 341(a) meeting to be held on 2/1/2021 at 10:00 AM."),
        (28, "Minute Entry: Hearing held on 2/1/2021."),
    )
    assert found["2021-02-01"] == ("Hearing", None, 2)


def off_in(*lines: tuple[int, str]) -> dict[str, str | None]:
    """Days after the first, text -> day of a hearing: the number of the filing that calls it off."""
    docket = factories.docket(docket_number=f"1:21-cr-{len(lines):05d}")
    for number, (days, text) in enumerate(lines, 1):
        day = FIRST + timedelta(days=days)
        factories.filing(docket=docket, number=str(number), date_filed=day, long_text=text)
    interpret_docket(docket.pk)
    rows = Hearing.objects.filter(docket=docket).exclude(kind=SetDate.DEADLINE)
    return {day.isoformat(): off for day, off in rows.values_list("date", "vacated_by__number")}


@pytest.mark.django_db
def test_a_day_of_many_matters_is_called_off_when_each_of_them_was_moved() -> None:
    motions = ("Motion to Assume Lease", "Motion to Sell Property")
    told = [(0, f"{motion}. Filed by Tarn Mills LLC") for motion in motions]
    for days, said, to in ((1, "Notice of Hearing", ("2/3", "2/3")), (9, "Hearing Continued", ("3/3", "4/7"))):
        for number, (motion, day) in enumerate(zip(motions, to, strict=True), 1):
            told.append((days, f"{said} (RE: {number} {motion}). Hearing to be held on {day}/2021 at 9:00 AM"))
    assert off_in(*told[:5]) == {"2021-02-03": None, "2021-03-03": None}
    assert off_in(*told) == {"2021-02-03": "6", "2021-03-03": None, "2021-04-07": None}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "ORDER granting 1 Motion to Quash.",
        "NOTICE of Withdrawal of Motion by Ann Poe re 1 MOTION to Quash",
        "NOTICE of Withdrawal of 2 Notice of Hearing by Ann Poe",
    ],
)
def test_a_hearing_of_what_is_decided_or_withdrawn_before_is_called_off(text: str) -> None:
    notice = "NOTICE of Hearing re 1 MOTION to Quash: Motion Hearing set for 3/4/2021 at 10:00 AM."
    assert off_in((0, "MOTION to Quash by Ann Poe."), (1, notice), (20, text)) == {"2021-03-04": "3"}


@pytest.mark.django_db
def test_an_order_on_the_day_itself_leaves_its_hearing() -> None:
    motion = "MOTION to Quash by Ann Poe. Motion Hearing set for 2/3/2021 at 10:00 AM."
    assert off_in((0, motion), (30, "ORDER granting 1 Motion to Quash.")) == {"2021-02-03": None}


@pytest.mark.django_db
def test_a_plea_of_guilty_calls_off_the_trial_and_not_the_sentencing() -> None:
    found = off_in(
        (0, "ORDER: Pretrial Conference set for 3/1/2021 at 9:00 AM. Jury Trial set for 3/15/2021 at 9:00 AM."),
        (1, "ORDER: Sentencing set for 6/7/2021 at 9:00 AM."),
        (30, "Minute Entry: Change of Plea Hearing as to Jane Roe held on 2/3/2021. Guilty plea entered to Count 1."),
    )
    assert found == {"2021-02-03": None, "2021-03-01": "3", "2021-03-15": "3", "2021-06-07": None}


@pytest.mark.django_db
def test_a_request_for_another_day_is_not_what_is_heard_on_it() -> None:
    found = off_in(
        (0, "MOTION to Dismiss by Elm Bank. Motion Hearing set for 3/4/2021 at 10:00 AM."),
        (9, "STIPULATION to Continue Hearing re 1 MOTION to Dismiss by Elm Bank"),
        (10, "ORDER granting 2 Stipulation to Continue Hearing. The hearing is continued to 4/8/2021."),
    )
    assert found == {"2021-03-04": "3", "2021-04-08": None}


def test_a_new_day_for_the_sentencing_of_one_accused_replaces_the_old_one() -> None:
    facts = [fact(number, FIRST + timedelta(days=number)) for number in (1, 2)]
    days = [FIRST + timedelta(days=number) for number in (30, 60)]
    sets = [SetDay(number, SetDate.HEARING, "Sentencing", day) for number, day in enumerate(days, 1)]
    for alone, off in ((True, 2), (False, None)):
        found = resolve_court_days(sets, {}, order_of(*facts), accused_alone=alone)
        assert [one.vacated_by for one in found] == [off, None]


def test_what_was_moved_is_not_called_off_again_in_place_of_what_stands() -> None:
    found = resolve(
        (0, "ORDER: Jury Trial set for 3/15/2021 at 9:00 AM."),
        (9, "ORDER: Jury Trial continued to 5/10/2021 at 9:00 AM."),
        (20, "ORDER closing case. The calendar call and trial are CANCELLED."),
    )
    assert {day: off for day, (_, off, _) in found.items()} == {"2021-03-15": 2, "2021-05-10": 3}


@pytest.mark.django_db
def test_what_only_minutes_report_is_a_day_in_court_without_a_line_of_its_own() -> None:
    docket = factories.docket()
    filing = factories.filing(docket=docket, number="1", date_filed=FIRST, long_text="Minute Entry: Hearing held.")
    interpret_docket(docket.pk)
    row = Hearing.objects.get(docket=docket)
    assert (row.filing, row.held_by, row.date) == (filing, filing, FIRST)
    assert not TimelineEvent.objects.filter(docket=docket, event_kind=EventKind.HEARING).exists()


DAYS = st.integers(0, 12).map(lambda number: FIRST + timedelta(days=number))
TITLES = st.sampled_from(["Hearing", "Status conference", "Jury trial", "Sentencing", "Meeting of creditors"])
SETS = st.lists(st.tuples(st.integers(1, 8), TITLES, DAYS, st.booleans()), max_size=10)
FILED = st.lists(DAYS, min_size=8, max_size=8)
READINGS = st.lists(
    st.builds(
        FilingReading,
        kind=st.sampled_from([Kind.MINUTES, Kind.ORDER, Kind.TRANSCRIPT]),
        vacates=st.lists(DAYS, max_size=2).map(tuple),
        calls_off=st.sampled_from(["", "", "all", "hearing", "trial"]),
        held=st.lists(DAYS, max_size=2).map(tuple),
        held_on_its_day=st.booleans(),
        held_as_set=st.booleans(),
        held_title=st.just("Hearing"),
    ),
    min_size=8,
    max_size=8,
)


def build(sets: list[tuple[int, str, date, bool]]) -> list[SetDay]:
    made = {
        (filing, title, day): SetDay(
            filing, SetDate.TRIAL if title == "Jury trial" else SetDate.HEARING, title, day, moves=moves
        )
        for filing, title, day, moves in sets
    }
    return list(made.values())


@given(SETS, FILED, READINGS, st.booleans())
def test_a_held_day_is_never_called_off(
    sets: list[tuple[int, str, date, bool]], filed: list[date], told: list[FilingReading], is_ended: bool
) -> None:
    order = order_of(*(fact(number, day) for number, day in enumerate(filed, 1)))
    readings = dict(enumerate(told, 1))
    end = CaseEnd(8, filed[7]) if is_ended else None
    ordered = sorted(build(sets), key=lambda one: order.key(one.filing))
    found = resolve_court_days(ordered, readings, order, [end] if end else [])
    reported = {
        day
        for number, reading in readings.items()
        for day in (*reading.held, *([filed[number - 1]] if reading.held_on_its_day else []))
        if day <= filed[number - 1]
    }
    for one in found:
        assert not (one.held_by and one.vacated_by)
        if one.vacated_by is not None and one.day in reported and one.title != "Meeting of creditors":
            # Another hearing of that day was held, and this one was moved away before.
            assert filed[one.vacated_by - 1] < one.day and any(o.day == one.day and o.held_by for o in found)
    assert reported <= {one.day for one in found if one.held_by is not None}


@given(SETS, FILED, READINGS, st.randoms(use_true_random=False))
def test_the_outcome_does_not_depend_on_the_order_of_arrival(
    sets: list[tuple[int, str, date, bool]], filed: list[date], told: list[FilingReading], random: Random
) -> None:
    facts = [fact(number, day) for number, day in enumerate(filed, 1)]
    readings = dict(enumerate(told, 1))
    ids = list(readings)
    random.shuffle(ids)
    new = dict(zip(readings, ids, strict=True))
    other_order = order_of(*(replace(one, id=new[one.id]) for one in random.sample(facts, len(facts))))
    other_readings = {new[number]: readings[number] for number in random.sample(list(readings), len(readings))}
    order, own = order_of(*facts), build(sets)
    first = resolve_court_days(sorted(own, key=lambda one: order.key(one.filing)), readings, order)
    moved = [replace(one, filing=new[one.filing]) for one in own]
    second = resolve_court_days(sorted(moved, key=lambda one: other_order.key(one.filing)), other_readings, other_order)
    known = {
        replace(
            one,
            filing=new[one.filing],
            vacated_by=new.get(one.vacated_by or 0),
            held_by=new.get(one.held_by or 0),
        )
        for one in first
    }
    assert set(second) == known
