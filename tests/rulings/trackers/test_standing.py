"""Where a dispute stood on each day, and the law that a status never outlives the decision that it rests on."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulings.trackers.standing import (
    CaseSpan,
    Chain,
    DatedStanding,
    GivenStatus,
    LatestWords,
    MatterDecision,
    build_row_states,
    find_undone_days,
    trace_standings,
)
from rulings.vocabulary.outcomes import UNDOES, Outcome
from rulings.vocabulary.trackers.words import Standing

FIRST = date(2026, 1, 1)
TODAY = date(2026, 12, 1)
GOES_ON = CaseSpan(FIRST, None, is_over=False)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def relief(key: int, on: int, outcome: Outcome, reviews: int | None = None) -> MatterDecision:
    return MatterDecision(key, Chain.RELIEF, day(on), outcome, reviews)


def told(
    *decisions: MatterDecision, cases: tuple[CaseSpan, ...] = (GOES_ON,), claims: tuple[str, ...] = ()
) -> list[Any]:
    traced = trace_standings(decisions, cases, TODAY, claims)
    return [((row.day - FIRST).days, row.standing, row.decision) for row in traced]


def test_a_dispute_awaits_until_something_is_decided_and_then_stands_as_the_last_ruling_left_it() -> None:
    assert told() == [(0, Standing.AWAITING, None)]
    assert told(relief(1, 5, Outcome.GRANTED), relief(2, 9, Outcome.DENIED)) == [
        (0, Standing.AWAITING, None),
        (5, Standing.RELIEF_GRANTED, 1),
        (9, Standing.RELIEF_DENIED, 2),
    ]


def test_a_temporary_order_is_not_known_to_be_in_effect_after_its_days() -> None:
    """Fed. R. Civ. P. 65(b)(2): 14 days at most, unless it is extended."""
    order = replace(relief(1, 5, Outcome.GRANTED), is_temporary=True)
    lapsed = (20, Standing.RELIEF_LAPSED, 1)
    assert told(order)[1:] == [(5, Standing.RELIEF_GRANTED, 1), lapsed]
    assert told(order, relief(2, 30, Outcome.GRANTED))[1:] == [
        (5, Standing.RELIEF_GRANTED, 1),
        lapsed,
        (30, Standing.RELIEF_GRANTED, 2),
    ]
    assert told(order, relief(2, 9, Outcome.GRANTED))[-1] == (9, Standing.RELIEF_GRANTED, 2)
    assert told(replace(order, day=TODAY))[-1][1] is Standing.RELIEF_GRANTED
    assert told(replace(order, outcome=Outcome.DENIED))[-1] == (5, Standing.RELIEF_DENIED, 1)


def test_what_a_court_above_reverses_no_longer_stands_and_nothing_older_comes_back() -> None:
    rows = [relief(1, 5, Outcome.GRANTED), relief(2, 9, Outcome.GRANTED), relief(3, 20, Outcome.REVERSED, reviews=2)]
    assert told(*rows)[-1] == (20, Standing.AWAITING, None)
    again = relief(4, 30, Outcome.REVERSED, reviews=3)
    assert told(*rows, again)[-1] == (30, Standing.RELIEF_GRANTED, 2)


def test_an_order_ends_with_the_last_case_and_a_denial_stays() -> None:
    ended = CaseSpan(FIRST, day(40), is_over=True)
    assert told(relief(1, 5, Outcome.GRANTED), cases=(ended,))[-1] == (40, Standing.ENDED_UNDECIDED, None)
    assert told(relief(1, 5, Outcome.GRANTED), cases=(ended, GOES_ON))[-1][1] is Standing.RELIEF_GRANTED
    assert told(relief(1, 5, Outcome.DENIED), cases=(ended,))[-1][1] is Standing.RELIEF_DENIED
    assert told(cases=(CaseSpan(FIRST, None, is_over=True),))[-1] == (334, Standing.ENDED_UNDECIDED, None)


@pytest.mark.parametrize(
    ("outcomes", "standing"),
    [
        ((Outcome.JUDGMENT_FOR, Outcome.JUDGMENT_FOR), Standing.JUDGMENT_FOR),
        ((Outcome.DISMISSED_WITH_PREJUDICE, Outcome.JUDGMENT_AGAINST), Standing.JUDGMENT_AGAINST),
        ((Outcome.JUDGMENT_FOR, Outcome.JUDGMENT_AGAINST), Standing.JUDGMENT_IN_PART),
        ((Outcome.JUDGMENT_FOR, Outcome.LIKELY_TO_SUCCEED), Standing.AWAITING),
    ],
)
def test_claims_count_once_all_are_over(outcomes: tuple[Outcome, Outcome], standing: Standing) -> None:
    rows = [MatterDecision(key, f"claim {key}", day(9), outcome) for key, outcome in enumerate(outcomes, 1)]
    assert told(*rows)[-1][1] is standing
    assert told(*rows, claims=("claim 1", "claim 2", "claim 3"))[-1][1] is Standing.AWAITING


_OUTCOMES = st.sampled_from([Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.REVERSED, Outcome.VACATED])


@st.composite
def decisions(draw: st.DrawFn) -> list[MatterDecision]:
    rows: list[MatterDecision] = []
    for key in range(1, draw(st.integers(0, 7)) + 1):
        outcome = draw(_OUTCOMES)
        target = draw(st.integers(1, key - 1)) if outcome in UNDOES and key > 1 and draw(st.booleans()) else None
        chain = draw(st.sampled_from([Chain.RELIEF, Chain.DISMISSAL, "claim 1"]))
        rows.append(MatterDecision(key, chain, day(draw(st.integers(0, 20)) + key), outcome, target))
    return rows


@given(decisions(), st.integers(0, 40))
def test_law_a_standing_never_outlives_the_decision_that_it_rests_on(rows: list[MatterDecision], on: int) -> None:
    traced = [row for row in trace_standings(rows, [GOES_ON], TODAY) if row.day <= day(on)]
    rests_on = traced[-1].decision if traced else None
    known = [row for row in rows if row.day and row.day <= day(on)]
    assert rests_on is None or rests_on in {row.id for row in known}
    assert rests_on not in find_undone_days(known)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 3), st.none() | st.integers(1, 30)), max_size=5))
def test_law_an_editors_status_ends_with_what_it_rests_on_and_no_day_is_left_out(
    words: list[tuple[int, int, int | None]],
) -> None:
    standings = [DatedStanding(day(0), Standing.AWAITING, None), DatedStanding(day(30), Standing.RELIEF_DENIED, 1)]
    ends = {on: day(on + lasts) if lasts else None for on, _, lasts in words}
    of_day = {on: GivenStatus(day(on), key, "why", None, ends[on]) for on, key, _ in words}
    by_rule = {Standing.AWAITING: 8, Standing.RELIEF_DENIED: 9}
    latest = [LatestWords(day(12), {"words": "one"}), LatestWords(day(33), {"words": "two"})]
    states = build_row_states(standings, {}, by_rule, list(of_day.values()), latest)
    assert states[0].day == day(0) and states[-1].until is None
    assert all(state.until == further.day for state, further in pairwise(states))
    for state in states:
        last = max((row for row in of_day.values() if row.day <= state.day), key=lambda row: row.day, default=None)
        holds = last is not None and (last.until is None or last.until > state.day)
        assert state.is_editors == holds
        assert state.status == (last.status if holds and last else by_rule[state.standing])
