"""Which motion a filing means that gives no number: by name, subject, party and date, on a real database."""

from datetime import date, timedelta

import pytest

from dockets.models import Docket
from rulings.interpret.docket import interpret_docket
from rulings.models import Disposition, Reading, Reference, TimelineEvent
from tests.support import factories

pytestmark = pytest.mark.django_db

DAY = date(2021, 1, 11)
COMPEL = ("1", 0, "MOTION to Compel by Plaintiff Parler LLC")
DISMISS = ("2", 1, "MOTION to Dismiss for Failure to State a Claim by Defendant Elm Corp.")

COMPEL_LATER = ("4", 2, "MOTION to Compel by Plaintiff Parler LLC")


def case(*lines: tuple[str, int, str]) -> Docket:
    """Number, days after the first, text."""
    docket = factories.docket()
    factories.party(docket=docket)
    factories.party(docket=docket, name="Elm Corp.", type="Defendant", side="defendant")
    for number, days, text in lines:
        factories.filing(docket=docket, number=number, date_filed=DAY + timedelta(days=days), long_text=text)
    interpret_docket(docket.pk)
    return docket


def references(docket: Docket) -> list[tuple[str, str, str]]:
    rows = Reference.objects.filter(docket=docket).order_by("filing__number", "target_number")
    return list(rows.values_list("filing__number", "relation", "target__number"))


MEANT = [
    # By its name.
    ((COMPEL, DISMISS, ("3", 9, "RESPONSE in Opposition to Motion to Compel by Elm Corp.")), [("3", "opposes", "1")]),
    ((COMPEL, DISMISS, ("3", 9, "ORDER denying Motion to Compel.")), [("3", "decides", "1")]),
    # By what both are about.
    ((COMPEL, DISMISS, ("3", 9, "ORDER granting Elm's 12(b)(6) motion.")), [("3", "decides", "2")]),
    # A reply is its own side's, an opposition the other's.
    ((DISMISS, ("3", 9, "REPLY in support of Motion to Dismiss for Failure to State a Claim by Elm Corp.")),
     [("3", "replies", "2")]),
    ((DISMISS, ("3", 9, "RESPONSE in Opposition to Motion to Dismiss for Failure to State a Claim by Elm Corp.")), []),
    # A court of appeals decides with the case what it has carried for long, and has other words for a friend's leave.
    ((("1", 0, "Filed (ECF) Amicus Water League motion to become amicus curiae."),
      ("3", 400, "FILED MEMORANDUM DISPOSITION. AFFIRMED. Motion for leave to file an amicus brief is granted.")),
     [("3", "decides", "1")]),
    # One that corrects another of the same title stands for it; an amended complaint makes those before it moot; whose
    # one is, the name tells; a request for a hearing is not "the motion".
    ((DISMISS, ("4", 2, DISMISS[2].replace(" by", " (Corrected) by")),
      ("5", 9, "ORDER denying Defendant's Motion to Dismiss.")), [("5", "decides", "4")]),
    ((DISMISS, ("3", 9, "AMENDED COMPLAINT filed by Parler LLC."), ("4", 20, DISMISS[2]),
      ("5", 30, "ORDER DENYING AS MOOT Defendant's first motion to dismiss.")), [("5", "decides", "2")]),
    ((("1", 0, "MOTION to Suppress by Ann Roe"), ("2", 1, "MOTION to Adopt the MOTION to Suppress by Bo Poe"),
      ("5", 300, "MEMORANDUM OPINION. Roe's motion to suppress is DENIED; Poe's motion is DENIED.")),
     [("5", "decides", "1"), ("5", "decides", "2")]),
    ((DISMISS, ("3", 9, "REQUEST for Oral Argument by Elm Corp."),
      ("5", 30, "ORAL ORDER: Having heard argument, IT IS HEREBY ORDERED that Defendant's motion is DENIED.")),
     [("5", "decides", "2")]),
    # What an order does without a word of the motion, and what no motion asked for.
    ((COMPEL, ("2", 1, "Unopposed MOTION to Reopen Case and Lift Stay by Parler LLC"),
      ("3", 9, "MINUTE ORDER. The Clerk shall reopen this action.")), [("3", "decides", "2")]),
    ((COMPEL, ("3", 9, "MINUTE ORDER. The Clerk shall reopen this action.")), []),
    ((("1", 0, "MOTION to Dismiss Indictment by USA as to Ann Roe"), ("3", 9, "ORDER OF DISMISSAL. So Ordered.")),
     [("3", "decides", "1")]),
    # Two fit: none is meant.
    ((COMPEL, ("2", 1, COMPEL[2]), ("3", 9, "ORDER denying Motion to Compel.")), []),
    # Decided before, by number or without one.
    ((COMPEL, ("2", 5, "ORDER granting 1 Motion to Compel."), ("3", 9, "ORDER denying Motion to Compel.")),
     [("2", "decides", "1")]),
    ((COMPEL, ("2", 5, "ORDER granting Motion to Compel."), ("3", 9, "ORDER denying Motion to Compel.")),
     [("2", "decides", "1")]),
    # Too long ago, or later.
    ((COMPEL, ("3", 200, "ORDER denying Motion to Compel.")), []),
    ((("3", 0, "ORDER denying Motion to Compel."), ("4", 3, COMPEL[2])), []),
    # An event type that tells that it was decided, and not how.
    ((COMPEL, DISMISS, ("3", 9, "Order on Motion to Compel")), [("3", "decides", "1")]),
    ((COMPEL, ("3", 9, "Order on Motion")), []),
    ((COMPEL, ("2", 5, "APPLICATION for Compensation by Parler LLC"),
      ("3", 9, "Order on Application for Compensation")), [("3", "decides", "2")]),
    # New Jersey's event types: the motion's has a stroke where the order's has words.
    ((("1", 0, "Motion to Dismiss/Lack of Jurisdiction"), DISMISS,
      ("3", 9, "Order on Motion to Dismiss for Lack of Jurisdiction")), [("3", "decides", "1")]),
    # Eastern Pennsylvania's: an order that undoes one is on the motion that asked for that.
    ((("1", 0, "Motion to Reconsider Dismissal of Case"), COMPEL_LATER, ("5", 9, "Order Vacating Dismissal Order")),
     [("5", "decides", "1")]),
    ((("1", 0, "Motion to Reconsider Sanctions"), ("5", 9, "Order Vacating Dismissal Order")), []),
    # A bankruptcy court's order says what it allows, in other words than the motion.
    ((COMPEL, ("2", 1, "Application to Pay Filing Fee in Installments"),
      ("3", 9, "Order Approving Payment of Filing Fee in Installments")), [("3", "decides", "2")]),
    ((COMPEL, ("2", 1, "Motion to Extend Time to File Schedules"), ("3", 9, "Order Extending Time to File Schedules")),
     [("3", "decides", "2")]),
    ((COMPEL, ("2", 1, "Motion to Extend Time to File Schedules"), ("3", 9, "Order Extending Time to File Plan")), []),
    ((COMPEL, ("2", 1, "Application for Compensation"), ("3", 9, "Order on Compensation")), [("3", "decides", "2")]),
    ((COMPEL, ("2", 1, "Motion to Pay Wages of Employees"), ("3", 9, "Order to Pay Trustee")), []),
    ((("1", 0, "Trustee's Motion to Dismiss Case for Failure to Make Plan Payments"),
      ("3", 9, "Order Withdrawing Trustee Motion to Dismiss.")), [("3", "decides", "1")]),
    ((COMPEL, ("2", 1, "Motion to Dismiss Case for Failure to Make Plan Payments"), ("3", 9, "Order Dismissing Case")),
     [("3", "decides", "2")]),
    ((DISMISS, ("3", 9, "Order Dismissing Case")), []),
    ((COMPEL, ("2", 1, "Motion to Reopen Case"), ("3", 9, "Order Reopening Case")), [("3", "decides", "2")]),
    ((COMPEL, ("2", 1, "APPLICATION to Proceed Without Prepaying Fees or Costs by Parler LLC"),
      ("3", 9, "ORDER Waiving Prepayment of the Filing Fee and Directing Payment of the Initial Partial Filing Fee.")),
     [("3", "decides", "2")]),
    ((COMPEL, ("2", 1, "MOTION to Detain without Bond by USA"), ("3", 9, "ORDER OF DETENTION as to Ann Roe.")),
     [("3", "decides", "2")]),
    # "The motion" is the one that the text has named before.
    ((COMPEL, ("2", 1, "MOTION to Stay Discovery by Elm Corp."),
      ("3", 9, "ORDER. The Court has reviewed Elm's motion to stay discovery. The motion is DENIED.")),
     [("3", "decides", "2")]),
    # The only one that is open; of two, the one of which words stand around "the motion", or whose filer is named.
    ((COMPEL, ("3", 9, "Minute Entry: Motion Hearing held. The motion is denied.")), [("3", "decides", "1")]),
    ((COMPEL, ("3", 9, "ORAL ORDER: IT IS HEREBY ORDERED that Plaintiff's motion is DENIED without prejudice.")),
     [("3", "decides", "1")]),
    ((DISMISS, ("3", 9, "ORDER. The pendency of discovery does not warrant this. Denied. Signed by Judge Roe.")),
     [("3", "decides", "2")]),
    ((COMPEL, DISMISS, ("3", 9, "ORDER. For good cause shown, the motion is GRANTED.")), []),
    ((DISMISS, ("3", 2, "MOTION to Stay Discovery by Elm Corp."),
      ("4", 9, "ORDER. For good cause, the motion is GRANTED. All discovery is STAYED.")), [("4", "decides", "3")]),
    ((COMPEL, ("3", 9, "ORDER: the motion is DENIED for the reasons of 12 Order.")), [("3", "about", None)]),
    ((("1", 0, "MOTION to Dismiss for Failure to State a Claim by Plaintiff Parler LLC"), DISMISS,
      ("3", 9, "ORDER that Elm's motion to dismiss is GRANTED; Count III is out.")), [("3", "decides", "2")]),
    # In other words than the motion's.
    ((DISMISS, ("3", 2, "MOTION for Judgment on the Pleadings by Elm Corp."),
      ("4", 9, "OPINION. Defendant's Rule 12(c) motion is GRANTED.")), [("4", "decides", "3")]),
    ((COMPEL, ("3", 2, "MOTION for Summary Judgment on Exhaustion by Elm Corp."),
      ("4", 9, "ORDER signed by Judge Roe. Partial summary judgment GRANTED; Poe DISMISSED.")),
     [("4", "decides", "3")]),
    ((COMPEL, ("3", 2, "Joint MOTION to Continue Trial by Elm Corp."),
      ("4", 9, "ORDER as to all parties. Trial is continued until 10/17/2021. Signed by Judge Roe.")),
     [("4", "decides", "3")]),
    # An order together with a report decides what it does not only recommend.
    ((("1", 0, "MOTION for Leave to Proceed in forma pauperis by Parler LLC"), DISMISS,
      ("3", 9, "ORDER AND REPORT AND RECOMMENDATION: Plaintiff's request to proceed in forma pauperis is GRANTED.")),
     [("3", "decides", "1")]),
    # A number that is given stands.
    ((COMPEL, DISMISS, ("3", 9, "ORDER denying 7 Motion to Compel.")), [("3", "decides", None)]),
]  # fmt: skip
"""The lines of a docket, and the references that are read in it."""


@pytest.mark.parametrize(("lines", "found"), MEANT)
def test_the_motion_that_is_meant(lines: tuple[tuple[str, int, str], ...], found: list[tuple[str, str, str]]) -> None:
    assert references(case(*lines)) == found


def test_an_order_that_undoes_a_dismissal_grants_what_asked_for_it() -> None:
    docket = case(("1", 0, "Motion to Reconsider Dismissal of Case"), ("5", 9, "Order Vacating Dismissal Order"))
    assert TimelineEvent.objects.get(docket=docket, filing__number="1").outcome == "granted"


def ended(docket: Docket, **days: str) -> Docket:
    """Read again, with a history page that says so of entries ``n1``, ``n2`` …"""
    told = " ".join(f"{number.removeprefix('n')}:{day}" for number, day in days.items())
    factories.sheet(docket=docket, channel="docket-history", record={"terminated": [told, "2021-06-01T00:00:00+00:00"]})
    interpret_docket(docket.pk)
    return docket


def test_what_the_clerk_has_ended_is_not_pending_and_nobody_knows_what_became_of_it() -> None:
    docket = ended(case(COMPEL, DISMISS), n1="2021-02-01")
    known = (
        TimelineEvent.objects.filter(docket=docket)
        .order_by("filing__number")
        .values_list("filing__number", "state", "outcome")
    )
    assert list(known) == [("1", "over", ""), ("2", "not_seen_decided", "")]
    state = Reading.objects.get(docket=docket).state
    assert ([one["number"] for one in state["unseen"]], state["pending"]) == (["2"], []), "a history has no texts"


def test_an_order_is_on_the_motion_that_the_clerk_ended_that_day() -> None:
    """Of two that are called the same; a third was over before."""
    lines = ("1", 0, COMPEL[2]), ("2", 1, COMPEL[2]), ("3", 2, COMPEL[2]), ("4", 9, "Order on Motion to Compel")
    assert references(case(*lines)) == []
    assert references(ended(case(*lines), n1="2021-01-14", n2="2021-01-20", n3="2021-03-01")) == [("4", "decides", "2")]
    assert references(ended(case(*lines), n1="2021-01-14", n2="2021-01-15")) == [("4", "decides", "3")]
    both = references(ended(case(*lines), n2="2021-01-20", n3="2021-01-20"))
    assert sorted(both) == [("4", "decides", "2"), ("4", "decides", "3")], "no other ruling is of that day"


def test_what_is_decided_without_a_number_is_decided() -> None:
    docket = case(COMPEL, ("3", 9, "ORDER denying Motion to Compel."))
    assert Disposition.objects.get(ruling__docket=docket).outcome == "denied"
    motion = TimelineEvent.objects.get(docket=docket, filing__number="1")
    assert (motion.state, motion.since, motion.outcome) == ("decided", DAY + timedelta(days=9), "denied")
    assert not interpret_docket(docket.pk)


def test_minutes_of_the_hearings_day_tell_that_a_motion_was_argued() -> None:
    hearing = ("2", 1, "NOTICE of Hearing on Motion 1 MOTION to Compel : Motion Hearing set for 1/20/2021 10:00 AM")
    minutes = "Minute Entry for proceedings held before Judge Poe: Motion Hearing held on 1/20/2021."
    other_day = case(COMPEL, hearing, ("3", 8, minutes))
    assert TimelineEvent.objects.get(docket=other_day, filing__number="1").state == "pending"
    docket = case(COMPEL, hearing, ("3", 9, minutes))
    motion = TimelineEvent.objects.get(docket=docket, filing__number="1")
    assert (motion.state, motion.since) == ("argued", date(2021, 1, 20))


REPORT = ("5", 9, "REPORT AND RECOMMENDATION to grant 1 MOTION to Compel, and deny 2 MOTION to Dismiss")


@pytest.mark.parametrize(
    ("order", "outcomes"),
    [
        ("ORDER ADOPTING 5 REPORT AND RECOMMENDATION.", {"1": "granted", "2": "denied"}),
        ("ORDER OVERRULING OBJECTIONS, ADOPTING REPORT AND RECOMMENDATION", {"1": "granted", "2": "denied"}),
        ("ORDER adopting 5 Report and Recommendation; granting 2 Motion to Dismiss", {"1": "granted", "2": "granted"}),
        ("ORDER adopting in part and rejecting in part 5 Report and Recommendation", {}),
        ("ORDER adopting the Report and Recommendation (Doc. 5) in part and declining to adopt it in part", {}),
        ("ORDER rejecting 5 Report and Recommendation", {}),
    ],
)
def test_an_order_that_adopts_a_report_decides_what_that_recommends(order: str, outcomes: dict[str, str]) -> None:
    docket = case(COMPEL, DISMISS, REPORT, ("6", 20, order))
    decided = Disposition.objects.filter(ruling__filing__number="6", motion__filing__number__in=["1", "2"])
    assert docket and dict(decided.values_list("motion__filing__number", "outcome")) == outcomes


def test_what_is_said_of_all_pending_motions_is_said_of_those_that_are_open() -> None:
    late = ("7", 30, "MOTION for Sanctions by Plaintiff Parler LLC")
    closing = "ORDER granting 4 Motion to Dismiss Case. All pending motions are DENIED AS MOOT."
    docket = case(
        COMPEL, DISMISS, ("3", 5, "ORDER granting 1 Motion to Compel."), ("4", 9, "MOTION to Dismiss Case"),
        ("5", 20, closing), late,
    )  # fmt: skip
    events = TimelineEvent.objects.filter(docket=docket, kind="motion").order_by("filing__number")
    told = {
        number: (state, outcome) for number, state, outcome in events.values_list("filing__number", "state", "outcome")
    }
    assert told["1"] == ("decided", "granted") and told["2"] == ("moot", "moot") and told["4"] == ("decided", "granted")
    assert told["7"][1] == ""


def test_a_ruling_that_begins_as_what_a_motion_asks_for_grants_it() -> None:
    docket = case(("1", 0, "Motion for Entry of Final Decree"), ("2", 9, "Final Decree Closing Case (Related Doc # 1)"))
    assert TimelineEvent.objects.get(docket=docket, filing__number="1").outcome == "granted"
