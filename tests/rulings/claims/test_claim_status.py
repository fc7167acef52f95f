"""What has become of a claim: the laws of ``get_claim_status``, and the cases that they exist for."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulings.claims.status import (
    PENDING,
    ClaimDecision,
    ClaimFate,
    ClaimStatus,
    find_undone_decisions,
    get_claim_status,
)
from rulings.vocabulary.outcomes import REVIEWS, UNDOES, Outcome

START = date(2021, 1, 1)
PARTIES = (1, 2, 3)
DAYS = st.integers(0, 6).map(lambda days: START + timedelta(days=days))


@st.composite
def histories(draw: st.DrawFn) -> list[ClaimDecision]:
    number = draw(st.integers(0, 7))
    return [
        ClaimDecision(
            id=place,
            day=draw(st.none() | DAYS),
            outcome=draw(
                st.sampled_from([*REVIEWS, Outcome.DISMISSED, Outcome.STAYED, Outcome.WITHDRAWN, Outcome.GRANTED, None])
            ),
            parties=draw(st.frozensets(st.sampled_from(PARTIES), max_size=2)),
            reviews=draw(st.none() | st.sampled_from(range(place))) if place else None,
        )
        for place in range(number)
    ]


def of(party: int, found: dict[int | None, ClaimStatus]) -> ClaimStatus:
    return found[party] if party in found else found[None]


@given(histories(), st.randoms())
def test_the_order_in_which_it_is_told_makes_no_difference(history: list[ClaimDecision], chance: object) -> None:
    shuffled = list(history)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert get_claim_status(history, PARTIES) == get_claim_status(shuffled, PARTIES)
    assert find_undone_decisions(history, PARTIES) == find_undone_decisions(shuffled, PARTIES)


@given(histories(), DAYS)
def test_what_came_later_takes_nothing_from_an_earlier_day(history: list[ClaimDecision], day: date) -> None:
    known_then = [row for row in history if row.day is None or row.day <= day]
    assert get_claim_status(history, PARTIES, day) == get_claim_status(known_then, PARTIES)


@given(histories(), st.sampled_from(PARTIES))
def test_what_is_said_of_others_changes_nothing_for_a_party(history: list[ClaimDecision], party: int) -> None:
    own = [row for row in history if not row.parties or party in row.parties]
    assert of(party, get_claim_status(history, PARTIES)) == of(party, get_claim_status(own, [party]))


@given(histories(), st.sampled_from(PARTIES))
def test_the_latest_word_is_the_last_in_time_and_what_stands_is_a_word_on_the_claim(
    history: list[ClaimDecision], party: int
) -> None:
    history = [row for row in history if row.outcome]
    own = {row.id: row for row in history if not row.parties or party in row.parties}
    found = of(party, get_claim_status(history, PARTIES))
    if not own:
        assert found == PENDING
        return
    assert found.latest == max(own.values(), key=lambda row: (row.day or date.min, row.id)).id
    if found.standing is not None:
        assert own[found.standing].outcome not in REVIEWS
        assert found.standing not in find_undone_decisions(own.values(), [party])


@given(histories(), st.sampled_from([Outcome.DISMISSED, Outcome.STAYED, Outcome.SETTLED]))
def test_a_new_word_on_the_claim_stands_from_then_on(history: list[ClaimDecision], outcome: Outcome) -> None:
    newest = ClaimDecision(99, START + timedelta(days=30), outcome)
    found = get_claim_status([*history, newest], PARTIES)
    assert found == {None: ClaimStatus(found[None].fate, 99, 99)}


@given(histories(), st.sampled_from(sorted(UNDOES)))
def test_a_bare_reversal_undoes_exactly_one_decision_and_its_own_reversal_brings_it_back(
    history: list[ClaimDecision], reversal: Outcome
) -> None:
    whole = [ClaimDecision(row.id, row.day, row.outcome, reviews=row.reviews) for row in history]
    before, gone = get_claim_status(whole, PARTIES)[None], find_undone_decisions(whole, PARTIES)
    once = [*whole, ClaimDecision(98, START + timedelta(days=30), reversal)]
    standing = [row for row in whole if row.id not in gone and row.outcome]
    assert len(find_undone_decisions(once, PARTIES)) >= (1 if standing else 0)
    if standing and max(standing, key=lambda row: (row.day or date.min, row.id)).id == before.standing:
        assert get_claim_status(once, PARTIES)[None].standing != before.standing
    twice = [*once, ClaimDecision(99, START + timedelta(days=31), reversal, reviews=98)]
    after = get_claim_status(twice, PARTIES)[None]
    assert (after.fate, after.standing) == (before.fate, before.standing)


@given(histories())
def test_an_affirmation_changes_only_what_was_said_last(history: list[ClaimDecision]) -> None:
    before = get_claim_status(history, PARTIES)
    after = get_claim_status([*history, ClaimDecision(99, START + timedelta(days=30), Outcome.AFFIRMED)], PARTIES)
    for party in PARTIES:
        was, now = of(party, before), of(party, after)
        assert (now.fate, now.standing, now.latest) == (was.fate, was.standing, 99)


DISMISSED = ClaimDecision(1, START, Outcome.DISMISSED)
WITHOUT = ClaimDecision(1, START, Outcome.DISMISSED_WITHOUT_PREJUDICE)
PLEADED = ClaimDecision(9, date(2021, 2, 1), None)
FOR_GOOD = ClaimDecision(3, date(2021, 4, 1), Outcome.DISMISSED_WITH_PREJUDICE)


@pytest.mark.parametrize(
    ("history", "fate", "standing"),
    [
        ([], ClaimFate.OPEN, None),
        ([ClaimDecision(1, START, Outcome.NOT_LIKELY_TO_SUCCEED)], ClaimFate.OPEN, 1),
        ([DISMISSED], ClaimFate.DECIDED, 1),
        ([DISMISSED, ClaimDecision(2, date(2022, 1, 1), Outcome.AFFIRMED, reviews=1)], ClaimFate.DECIDED, 1),
        ([DISMISSED, ClaimDecision(2, date(2022, 1, 1), Outcome.REVERSED, reviews=1)], ClaimFate.OPEN, None),
        ([DISMISSED, ClaimDecision(2, date(2022, 1, 1), Outcome.VACATED_AND_REMANDED)], ClaimFate.OPEN, None),
        # What falls in part stands in part; so does what an appeal that is dismissed was about.
        ([DISMISSED, ClaimDecision(2, date(2022, 1, 1), Outcome.AFFIRMED_IN_PART, reviews=1)], ClaimFate.DECIDED, 1),
        ([DISMISSED, ClaimDecision(2, date(2022, 1, 1), Outcome.APPEAL_DISMISSED)], ClaimFate.DECIDED, 1),
        ([ClaimDecision(1, START, Outcome.NOT_LIKELY_TO_SUCCEED),
          ClaimDecision(2, date(2021, 3, 2), Outcome.WITHDRAWN)], ClaimFate.ENDED, 2),
        # On reconsideration the court decides otherwise.
        ([DISMISSED, ClaimDecision(2, date(2021, 2, 1), Outcome.MAY_PROCEED, reviews=1)], ClaimFate.OPEN, 2),
        # Of two decisions the earlier one is vacated: the later one stands.
        ([DISMISSED, ClaimDecision(2, START, Outcome.JUDGMENT_FOR),
          ClaimDecision(3, date(2021, 3, 1), Outcome.VACATED, reviews=1)], ClaimFate.DECIDED, 2),
        # A later pleading makes the claim again, and the court dismisses it for good; that is reversed.
        ([PLEADED], ClaimFate.OPEN, None),
        ([WITHOUT, PLEADED], ClaimFate.OPEN, 9),
        ([ClaimDecision(1, START, Outcome.WITHDRAWN), PLEADED], ClaimFate.OPEN, 9),
        ([ClaimDecision(1, START, Outcome.DISMISSED_WITH_PREJUDICE), PLEADED], ClaimFate.DECIDED, 1),
        ([ClaimDecision(1, START, Outcome.SETTLED), PLEADED], ClaimFate.ENDED, 1),
        ([WITHOUT, ClaimDecision(2, START, Outcome.REVERSED), PLEADED], ClaimFate.OPEN, None),
        ([WITHOUT, PLEADED, FOR_GOOD], ClaimFate.DECIDED, 3),
        ([WITHOUT, PLEADED, FOR_GOOD, ClaimDecision(4, date(2022, 1, 1), Outcome.REVERSED)], ClaimFate.OPEN, 9),
        # The day of the first is not known.
        ([ClaimDecision(1, None, Outcome.WITHDRAWN), ClaimDecision(2, START, Outcome.MAY_PROCEED)], ClaimFate.OPEN, 2),
    ],
)  # fmt: skip
def test_cases(history: Sequence[ClaimDecision], fate: ClaimFate, standing: int | None) -> None:
    found = get_claim_status(history, PARTIES)[None]
    assert (found.fate, found.standing) == (fate, standing)


def test_it_differs_by_party_where_a_ruling_is_for_some() -> None:
    history = [ClaimDecision(1, START, Outcome.DISMISSED, frozenset({2}))]
    assert get_claim_status(history, PARTIES) == {1: PENDING, 2: ClaimStatus(ClaimFate.DECIDED, 1, 1), 3: PENDING}
    assert get_claim_status(history, [2]) == {None: ClaimStatus(ClaimFate.DECIDED, 1, 1)}
    assert get_claim_status(history, []) == {None: ClaimStatus(ClaimFate.DECIDED, 1, 1)}


def test_it_is_told_for_any_day() -> None:
    history = [DISMISSED, ClaimDecision(2, date(2022, 1, 1), Outcome.REVERSED, reviews=1)]
    assert get_claim_status(history, (), date(2020, 12, 31))[None] == PENDING
    assert get_claim_status(history, (), START)[None] == ClaimStatus(ClaimFate.DECIDED, 1, 1)
    assert get_claim_status(history, (), date(2022, 1, 1))[None] == ClaimStatus(ClaimFate.OPEN, 2, None)
    assert find_undone_decisions(history, ()) == {1: 2}
