"""The lines of a timeline as values: order, names, threads, months. No database."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from rulings.interpret.events import (
    FIELDS,
    MOST_IN_THREAD,
    MOST_MONTHS,
    BuiltEvent,
    FiledEvent,
    HearingEvent,
    Key,
    MilestoneEvent,
    SpokenReference,
    build_events,
    count_by_kind,
    count_by_month,
)
from rulings.reading.values import FilingReading, PartyName
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation

ZONE = ZoneInfo("America/Los_Angeles")
DAY = date(2021, 1, 14)
PARTIES = [PartyName(number, f"Elm {number}", "Defendant", "defendant") for number in range(1, 7)]


def filed(id: int, *, day: date | None = DAY, position: int = 0, is_ruling: bool = False, **reading: Any) -> FiledEvent:
    said = FilingReading(**reading)
    return FiledEvent(id, f"p{id}", str(id), day, (day or DAY, position), said, is_ruling, said.headline, said.outcome)


def value(event: BuiltEvent, field: str) -> object:
    return event.values[FIELDS.index(field)]


def in_order(lines: dict[Key, BuiltEvent]) -> list[Key]:
    return sorted(lines, key=lambda key: (value(lines[key], "sort_date"), value(lines[key], "sort_order")))


def test_the_order_of_one_day() -> None:
    morning = HearingEvent(1, None, "Hearing", DAY, datetime(2021, 1, 14, 18, tzinfo=UTC), vacated=False, about=())
    evening = HearingEvent(2, None, "Hearing", DAY, datetime(2021, 1, 15, 1, tzinfo=UTC), vacated=False, about=())
    lines = build_events(
        [filed(11, position=2), filed(12, position=1)],
        [evening, morning],
        [MilestoneEvent(5, DAY, "Outside")],
        [],
        {},
        [],
        ZONE,
    )
    assert in_order(lines) == [("milestone", 5), ("filing", 12), ("filing", 11), ("hearing", 1), ("hearing", 2)]


def test_filers_are_named_shortly() -> None:
    def shown(ids: tuple[int, ...], **reading: Any) -> object:
        (event,) = build_events([filed(1, filed_by=ids, **reading)], [], [], [], {}, PARTIES, ZONE).values()
        return value(event, "filed_by")

    assert shown((1,)) == "Elm 1"
    assert shown((1, 2)) == "Elm 1; Elm 2"
    assert shown((1, 2, 3, 4, 5)) == "Elm 1; Elm 2; Elm 3; Elm 4 and 1 other"
    assert shown((1, 2, 3, 4, 5, 6), side="defendant") == "All defendants"
    assert shown((), filer_text="Oak Bank") == "Oak Bank"
    assert shown((), side="plaintiff") == "Plaintiffs"
    assert shown(()) == ""


def test_a_thread_is_cut_in_order_of_time() -> None:
    answers = [filed(number, position=number) for number in range(2, 40)]
    spoken = [SpokenReference(line.id, Relation.OPPOSES, 1) for line in reversed(answers)]
    thread = value(build_events([filed(1), *answers], [], [], spoken, {}, [], ZONE)[("filing", 1)], "thread")
    assert isinstance(thread, list)
    assert [link["number"] for link in thread] == [str(number) for number in range(2, 2 + MOST_IN_THREAD)]
    assert not any(link["outgoing"] for link in thread)


def test_each_motion_says_what_the_ruling_did_to_it_and_not_to_the_others() -> None:
    ruling = filed(9, is_ruling=True, outcome=Outcome.IN_PART)
    spoken = [SpokenReference(9, Relation.DECIDES, 1), SpokenReference(9, Relation.DECIDES, 2)]
    outcomes = {(9, 1): Outcome.GRANTED, (9, 2): Outcome.DENIED}
    lines = build_events([filed(1), filed(2), ruling], [], [], spoken, outcomes, [], ZONE)

    def outcomes_of(number: int) -> list[str]:
        thread = value(lines[("filing", number)], "thread")
        assert isinstance(thread, list)
        return [link["outcome"] for link in thread]

    assert (outcomes_of(1), outcomes_of(2), outcomes_of(9)) == (["granted"], ["denied"], ["granted", "denied"])


def test_an_unchanged_line_has_the_same_fingerprint_whatever_the_order_of_what_is_given() -> None:
    lines = [filed(1), filed(2), filed(3)]
    spoken = [
        SpokenReference(2, Relation.OPPOSES, 1),
        SpokenReference(3, Relation.REPLIES, 1),
        SpokenReference(3, Relation.ABOUT, 2),
    ]
    one = build_events(lines, [], [], spoken, {}, [], ZONE)
    other = build_events(lines[::-1], [], [], spoken[::-1], {}, [], ZONE)
    assert {key: event.fingerprint for key, event in one.items()} == {
        key: event.fingerprint for key, event in other.items()
    }


def test_months_have_no_gap_and_an_end() -> None:
    lines = [filed(1, day=date(2020, 11, 3)), filed(2, day=date(2021, 1, 3), is_ruling=True), filed(3, day=None)]
    assert count_by_month(lines) == [["2020-11", 1, 0], ["2020-12", 0, 0], ["2021-01", 1, 1]]
    far = count_by_month([filed(1, day=date(1850, 1, 1)), filed(2, day=date(2021, 1, 1))])
    assert (len(far), far[0][0], far[-1]) == (MOST_MONTHS, "1971-02", ["2021-01", 1, 0])
    assert count_by_month([]) == []


@settings(max_examples=50)
@given(st.lists(st.dates(min_value=date(1990, 1, 1), max_value=date(2025, 12, 31)), max_size=20))
def test_months_count_every_dated_filing(days: list[date]) -> None:
    counted = count_by_month([filed(number, day=day) for number, day in enumerate(days)])
    assert sum(month[1] for month in counted) == len(days)
    assert [month[0] for month in counted] == sorted({month[0] for month in counted})


def test_kinds_are_counted() -> None:
    assert count_by_kind([filed(1, kind=Kind.ORDER), filed(2, kind=Kind.MOTION), filed(3, kind=Kind.MOTION)]) == {
        "motion": 2,
        "order": 1,
    }
