"""How far each motion and the whole case have come: of values, and once from the record to the row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dockets.models import Docket
from rulings.interpret.docket import interpret_docket
from rulings.interpret.events import FiledEvent, HearingEvent
from rulings.interpret.state_of_play import MOST_DATES, MOST_PENDING, build_state_of_play
from rulings.models import Reading, TimelineEvent
from rulings.reading.values import FilingReading
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.motion_states import MotionState
from rulings.vocabulary.outcomes import Outcome
from tests.support import factories

DAY = date(2021, 1, 11)
MOTION = "MOTION to Dismiss by Elm Corp."


def filed(id: int, kind: Kind, headline: str = "", *, days: int = 0, **fields: Any) -> FiledEvent:
    ruling = kind in (Kind.ORDER, Kind.JUDGMENT, Kind.OPINION)
    day = DAY + timedelta(days=days or id)
    outcome = fields.pop("outcome", None)
    return FiledEvent(
        id, f"p{id}", str(id), day, (day, id), FilingReading(kind=kind), ruling, headline, outcome, **fields
    )


def stages(*lines: FiledEvent, closed: date | None = None) -> list[str]:
    return [place["stage"] for place in build_state_of_play(lines, [], DAY, closed, DAY)["passed"]]


def stage(*lines: FiledEvent, closed: date | None = None) -> str:
    return str(build_state_of_play(lines, [], DAY, closed, DAY)["stage"])


def test_a_case_known_from_one_late_notice_was_filed_nobody_knows_when() -> None:
    late, first = filed(34, Kind.ORDER, "Order"), filed(1, Kind.COMPLAINT)
    unknown, known, told = (
        build_state_of_play(lines, [], begun, None, DAY)["passed"][0]
        for lines, begun in (((late,), None), ((first, late), None), ((late,), DAY))
    )
    assert (unknown["stage"], unknown["date"], unknown["number"]) == ("filed", None, "")
    assert (known["date"], known["number"]) == ("2021-01-12", "1")
    assert (told["date"], told["number"]) == ("2021-01-11", ""), "the docket tells the day; its entry is not known"


def test_a_case_goes_through_its_stages() -> None:
    lines = (
        filed(1, Kind.COMPLAINT),
        filed(2, Kind.MOTION, "Motion to dismiss", detail=Detail.MOTION_TO_DISMISS),
        filed(3, Kind.ORDER, "Scheduling order"),
        filed(4, Kind.MOTION, "Motion for summary judgment", detail=Detail.SUMMARY_JUDGMENT),
        filed(5, Kind.MINUTES, "Minute entry: jury trial"),
        filed(6, Kind.JUDGMENT, "Judgment"),
        filed(7, Kind.NOTICE, "Notice of appeal", detail=Detail.APPEAL),
    )
    passed = ["filed", "answered", "discovery", "summary_judgment", "trial", "decided", "appealed"]
    assert [stage(*lines[:count]) for count in range(1, 8)] == passed
    assert stages(*lines, closed=DAY) == [*passed, "closed"]


def test_a_case_whose_dismissal_was_vacated_goes_on() -> None:
    dismissed = filed(2, Kind.ORDER, "Order dismissing case", detail=Detail.DISMISSAL)
    vacated = filed(3, Kind.ORDER, "Order vacating dismissal order", detail=Detail.DISMISSAL, outcome=Outcome.VACATED)
    assert stages(filed(1, Kind.COMPLAINT), dismissed, vacated) == ["filed"]
    assert build_state_of_play([dismissed, vacated], [], DAY, None, DAY)["result"] is None
    again = filed(4, Kind.ORDER, "Order dismissing case", detail=Detail.DISMISSAL)
    assert stages(filed(1, Kind.COMPLAINT), dismissed, vacated, again) == ["filed", "decided"]
    reviewed = filed(3, Kind.ORDER, "Order vacating judgment of the district court", outcome=Outcome.VACATED)
    found = build_state_of_play([reviewed], [], DAY, None, DAY)["result"]
    assert found and found["outcome"] == "vacated", "a review's result, of another court's decision"


def test_a_notice_beside_its_motion_is_not_pending_a_second_time() -> None:
    """Eastern Pennsylvania's bankruptcy court."""
    motion = filed(1, Kind.MOTION, "Motion for relief from stay", days=1, state=MotionState.PENDING)
    notice = filed(2, Kind.MOTION, "Notice of motion", days=1, state=MotionState.PENDING)
    alone = filed(3, Kind.MOTION, "Notice of motion", days=2, state=MotionState.PENDING)
    pending = build_state_of_play([motion, notice, alone], [], DAY, None, DAY)["pending"]
    assert [line["number"] for line in pending] == ["1", "3"]


def test_an_appeal_before_the_end_is_no_stage_after_it() -> None:
    early, late = (filed(number, Kind.NOTICE, "Notice of appeal", detail=Detail.APPEAL) for number in (2, 4))
    judgment = filed(3, Kind.JUDGMENT, "Judgment")
    assert stages(filed(1, Kind.COMPLAINT), early, judgment) == ["filed", "decided"]
    assert stages(filed(1, Kind.COMPLAINT), early, judgment, late) == ["filed", "decided", "appealed"]


def test_an_appeal_of_one_order_leaves_the_case_where_it_is() -> None:
    appeal = filed(3, Kind.NOTICE, "Notice of appeal", detail=Detail.APPEAL)
    assert stage(filed(1, Kind.COMPLAINT), filed(2, Kind.ANSWER), appeal) == "answered"


@pytest.mark.parametrize(
    ("line", "over"),
    [
        (filed(2, Kind.ORDER, "Order dismissing case", detail=Detail.DISMISSAL), True),
        (filed(2, Kind.ORDER, "Order remanding case", outcome=Outcome.REMANDED), True),
        (filed(2, Kind.JUDGMENT, "Partial judgment"), False),
        (filed(2, Kind.NOTICE, "Notice of voluntary dismissal", detail=Detail.DISMISSAL), True),
        (filed(2, Kind.NOTICE, "Notice of voluntary dismissal of defendant Elm", detail=Detail.DISMISSAL), False),
        (filed(2, Kind.NOTICE, "Notice of dismissal", detail=Detail.DISMISSAL), False),
        (filed(2, Kind.ORDER, "Order denying motion", outcome=Outcome.DENIED), False),
    ],
)
def test_what_decides_a_case(line: FiledEvent, over: bool) -> None:
    assert ("decided" in stages(filed(1, Kind.COMPLAINT), line)) is over


def test_motions_without_a_ruling_are_listed_with_their_time() -> None:
    open_ = [filed(n, Kind.MOTION, f"Motion {n}", state=MotionState.PENDING, since=DAY) for n in range(2, 40)]
    done = filed(50, Kind.MOTION, "Motion 50", state=MotionState.DECIDED)
    play = build_state_of_play([*open_, done], [], DAY, None, DAY)
    assert play["pending_count"] == 38
    assert [motion["number"] for motion in play["pending"]] == [str(n) for n in range(2, 2 + MOST_PENDING)]
    assert play["pending"][0] == {
        "number": "2", "public_id": "p2", "headline": "Motion 2", "date": "2021-01-13", "detail": "",
        "state": "pending", "since": "2021-01-11",
    }  # fmt: skip


def test_the_last_ruling_is_the_latest() -> None:
    lines = [
        filed(3, Kind.ORDER, "Later", outcome=Outcome.DENIED),
        filed(2, Kind.ORDER, "Earlier"),
        filed(4, Kind.NOTICE),
    ]
    assert build_state_of_play(lines, [], DAY, None, DAY)["ruling"] == {
        "number": "3", "public_id": "p3", "headline": "Later", "date": "2021-01-14", "outcome": "denied", "later": 0,
    }  # fmt: skip
    assert build_state_of_play([], [], None, None, DAY)["ruling"] is None


@pytest.mark.parametrize(
    "minor",
    [
        {"outcome": Outcome.GRANTED, "detail": Detail.EXTENSION},
        {"outcome": Outcome.GRANTED, "detail": Detail.SEALING},
        {"outcome": Outcome.GRANTED, "reading": FilingReading(kind=Kind.ORDER, routine=True)},
        {},
    ],
)
def test_time_seals_and_routine_do_not_push_aside_what_was_decided(minor: dict[str, Any]) -> None:
    after = [replace(filed(place, Kind.ORDER, "Order"), **minor) for place in (3, 4)]
    decided = filed(2, Kind.ORDER, "Injunction denied", outcome=Outcome.DENIED)
    told = build_state_of_play([decided, *after], [], DAY, None, DAY)["ruling"]
    assert (told["number"], told["later"]) == ("2", 2)
    alone = build_state_of_play(after, [], DAY, None, DAY)["ruling"]
    assert (alone["number"], alone["later"]) == ("4", 0)


def test_dates_to_come_are_those_that_stand() -> None:
    def heard(id: int, days: int, *, vacated: bool = False) -> HearingEvent:
        return HearingEvent(id, None, f"Hearing {id}", DAY + timedelta(days=days), None, vacated, ())

    many: Sequence[HearingEvent] = [heard(n, n) for n in range(30, 10, -1)]
    titles = [
        line["title"]
        for line in build_state_of_play([], [heard(1, -1), heard(2, 2, vacated=True), heard(3, 0)], None, None, DAY)[
            "dates"
        ]
    ]
    assert titles == ["Hearing 3"]
    dates = build_state_of_play([], many, None, None, DAY)["dates"]
    assert [line["title"] for line in dates] == [f"Hearing {n}" for n in range(11, 11 + MOST_DATES)]


def case(*texts: str, closed: date | None = None) -> Docket:
    docket = factories.docket(date_terminated=closed)
    for number, text in enumerate(texts, 1):
        factories.filing(docket=docket, number=str(number), date_filed=DAY + timedelta(days=number), long_text=text)
    interpret_docket(docket.pk)
    return docket


def of_motion(docket: Docket, number: str = "1") -> tuple[str, int]:
    event = TimelineEvent.objects.get(docket=docket, filing__number=number)
    return event.state, (event.since - DAY).days if event.since else 0


STATES = [
    ((MOTION,), ("pending", 1)),
    ((MOTION, "RESPONSE in Opposition re 1 MOTION to Dismiss"), ("pending", 1)),
    (
        (MOTION, "RESPONSE in Opposition re 1 MOTION to Dismiss", "REPLY to Response to 1 MOTION to Dismiss"),
        ("briefed", 3),
    ),
    ((MOTION, "RESPONSE in Opposition re 1 MOTION", "REPLY re 2 Response"), ("briefed", 3)),
    (
        (MOTION, "Minute Entry: Motion Hearing held on 1/13/2021 re 1 MOTION to Dismiss", "REPLY re 1 MOTION"),
        ("argued", 2),
    ),
    ((MOTION, "REPLY re 1 MOTION", "ORDER denying 1 Motion to Dismiss"), ("decided", 3)),
    ((MOTION, "ORDER denying as moot 1 Motion to Dismiss"), ("moot", 2)),
    ((MOTION, "NOTICE of Withdrawal of 1 MOTION to Dismiss"), ("withdrawn", 2)),
    ((MOTION, "ORDER taking under advisement 1 Motion to Dismiss"), ("argued", 2)),
    ((MOTION, "ORDER deferring ruling on 1 Motion", "ORDER granting 1 Motion to Dismiss"), ("decided", 3)),
    # Minutes that set a schedule, or take a hearing off the calendar, tell of no argument.
    (
        (MOTION, "MINUTE entry before Judge Poe: Briefing schedule on 1 MOTION: response due by 2/1/2021."),
        ("pending", 1),
    ),
    (
        (MOTION, "MINUTES (IN CHAMBERS): The hearing on 1 MOTION to Dismiss set for 2/1/2021 is vacated."),
        ("pending", 1),
    ),
    (
        (MOTION, "Minute Entry: Oral argument held on 1/13/2021 re 1 MOTION; supplemental briefs due by 2/1/2021"),
        ("argued", 2),
    ),
]
"""Of each list of texts, numbered from 1 on successive days: the state of number 1, and the day since when."""


@pytest.mark.django_db
@pytest.mark.parametrize(("texts", "state"), STATES)
def test_how_far_a_motion_has_come(texts: tuple[str, ...], state: tuple[str, int]) -> None:
    assert of_motion(case(*texts)) == state


@pytest.mark.django_db
def test_what_is_heard_after_a_ruling_is_not_heard_on_the_motion() -> None:
    """New York's order grants what was asked of a conference and sets the next one; and a hearing once set may stay in
    the calendar of a motion that was decided on the papers."""
    docket = case(
        "LETTER MOTION to Adjourn Conference by Elm Corp.",
        "ORDER granting 1 Letter Motion to Adjourn Conference. The conference is adjourned to March 30, 2021 at 3:00"
        " p.m.",
        "MOTION to Dismiss by Oak Bank",
        "NOTICE of Hearing on 3 MOTION to Dismiss : Motion Hearing set for 3/1/2021 10:00 AM",
        "MOTION to Compel by Elm Corp.",
        "NOTICE of Hearing on 5 MOTION to Compel : Motion Hearing set for 3/2/2021 10:00 AM",
        "ORDER denying 3 Motion to Dismiss",
    )
    about = {
        hearing.date.isoformat(): list(hearing.about.values_list("number", flat=True))
        for hearing in docket.hearings.all()
    }
    assert about == {"2021-03-30": [], "2021-03-01": [], "2021-03-02": ["5"]}


@pytest.mark.django_db
def test_what_a_closed_case_left_open_is_in_no_known_state() -> None:
    assert of_motion(case(MOTION, closed=DAY + timedelta(days=9))) == ("", 0)
    after = case(MOTION, closed=DAY)
    assert of_motion(after) == ("pending", 1)


@pytest.mark.django_db
def test_a_case_keeps_its_state_of_play() -> None:
    docket = case(
        "COMPLAINT against Elm Corp.",
        MOTION,
        "NOTICE of Appearance by Ann Poe",
        "ORDER granting 9 Motion",
        "MOTION to Seal",
    )
    reading = Reading.objects.get(docket=docket)
    assert reading.details == {"motion_to_dismiss": 1, "sealing": 1}
    assert reading.routine_count == 1
    assert (reading.state["stage"], reading.state["pending_count"]) == ("answered", 2)
    assert reading.state["ruling"]["number"] == "4"
    assert list(TimelineEvent.objects.filter(docket=docket, routine=True).values_list("filing__number", flat=True)) == [
        "3"
    ]


@pytest.mark.django_db
def test_an_order_is_about_what_it_decides() -> None:
    docket = case(MOTION, "ORDER granting 1 Motion.", "MOTION to Seal", "ORDER granting 1 Motion and 3 Motion.")
    details = dict(TimelineEvent.objects.filter(docket=docket).values_list("filing__number", "detail"))
    assert details == {"1": "motion_to_dismiss", "2": "motion_to_dismiss", "3": "sealing", "4": ""}


@pytest.mark.parametrize(
    "headline",
    [
        # An appeal's docket notes what the court below did with its mandate.
        "Received copy of District Court order filed on 11/02/2021",
        "Received order from the Supreme Court, dated 07/19/2021",
        # A bankruptcy's notes the end of each adversary proceeding.
        "Disposition of adversary",
    ],
)
def test_what_another_court_did_is_no_end_of_this_case(headline: str) -> None:
    own = filed(2, Kind.ORDER, "Order dismissing appeal", outcome=Outcome.DISMISSED)
    others = filed(3, Kind.ORDER, headline, outcome=Outcome.VACATED)
    state = build_state_of_play([filed(1, Kind.COMPLAINT), own, others], [], DAY, None, DAY)
    assert (state["ruling"]["number"], state["result"]["number"]) == ("2", "2")
    assert stage(filed(1, Kind.COMPLAINT), filed(3, Kind.ORDER, headline, outcome=Outcome.DISMISSED)) == "filed"


def test_an_order_about_dismissal_that_dismisses_nothing_is_no_end() -> None:
    """Eastern Michigan: "Order Adjourning Hearing … Re: Dismissal/Conversion"."""
    assert (
        stage(filed(1, Kind.COMPLAINT), filed(2, Kind.ORDER, "Order adjourning hearing", detail=Detail.DISMISSAL))
        == "filed"
    )
    assert (
        stage(filed(1, Kind.COMPLAINT), filed(2, Kind.ORDER, "Order of dismissal", detail=Detail.DISMISSAL))
        == "decided"
    )


def test_leave_to_appear_is_not_told_among_what_is_pending() -> None:
    """New York's deficient entries are filed anew and never ruled on."""
    leave = filed(1, Kind.MOTION, "Motion to appear pro hac vice", state=MotionState.PENDING)
    leave = replace(leave, reading=replace(leave.reading, routine=True))
    strike = filed(2, Kind.MOTION, "Motion to strike", state=MotionState.PENDING)
    state = build_state_of_play([leave, strike], [], DAY, None, DAY)
    assert ([line["number"] for line in state["pending"]], state["pending_count"]) == (["2"], 1)


def test_an_appeal_is_answered_when_the_first_brief_is_in() -> None:
    assert stage(filed(1, Kind.COMPLAINT), filed(2, Kind.BRIEF, "Appellant brief")) == "answered"
    assert stage(filed(1, Kind.COMPLAINT), filed(2, Kind.BRIEF, "Amicus brief")) == "filed"


def test_a_judgment_that_issues_is_not_the_last_word() -> None:
    decided = filed(2, Kind.JUDGMENT, "Judgment Reversed and case Remanded", outcome=Outcome.REVERSED)
    state = build_state_of_play(
        [filed(1, Kind.COMPLAINT), decided, filed(3, Kind.JUDGMENT, "Judgment issued")], [], DAY, None, DAY
    )
    assert (state["ruling"]["number"], state["ruling"]["later"]) == ("2", 1)


@pytest.mark.django_db
def test_time_that_was_asked_for_a_paper_is_not_pending_when_the_paper_is_in() -> None:
    """The Sixth Circuit's clerk resets the schedule without a word on the motion."""
    docket = factories.docket()
    for place, name in enumerate(("Elm Corp.", "Oak Bank")):
        factories.party(docket=docket, name=name, type="Plaintiff" if place else "Defendant", position=place)
    texts = [
        "MOTION filed by Mr. B. Fir for Elm Corp. to extend time to file brief.",
        "MOTION filed by Mr. C. Ash for Oak Bank to extend time to file brief.",
        "APPELLANT BRIEF filed by Mr. B. Fir for Elm Corp.",
    ]
    for number, text in enumerate(texts, 1):
        factories.filing(docket=docket, number=str(number), date_filed=DAY + timedelta(days=number), long_text=text)
    interpret_docket(docket.pk)
    pending = Reading.objects.get(docket=docket).state["pending"]
    assert [(line["number"], line["headline"]) for line in pending] == [("2", "Motion to extend time to file brief")]
