"""What is so of the account of every docket, over small dockets made of the wordings of all kinds of courts."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.models import Docket
from rulings.interpret.account.progress import _OUTLIVE
from rulings.interpret.docket import interpret_docket
from rulings.interpret.events import FiledEvent
from rulings.models import Reading, TimelineEvent
from rulings.vocabulary.motion_states import STATES_WITHOUT_RULING
from rulings.vocabulary.stages import ENDS, STAGE_OF_END, STAGE_OF_STEP, CaseKind, Stage, Step
from tests.rulings.reading.steps.test_steps import NOT_SHOWN, SHOWN
from tests.support import factories
from tests.support.accounts import DAY, account_of, make_line
from tests.support.examples import count_examples

ROUTINE = [
    "NOTICE of Appearance by Ann Poe on behalf of Elm Corp.",
    "CERTIFICATE of Service",
    "NOTICE of Change of Address",
]
HEADERS = [frozenset({"pacer-docket"}), frozenset({"court-feed", "appellate-docket"})]
SOURCES = [frozenset(), frozenset({"court-feed"}), frozenset({"scotus-json"}), frozenset({"docket-history"}), *HEADERS]
often = settings(max_examples=count_examples(40, 150))
_OPENINGS = (Stage.FILED, Stage.CHARGED, Stage.DOCKETED)

OTHERS = sorted({text for texts in NOT_SHOWN.values() for text in texts})
EVENTS = {
    kind: sorted({text for step in {*STAGE_OF_STEP[kind], *ENDS[kind]} for text in SHOWN[step]}) for kind in CaseKind
}
"""Of each kind of case the texts that show how it goes on or ends."""
days = st.none() | st.integers(0, 400).map(lambda after: DAY + timedelta(days=after))
type Entries = list[tuple[str, int, bool]]
"""Text, days after the one before it, whether its day is known."""


@st.composite
def dockets(draw: st.DrawFn) -> tuple[Entries, dict[str, Any]]:
    """The entries of a docket, and what else is known of it."""
    kind = draw(st.sampled_from(CaseKind))
    text = st.sampled_from(EVENTS[kind]) | st.sampled_from(EVENTS[kind]) | st.sampled_from(OTHERS)
    entry = st.tuples(text, st.integers(0, 60), st.sampled_from([True, True, True, False]))
    as_of = DAY + timedelta(days=draw(st.integers(0, 600)))
    sources = draw(st.sampled_from(SOURCES))
    header = as_of - timedelta(days=draw(st.integers(0, 90))) if any(sources >= one for one in HEADERS) else None
    return draw(st.lists(entry, max_size=8)), {
        "kind": kind,
        "filed": draw(st.none() | st.integers(0, 30).map(lambda after: DAY + timedelta(days=after))),
        "terminated": draw(days),
        "as_of": as_of,
        "header_as_of": header,
        "sources": sources,
        "defendants": draw(st.sampled_from([1, 1, 2])),
    }


def lines_of(texts: Iterable[tuple[str, int, bool]]) -> list[FiledEvent]:
    lines, after = [], 1
    for id, (text, gap, dated) in enumerate(texts, 1):
        after += gap
        line = make_line(id, text, days=after)
        lines.append(line if dated else replace(line, day=None))
    return lines


def told(account: dict[str, Any]) -> dict[str, Any]:
    return {key: account[key] for key in ("status", "pending", "unseen", "ruling", "result")}


@often
@given(docket=dockets(), seed=st.integers(0, 99))
def test_an_account_depends_on_its_entries_and_not_on_their_order_of_arrival(docket: Any, seed: int) -> None:
    texts, facts = docket
    lines = lines_of(texts)
    mixed = random.Random(seed).sample(lines, len(lines))
    assert account_of(mixed, **facts) == account_of(lines, **facts)


@often
@given(docket=dockets(), routine=st.sampled_from(ROUTINE), at=st.integers(0, 8))
def test_an_entry_of_routine_changes_nothing(docket: Any, routine: str, at: int) -> None:
    texts, facts = docket
    lines = lines_of(texts)
    beside = lines[min(at, len(lines) - 1)].place if lines else (DAY, 0)
    more = replace(make_line(99, routine), number="", place=beside, day=beside[0])
    assert told(account_of([*lines, more], **facts)) == told(account_of(lines, **facts))


@often
@given(docket=dockets())
def test_no_stage_before_the_filing_or_after_the_end(docket: Any) -> None:
    texts, facts = docket
    account = account_of(lines_of(texts), **facts)
    dated = [(Stage(one["stage"]), one["date"]) for one in account["passed"] if one["date"]]
    assert dated == sorted(dated, key=lambda one: one[1])
    begun = min((day for stage, day in dated if stage in _OPENINGS), default="")
    assert all(day >= begun for _, day in dated)
    if account["status"]["value"] == "ended" and account["status"]["date"]:
        later = {stage for stage, day in dated if day > account["status"]["date"]}
        assert later <= _OUTLIVE | {STAGE_OF_END[facts["kind"]], Stage.SENTENCED, Stage.DISMISSED}
    assert len({stage for stage, _ in dated}) == len(dated)
    assert account["stage"] == (account["passed"][-1]["stage"] if account["passed"] else "")


@often
@given(docket=dockets())
def test_every_statement_names_its_entries(docket: Any) -> None:
    texts, facts = docket
    account = account_of(lines_of(texts), **facts)
    status = account["status"]
    if status["sure"] == "read":
        assert status["rests_on"] and status["date"]
    if status["value"] == "ended" and status["how"]:
        assert status["rests_on"], "how it ended is read from an entry"
    for stage in account["passed"]:
        assert stage["public_id"] or stage["sure"] == "stated", stage
    for key in ("ruling", "result"):
        assert account[key] is None or account[key]["public_id"]


@often
@given(docket=dockets())
def test_a_case_whose_header_is_open_has_not_ended_long_ago(docket: Any) -> None:
    texts, facts = docket
    header = facts["header_as_of"]
    if header is None or facts["terminated"] or facts["kind"] is CaseKind.SUPREME_COURT:
        return
    status = account_of(lines_of(texts), **facts)["status"]
    assert status["value"] != "ended" or date.fromisoformat(status["date"]) >= header - timedelta(days=21)


@often
@given(docket=dockets())
def test_an_end_and_a_reopening_are_told_by_the_last_of_them(docket: Any) -> None:
    texts, facts = docket
    lines, status = lines_of(texts), account_of(lines_of(texts), **facts)["status"]
    if status["how"] == Step.REOPENED:
        (link,) = status["rests_on"]
        again = next(line for line in lines if line.public_id == link["public_id"])
        assert status["value"] == "open" and Step.REOPENED in again.reading.steps


# -- from the record to the row --

MOTIONS = ["MOTION to Dismiss by Elm Corp.", "MOTION to Compel by Oak Bank", "MOTION to Strike by Elm Corp."]
ON_THEM = [
    "ORDER granting {} Motion", "ORDER denying {} Motion", "ORDER denying as moot {} Motion", "REPLY re {} MOTION",
    "ORDER deferring ruling on {} Motion", "NOTICE of Withdrawal of {} MOTION", "RESPONSE in Opposition re {} MOTION",
    "ORDER DISMISSING CASE", "ORDER reopening case", "NOTICE of Hearing on {} MOTION set for 3/1/2021 10:00 AM",
    "Minute Entry: Motion Hearing held on 2/1/2021 re {} MOTION", "MOTION to Amend {} MOTION by Elm Corp.",
]  # fmt: skip

disputes = st.tuples(
    st.permutations(MOTIONS),
    st.lists(st.tuples(st.sampled_from(ON_THEM), st.integers(1, 3)), max_size=7),
)


def texts_of(dispute: tuple[Sequence[str], Sequence[tuple[str, int]]]) -> list[str]:
    motions, speakers = dispute
    return [*motions, *(text.format(number) for text, number in speakers)]


def interpret(texts: Sequence[str], arrival: Sequence[int], routine: bool = False) -> Any:
    """The account of a docket whose entries come in an order of their own; without ids, which each docket has anew."""
    docket = factories.docket(docket_number="2:14-cv-00001", record_changed_at=datetime(2021, 2, 9, tzinfo=UTC))
    for at in arrival:
        day = DAY + timedelta(days=at)
        factories.filing(
            docket=docket,
            number=str(at + 1),
            date_filed=day,
            long_text=texts[at],
            position=at,
            first_seen=factories.NOW,
        )
    if routine:
        factories.filing(docket=docket, date_filed=DAY + timedelta(days=2), long_text=ROUTINE[0], position=2)
    interpret_docket(docket.pk)
    check_motions(docket)
    state = without_ids(Reading.objects.get(docket=docket).state)
    docket.delete()
    return state


def check_motions(docket: Docket) -> None:
    """A decided motion is never pending."""
    state = Reading.objects.get(docket=docket).state
    pending = {one["public_id"] for one in state["pending"] + state["unseen"]}
    for line in TimelineEvent.objects.filter(docket=docket, kind="motion").select_related("filing"):
        assert line.filing is not None
        if line.filing.public_id in pending:
            assert line.state in STATES_WITHOUT_RULING and line.outcome in ("", "deferred")
    for one in state["pending"] + state["dates"]:
        assert one["rests_on"], "every statement names its entries"


def without_ids(told: Any) -> Any:
    if isinstance(told, dict):
        return {key: without_ids(value) for key, value in told.items() if key != "public_id"}
    return [without_ids(one) for one in told] if isinstance(told, list) else told


@pytest.mark.django_db
@settings(max_examples=12)
@given(dispute=disputes, seed=st.integers(0, 99))
def test_a_stored_account_depends_on_the_entries_alone(dispute: Any, seed: int) -> None:
    texts = texts_of(dispute)
    arrival = random.Random(seed).sample(range(len(texts)), len(texts))
    there = interpret(texts, range(len(texts)))
    assert interpret(texts, arrival) == there
    assert interpret(texts, arrival, routine=True) == there
