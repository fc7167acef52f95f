"""The account of a case: how far each motion and the whole case have come, of texts, and from the record to the row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dockets.models import Docket
from rulings.interpret.account.ledger import MOST_DATES, MOST_PENDING
from rulings.interpret.account.sources import find_unseen_numbers
from rulings.interpret.docket import interpret_docket
from rulings.interpret.events import HearingEvent
from rulings.models import Reading, TimelineEvent
from rulings.vocabulary.motion_states import MotionState
from rulings.vocabulary.stages import CaseKind
from tests.support import factories
from tests.support.accounts import DAY, account_of, list_lines, make_line

MOTION = "MOTION to Dismiss by Elm Corp."
COMPLAINT = "COMPLAINT against Elm Corp. filed by Oak Bank."
PENDING: dict[str, Any] = {"state": MotionState.PENDING}


def test_a_case_that_ended_names_the_entry_that_says_so() -> None:
    account = account_of(list_lines(COMPLAINT, "ORDER DISMISSING CASE"))
    assert account["status"] == {
        "value": "ended", "how": "dismissed", "date": "2021-01-13", "sure": "read",
        "rests_on": [{"number": "2", "public_id": "p2", "headline": "Order dismissing case", "date": "2021-01-13"}],
    }  # fmt: skip
    assert (account["kind"], account["stage"]) == ("civil", "ended")
    assert account["passed"][0] == {
        "stage": "filed", "date": "2021-01-12", "number": "1", "public_id": "p1",
        "headline": "Complaint against Elm Corp.", "sure": "read",
    }  # fmt: skip
    assert account["result"] == account["status"]["rests_on"][0] | {"outcome": "dismissed"}


def test_the_status_says_how_sure_it_is() -> None:
    def status(*texts: str, **facts: Any) -> Any:
        return account_of(list_lines(*texts), **facts)["status"]

    nothing: dict[str, Any] = {"how": "", "date": None, "rests_on": []}
    assert status(COMPLAINT) == {"value": "open", "sure": "inferred"} | nothing
    assert status(COMPLAINT, sources=frozenset({"pacer-docket"})) == {"value": "open", "sure": "stated"} | nothing
    assert status(COMPLAINT, sources=frozenset({"court-feed"})) == {"value": "unknown", "sure": "inferred"} | nothing
    closed = status(COMPLAINT, terminated=DAY + timedelta(days=9))
    assert closed == {"value": "ended", "sure": "stated", "how": "", "date": "2021-01-20", "rests_on": []}
    again = status(COMPLAINT, "ORDER DISMISSING CASE", "ORDER reopening case")
    assert (again["value"], again["how"], again["sure"], again["date"]) == ("open", "reopened", "read", "2021-01-14")
    assert [link["number"] for link in again["rests_on"]] == ["3"]


def test_a_docket_with_nothing_has_an_empty_account() -> None:
    account = account_of([])
    assert (account["stage"], account["passed"], account["ruling"], account["result"]) == ("", [], None, None)
    assert (account["pending"], account["unseen"], account["dates"]) == ([], [], [])


def test_a_notice_beside_its_motion_is_not_pending_a_second_time() -> None:
    """Eastern Pennsylvania's bankruptcy court."""
    motion = make_line(1, "Motion for Relief from Stay", days=1, **PENDING)
    noticed = replace(make_line(2, "Motion", days=1, **PENDING).reading, title="Notice of motion")
    notice = make_line(2, "Motion", days=1, reading=noticed, **PENDING)
    alone = make_line(3, "Motion", days=2, reading=noticed, **PENDING)
    pending = account_of([motion, notice, alone])["pending"]
    assert [line["number"] for line in pending] == ["1", "3"]


def test_motions_without_a_ruling_are_listed_with_their_time() -> None:
    open_ = [make_line(n, MOTION, since=DAY, shown_by=n, **PENDING) for n in range(2, 40)]
    done = make_line(50, MOTION, state=MotionState.DECIDED)
    account = account_of([*open_, done])
    assert (account["pending_count"], account["unseen_count"]) == (38, 0)
    assert [motion["number"] for motion in account["pending"]] == [str(n) for n in range(2, 2 + MOST_PENDING)]
    link = {"number": "2", "public_id": "p2", "headline": "Motion to dismiss", "date": "2021-01-13"}
    assert account["pending"][0] == link | {
        "detail": "motion_to_dismiss", "state": "pending", "since": "2021-01-11", "rests_on": [link],
    }  # fmt: skip


def test_a_motion_that_was_briefed_rests_on_its_reply_too() -> None:
    reply = make_line(2, "REPLY re 1 MOTION to Dismiss")
    briefed = make_line(1, MOTION, state=MotionState.BRIEFED, since=reply.day, shown_by=2)
    (pending,) = account_of([briefed, reply])["pending"]
    assert (pending["state"], pending["since"]) == ("briefed", "2021-01-13")
    assert [link["number"] for link in pending["rests_on"]] == ["1", "2"]


def test_motions_not_seen_decided_are_told_apart_from_pending_ones() -> None:
    lines = [make_line(1, MOTION, state=MotionState.NOT_SEEN_DECIDED), make_line(2, MOTION, **PENDING)]
    account = account_of(lines, unseen=find_unseen_numbers([1, 2, 9]))
    assert [[one["number"] for one in account[key]] for key in ("pending", "unseen")] == [["2"], ["1"]]
    assert account["unseen"][0]["state"] == "not_seen_decided"
    assert account["known"] == {"as_of": "2024-01-01", "by": "", "numbers": [[3, 8]], "count": 6}


@pytest.mark.parametrize("state", [MotionState.OVERTAKEN, MotionState.OVER, MotionState.MOOT, MotionState.WITHDRAWN])
def test_what_nobody_will_rule_on_is_in_no_list(state: MotionState) -> None:
    account = account_of([make_line(1, MOTION, state=state)])
    assert (account["pending_count"], account["unseen_count"]) == (0, 0)


@pytest.mark.parametrize(
    ("slugs", "by"),
    [(("court-feed",), "scraps"), (("docket-history",), "names"), (("pacer-docket", "court-feed"), ""), ((), "")],
)
def test_it_is_said_by_what_little_a_docket_is_known(slugs: tuple[str, ...], by: str) -> None:
    assert account_of(list_lines(COMPLAINT), sources=frozenset(slugs))["known"]["by"] == by


def test_the_last_ruling_is_told_with_its_outcome_and_those_that_decided_nothing() -> None:
    extended = "ORDER granting 9 Motion for Extension of Time to Answer"
    account = account_of(list_lines("ORDER denying 9 Motion to Dismiss", extended, "NOTICE of Appearance by Ann Poe"))
    assert account["ruling"] == {
        "number": "1", "public_id": "p1", "headline": "Order denying motion to dismiss", "date": "2021-01-12",
        "outcome": "denied", "later": 1,
    }  # fmt: skip
    assert account_of(list_lines(extended))["ruling"] is None


def test_dates_to_come_are_those_that_stand() -> None:
    def heard(id: int, days: int, *, vacated: bool = False, filing: int | None = None) -> HearingEvent:
        return HearingEvent(id, filing, f"Hearing {id}", DAY + timedelta(days=days), None, vacated, ())

    def dates(*given: HearingEvent) -> list[str]:
        account = account_of(list_lines(COMPLAINT), heard=given, as_of=DAY)
        return [line["title"] for line in account["dates"]]

    assert dates(heard(1, -1), heard(2, 2, vacated=True), heard(3, 0)) == ["Hearing 3"]
    many: Sequence[HearingEvent] = [heard(n, n) for n in range(30, 10, -1)]
    assert dates(*many) == [f"Hearing {n}" for n in range(11, 11 + MOST_DATES)]
    (told,) = account_of(list_lines(COMPLAINT), heard=[heard(1, 9, filing=1)], as_of=DAY)["dates"]
    assert [link["number"] for link in told["rests_on"]] == ["1"]


def test_leave_to_appear_is_not_told_among_what_is_pending() -> None:
    """New York's deficient entries are filed anew and never ruled on."""
    leave = make_line(1, "MOTION for Ann Poe to Appear Pro Hac Vice", **PENDING)
    assert leave.reading.routine
    account = account_of([leave, make_line(2, "MOTION to Strike by Elm Corp.", **PENDING)])
    assert ([line["number"] for line in account["pending"]], account["pending_count"]) == (["2"], 1)


def test_an_appeal_is_briefed_when_the_first_brief_is_in() -> None:
    docketed = "CIVIL CASE DOCKETED. Notice filed by Elm Corp."
    brief, amicus = "APPELLANT BRIEF filed by Elm Corp.", "AMICUS BRIEF filed by Fir Inc."
    assert account_of(list_lines(docketed, brief), CaseKind.APPEAL)["stage"] == "briefed"
    assert account_of(list_lines(docketed, amicus), CaseKind.APPEAL)["stage"] == "docketed"


# -- from the record to the row --


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
def test_what_a_closed_case_left_open_is_overtaken() -> None:
    assert of_motion(case(MOTION, closed=DAY + timedelta(days=9))) == ("overtaken", 9)
    after = case(MOTION, closed=DAY)
    assert of_motion(after) == ("pending", 1), "it was filed after the end"


@pytest.mark.django_db
def test_a_case_keeps_its_account() -> None:
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


@pytest.mark.django_db
def test_lists_and_exports_know_what_the_account_says() -> None:
    docket = case(COMPLAINT, "ORDER DISMISSING CASE")
    docket.refresh_from_db()
    assert (docket.status, docket.ended_on, docket.ended_how) == ("ended", DAY + timedelta(days=2), "dismissed")
    assert list(Docket.objects.ended()) == [docket] and not Docket.objects.going_on()
    factories.filing(docket=docket, number="3", date_filed=DAY + timedelta(days=3), long_text="ORDER reopening case")
    interpret_docket(docket.pk)
    docket.refresh_from_db()
    assert (docket.status, docket.ended_on, docket.ended_how) == ("open", None, "")
    assert list(Docket.objects.going_on()) == [docket] and not Docket.objects.ended()


@pytest.mark.django_db
def test_before_it_is_read_a_case_has_ended_if_its_header_says_so() -> None:
    closed, other = factories.docket(date_terminated=DAY), factories.docket()
    assert list(Docket.objects.ended()) == [closed] and list(Docket.objects.going_on()) == [other]


def known_by(docket: Docket) -> tuple[str, str, str]:
    interpret_docket(docket.pk)
    state = Reading.objects.get(docket=docket).state
    return state["status"]["value"], state["status"]["sure"], state["known"]["by"]


@pytest.mark.django_db
def test_the_sheets_of_a_docket_and_of_those_merged_into_it_tell_what_is_known_of_it() -> None:
    docket = case(COMPLAINT)
    assert known_by(docket) == ("open", "inferred", "")
    factories.sheet(docket=docket, channel="court-feed")
    assert known_by(docket) == ("unknown", "inferred", "scraps")
    factories.sheet(docket=factories.docket(merged_into=docket), channel="pacer-docket")
    assert known_by(docket) == ("open", "stated", "")


@pytest.mark.django_db
def test_a_page_bought_before_the_end_does_not_say_that_the_case_goes_on() -> None:
    docket = case(COMPLAINT, "ORDER DISMISSING CASE")
    page = factories.sheet(docket=docket, as_of=factories.NOW - timedelta(days=53))
    factories.sheet(docket=docket, channel="court-feed", as_of=factories.NOW)
    assert known_by(docket) == ("ended", "read", "")
    page.as_of = factories.NOW
    page.save()
    assert known_by(docket) == ("open", "stated", ""), "seven weeks after the order it still shows no end"
