"""Which order decided a motion, where no number says so: by the clerk's day, by what the order does, by names and in
order. Pure values, and a few dockets on a real database."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from dockets.models import Docket
from rulings.interpret.by_clerk import find_rulings_of_day, resolve_by_day
from rulings.interpret.docket import interpret_docket
from rulings.interpret.texts import FilingFacts
from rulings.models import TimelineEvent
from rulings.reading.filing import read_filing
from tests.support import factories

DAY = date(2021, 1, 11)
LATER = DAY + timedelta(days=9)
SEAL, ON_SEAL = "Motion for Leave to File Matters Under Seal", "Order on Motion for Leave to File Matters Under Seal"


def by_clerk(*names: str, ended: int) -> list[tuple[int, str]]:
    """(Order's number, motion's number) for a history page whose first ``ended`` entries the clerk ended on the day of
    the others."""
    filings, readings = [], {}
    for id, name in enumerate(names, 1):
        day = DAY if id <= ended else LATER
        filings.append(FilingFacts(id, f"p{id}", str(id), id, day, day, None, id, ""))
        readings[id] = read_filing("", name)
    told = resolve_by_day(filings, readings, dict.fromkeys(range(1, ended + 1), LATER))
    return [(id, decides.number) for id, reading in sorted(told.items()) for decides in reading.decides]


HISTORIES = [
    # As many orders of one name as motions: each decides one, in the order of entry.
    ((SEAL, SEAL, ON_SEAL, ON_SEAL), 2, [(3, "1"), (4, "2")]),
    # Fewer orders than motions: which of them is not known.
    ((SEAL, SEAL, SEAL, ON_SEAL, ON_SEAL), 3, []),
    # One order for several motions.
    ((SEAL, SEAL, ON_SEAL), 2, [(3, "1"), (3, "2")]),
    # A bare title names a bare motion.
    (("Motion - Miscellaneous", "Order on Motion - Miscellaneous", "Order on Motion to Stay"), 1, [(2, "1")]),
    # The only order of the day, named after another motion; not where minutes or a withdrawal may have ended it.
    (("Motion for Leave to File Excess Pages", "Order on Motion to Appear Pro Hac Vice"), 1, [(2, "1")]),
    (("Motion for Leave to File Excess Pages", "Order on Motion to Appear Pro Hac Vice", "Motion Hearing"), 1, []),
    (("Motion for Excess Pages", "Order on Motion to Appear Pro Hac Vice", "Notice of Withdrawal of Motion"), 1, []),
    # An end by agreement decides no motion.
    (("Motion for Summary Judgment", "Stipulated Order Dismissing Case"), 1, []),
    (("Motion to Dismiss", "Order Dismissing Case"), 1, [(2, "1")]),
    # Nevada's stipulations.
    (("Stipulation", "Order on Stipulation"), 1, [(2, "1")]),
    (("Stipulation", "Order on Motion to Seal"), 1, []),
]  # fmt: skip


@pytest.mark.parametrize(("names", "ended", "found"), HISTORIES)
def test_which_order_decided_what_the_clerk_ended(
    names: tuple[str, ...], ended: int, found: list[tuple[int, str]]
) -> None:
    assert by_clerk(*names, ended=ended) == found


def test_a_ruling_of_another_day_is_none_of_that_day() -> None:
    filing = FilingFacts(2, "p2", "2", 2, DAY, DAY, None, 2, "")
    readings = {1: read_filing("", SEAL), 2: read_filing("", ON_SEAL)}
    assert find_rulings_of_day(1, LATER, [filing], readings) == []
    assert find_rulings_of_day(1, DAY, [filing], readings) == [2]


def case(*lines: tuple[int, str]) -> Docket:
    """Days after the first, and the text; numbered from 1."""
    return _enter_case((str(number), days, text) for number, (days, text) in enumerate(lines, 1))


def numbered_case(*lines: tuple[str, str]) -> Docket:
    """Number and text; one a day."""
    return _enter_case((number, days, text) for days, (number, text) in enumerate(lines))


def _enter_case(lines: Iterable[tuple[str, int, str]]) -> Docket:
    docket = factories.docket()
    for number, days, text in lines:
        factories.filing(docket=docket, number=number, date_filed=DAY + timedelta(days=days), long_text=text)
    interpret_docket(docket.pk)
    return docket


def outcomes(docket: Docket) -> dict[str, str]:
    lines = TimelineEvent.objects.filter(docket=docket, hearing=None).exclude(state="").order_by("filing__number")
    return {
        number: outcome or state for number, outcome, state in lines.values_list("filing__number", "outcome", "state")
    }


ANSWER = "MOTION for Extension of Time to Answer by Elm Corp."
DISCOVERY = "MOTION for Extension of Time to Complete Discovery by Elm Corp."
DECIDED = [
    # By what the order does.
    (((0, ANSWER), (2, "ORDER extending time to answer until 3/3/2021")), {"1": "granted"}),
    (((0, DISCOVERY), (2, "ORDER extending time to answer until 3/3/2021")), {"1": "pending"}),
    (((0, "MOTION for Protective Order by Elm Corp."), (2, "PROTECTIVE ORDER. Signed by Judge Ann Roe")),
     {"1": "granted"}),
    (((0, "MOTION to Compel by Elm Corp."), (2, "ORDER setting hearing on 3/3/2021")), {"1": "pending"}),
    # By a person's name.
    (((0, "MOTION for Ann Roe to Appear Pro Hac Vice"), (0, "MOTION for Bo Dill to Appear Pro Hac Vice"),
      (2, "ORDER granting pro hac vice application of Bo Dill")), {"1": "pending", "2": "granted"}),
    # As many orders as motions.
    (((0, "MOTION to Seal by Elm Corp."), (0, "MOTION to Seal by Elm Corp. of Ohio"),
      (2, "ORDER granting Motion to Seal"), (3, "ORDER granting Motion to Seal")), {"1": "granted", "2": "granted"}),
    (((0, "MOTION to Seal by Elm Corp."), (0, "MOTION to Seal by Elm Corp. of Ohio"),
      (2, "ORDER granting Motion to Seal the contract"), (3, "ORDER granting Motion to Seal the letters")),
     {"1": "not_seen_decided", "2": "not_seen_decided"}),
    # A motion to dismiss is decided within a year, other motions within half of one.
    (((0, "MOTION to Dismiss for Failure to State a Claim"), (300, "ORDER denying motion to dismiss")),
     {"1": "denied"}),
    # A proposed order's motion; a brief asks for nothing.
    (((0, "MOTION to Compel by Elm Corp."), (1, "LODGED Proposed Order re: 1 MOTION to Compel. Filed by Elm Corp."),
      (2, "ORDER granting 2 Motion to Compel")), {"1": "granted"}),
    (((0, "MEMORANDUM OF LAW in Support of Stay"), (2, "ORDER granting 1 Motion for Stay")), {}),
    # A grant in the motion's own entry, and the clerk's entry that grants.
    (((0, "APPLICATION to Appear Pro Hac Vice by Attorney Bo Dill for Elm Corp. (FEE PAID 2-123) APPROVED."),),
     {"1": "granted"}),
    (((0, "Unopposed First Application for Extension of Time to Answer Complaint re Elm Corp."),
      (1, "Unopposed First Application for Extension of Time to Answer Complaint is GRANTED pursuant to Rule 12.")),
     {"1": "granted"}),
    # By the words of the minutes or of an order, where only one motion can be meant.
    (((0, "MOTION to Compel Production of Documents by Elm Corp."), (0, "MOTION to Dismiss Counterclaim by Fir Inc."),
      (2, "Minute Entry: Discovery Hearing held. For the reasons stated, the motion to compel is granted in part.")),
     {"1": "in_part", "2": "pending"}),
    (((0, "MOTION to Compel Production of Documents by Elm Corp."), (0, "MOTION to Stay Discovery by Fir Inc."),
      (2, "ORDER: The Court grants the motion to compel and denies the motion to stay.")),
     {"1": "granted", "2": "denied"}),
    (((0, "APPLICATION to Proceed in District Court Without Prepaying Fees or Costs by Ann Poe"),
      (2, "ORDER granting application to proceed in forma pauperis. Signed by Judge Roe")), {"1": "granted"}),
    (((0, "MOTION for Entry of Default by Oak Bank"), (2, "CLERK'S ENTRY OF DEFAULT as to Elm Corp.")),
     {"1": "granted"}),
    (((0, "MOTION to Compel Production of Documents by Elm Corp."), (2, "ORDER ON MOTION TO COMPEL. Signed by Judge")),
     {"1": "other"}),
    # What somebody else asks, what is about a motion, or what may come, decides nothing.
    (((0, "MOTION to Dismiss by Elm Corp."), (2, "ORDER: If the motion to dismiss is denied, Elm Corp. shall answer.")),
     {"1": "pending"}),
    (((0, "MOTION to Dismiss by Elm Corp."), (2, "Minute Entry: hearing held. Oral motion to dismiss denied.")),
     {"1": "pending"}),
    # Taken back without a number.
    (((0, "Trustee's Motion to Dismiss Case for Failure to Make Plan Payments"),
      (2, "Trustee's Withdrawal of Motion to Dismiss")), {"1": "withdrawn"}),
    (((0, "MOTION to Compel by Elm Corp."), (2, "Withdrawal of Motion to Compel filed by Elm Corp.")),
     {"1": "withdrawn"}),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("lines", "became"), DECIDED)
def test_what_became_of_each_motion(lines: tuple[tuple[int, str], ...], became: dict[str, str]) -> None:
    assert outcomes(case(*lines)) == became


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        ("Case Transferred Out - District Transfer", "granted"),
        ("Notice of Hearing", "other"),
        ("ORDER TO CONTINUE. Time excluded until 1/30/2021. Motions terminated: 4 .", "other"),
    ],
)
def test_an_order_has_granted_what_the_case_reached_right_after_it(after: str, outcome: str) -> None:
    became = outcomes(
        numbered_case(
            ("1", "Motion to Change Venue"), ("4", "Stipulated MOTION to Continue Jury Trial"),
            ("2", "Order on Motion to Change Venue ( 1 )"), ("3", after),
        )
    )  # fmt: skip
    assert became["1"] == outcome
    assert (became["4"] == "granted") == ("CONTINUE" in after)


@pytest.mark.django_db
def test_an_order_that_names_a_certificate_grants_the_motion_to_which_nobody_objects() -> None:
    docket = numbered_case(
        ("1", "Application to Retain Elm LLP Filed by Oak Corp."),
        ("2", "Certificate of No Objection Regarding Application to Retain (related document(s)1) Filed by Oak Corp."),
        ("3", "Order Authorizing Retention of Elm LLP (related document(s)2)"),
    )
    assert outcomes(docket) == {"1": "granted"}


@pytest.mark.django_db
def test_a_ruling_that_is_vacated_on_reconsideration_is_the_last_word_no_more() -> None:
    docket = numbered_case(
        ("9", "MOTION to Remand filed by Ann Roe."),
        ("18", "ORDER denying 9 Motion to Remand."),
        ("20", "MOTION for Reconsideration re 18 Order on Motion to Remand, filed by Ann Roe."),
        ("27", "ORDER. The Court GRANTS reconsideration, VACATES its prior order (Dkt. No. 18), and REMANDS the case."),
    )
    assert outcomes(docket) == {"20": "granted", "9": "granted"}
