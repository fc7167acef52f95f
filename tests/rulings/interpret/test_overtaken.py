"""Motions that are over without a ruling that names them, on a real database."""

from datetime import date, timedelta

import pytest

from dockets.models import Docket
from rulings.interpret.docket import interpret_docket
from rulings.models import TimelineEvent
from tests.support import factories

pytestmark = pytest.mark.django_db

DAY = date(2021, 1, 11)
SELL = "Motion to Sell Free and Clear of Liens Filed by Debtor Oak Mill, Inc."
RELIEF = "Motion for Relief from Stay Filed by Creditor Elm Bank"


def states(*texts: str, ended: date | None = None) -> list[str]:
    """The states of the motions of a bankruptcy, whose entries are numbered from 1 on successive days."""
    docket: Docket = factories.docket(
        court=factories.court("elmb", kind="bankruptcy"), docket_number="21-10017", date_terminated=ended
    )
    factories.party(docket=docket, name="Oak Mill, Inc.", type="Debtor", side="")
    factories.party(docket=docket, name="Elm Bank", type="Creditor", side="")
    factories.sheet(docket=docket, channel="pacer-docket", as_of=factories.NOW)
    for at, text in enumerate(texts):
        factories.filing(docket=docket, number=str(at + 1), date_filed=DAY + timedelta(days=at), long_text=text)
    interpret_docket(docket.pk)
    lines = TimelineEvent.objects.filter(docket=docket).exclude(state="").order_by("filing__number")
    return list(lines.values_list("state", flat=True))


@pytest.mark.parametrize(
    ("told", "texts"),
    [
        (["overtaken", "pending"], [SELL, f"Amended {SELL} (related document(s)1 Motion to Sell)"]),
        (["overtaken", "pending"], [SELL, f"Amended {SELL}"]),
        (["pending", "pending"], [SELL, "Amended Motion to Pay Wages of Employees Filed by Debtor Oak Mill, Inc."]),
        (["pending", "pending"], [SELL, "Amended Motion to Sell Free and Clear of Liens Filed by Creditor Elm Bank"]),
        (
            ["decided", "overtaken"],
            [
                SELL,
                "Motion to Expedite Hearing (related document(s)1 Motion to Sell) Filed by Debtor Oak Mill, Inc.",
                "Order Granting Motion to Sell (Related Doc # 1)",
            ],
        ),
        (
            ["decided", "pending"],
            [
                SELL,
                "Motion to Compel (related document(s)1 Motion to Sell) Filed by Creditor Elm Bank",
                "Order Granting Motion to Sell (Related Doc # 1)",
            ],
        ),
        (
            ["overtaken"],
            ["Motion to Convert Case to Chapter 7 Filed by Debtor Oak Mill, Inc.", "Case Converted to Chapter 7"],
        ),
        (["not_seen_decided"], [RELIEF, "Case Converted to Chapter 7"]),
        (["overtaken", "pending"], [SELL, "Amended Motion to Sell Free and Clear Filed by Debtor Oak Mill, Inc."]),
        (
            ["withdrawn", "decided"],
            [
                RELIEF,
                "Motion to Withdraw Document Filed by Creditor Elm Bank (related document(s)1 Motion for Relief)",
                "Order Granting Motion to Withdraw Document (Related Doc # 2)",
            ],
        ),
        (
            ["overtaken"],
            [
                "Application to Pay Filing Fee in Installments Filed by Debtor Oak Mill, Inc.",
                "Receipt of Chapter 7 Filing Fee Installment - $75.00. Receipt Number 1.",
            ],
        ),
    ],
)
def test_what_another_entry_overtakes(told: list[str], texts: list[str]) -> None:
    assert states(*texts) == told


AGREED = "Stipulation Resolving Motion for Relief from Stay (related document(s)1 Motion for Relief) Filed by Elm Bank"


@pytest.mark.parametrize(
    ("told", "texts"),
    [
        ("decided", [RELIEF, AGREED, "Order Approving Stipulation (Related Doc # 2)"]),
        ("pending", [RELIEF, AGREED]),
        ("pending", [RELIEF, AGREED, "Order Denying Stipulation (Related Doc # 2)"]),
        (
            "pending",
            [
                RELIEF,
                "Stipulation to Extend Time to Respond (related document(s)1 Motion for Relief) Filed by Elm Bank",
                "Order Approving Stipulation (Related Doc # 2)",
            ],
        ),
    ],
)
def test_an_approved_stipulation_resolves_the_motion_that_it_names(told: str, texts: list[str]) -> None:
    assert states(*texts)[0] == told


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("withdrawn", "Notice of Withdrawal of Motion for Relief from Stay Filed by Creditor Elm Bank"),
        ("pending", "Notice of Withdrawal of Motion for Relief from Stay Filed by Debtor Oak Mill, Inc."),
        ("pending", "Notice of Withdrawal of Objection to Plan Filed by Creditor Elm Bank"),
        ("pending", "Notice of Withdrawal as Attorney Filed by Creditor Elm Bank"),
    ],
)
def test_a_motion_may_be_withdrawn_without_its_number(told: str, text: str) -> None:
    assert states(RELIEF, text) == [told]


EXPEDITE = "Motion to Set Expedited Hearing on First Day Motions Filed by Debtor Oak Mill, Inc."


@pytest.mark.parametrize(
    ("told", "texts"),
    [
        (["decided"], [EXPEDITE, "Order Setting Expedited Hearing on First Day Motions (Related Doc # 1)"]),
        (["pending"], [RELIEF, "Order Setting Hearing on Motion for Relief from Stay (Related Doc # 1)"]),
        (
            ["decided", "decided"],
            [
                RELIEF,
                "Stipulation By Elm Bank and Between Oak Mill, Inc. In Settlement of Motion (related document(s)1).",
                "Order Approving Stipulation (Related Doc # 2)",
            ],
        ),
        (
            ["decided"],
            [
                "MOTION to Dismiss for Failure to State a Claim by Elm Bank.",
                "REPORT AND RECOMMENDATIONS re 1 MOTION to Dismiss for Failure to State a Claim.",
                "ORDER ADOPTING REPORT AND RECOMMENDATIONS for 1 Motion to Dismiss, 2 Report and Recommendations.",
            ],
        ),
        (["overtaken"], ["Trustee's Request for Notice of Proposed Abandonment."]),
        (["overtaken"], ["Application for Writ of Execution filed by Elm Bank"]),
        (
            ["overtaken"],
            [
                "LETTER MOTION for Pre-Motion Conference by Elm Bank.",
                "ORDER re 1 Letter Motion: The Court waives the pre-motion conference. Motion due by 4/15/2021.",
            ],
        ),
        (
            ["overtaken", "pending"],
            [
                "LETTER MOTION for Pre-Motion Conference by Elm Bank.",
                "MOTION to Dismiss for Failure to State a Claim by Elm Bank.",
            ],
        ),
        (
            ["decided"],
            [
                "PETITION for rehearing en banc filed by Elm Bank",
                "ORDER: The petition for rehearing en banc is denied.",
            ],
        ),
        (
            ["decided"],
            [
                "MOTION to extend time to file opening brief filed by Elm Bank.",
                "ORDER entered: Motion to extend time to file brief filed by Elm Bank is granted. Brief due 4/1/2021.",
            ],
        ),
    ],
)
def test_motions_that_orders_answer_in_other_words(told: list[str], texts: list[str]) -> None:
    assert states(*texts) == told


TIME = "MOTION filed by Ms. Poe for Elm Bank to extend time to file brief."


@pytest.mark.parametrize(
    ("told", "texts"),
    [
        (["decided"], [TIME, "RULING LETTER SENT resetting briefing schedule: appellee brief now due 07/12/2021."]),
        (["decided"], [TIME, "RULING LETTER SENT setting reply brief deadline: reply brief due 09/08/2021."]),
        (
            ["decided", "decided"],
            [
                TIME,
                "RULING LETTER SENT granting motion to extend time to file brief [1], resetting briefing schedule.",
                TIME,
                "RULING LETTER SENT resetting briefing schedule: appellee brief now due 07/12/2021.",
            ],
        ),
        (
            ["not_seen_decided"] * 2,
            [TIME, TIME, "RULING LETTER SENT resetting briefing schedule: brief due 07/12/2021."],
        ),
    ],
)
def test_a_letter_that_sets_new_days_grants_the_motion_for_time(told: list[str], texts: list[str]) -> None:
    assert states(*texts) == told


SOONER = "Application to Shorten Time (related document: 1 Motion re: Sale of Mill) Filed by Debtor Oak Mill, Inc."
GRANTED = (
    "Order Granting Application to Shorten Time (related document: 1 Motion re: Sale of Oak Mill filed by Debtor)."
)


@pytest.mark.parametrize(
    ("told", "texts"),
    [
        (["pending", "decided"], [SELL, SOONER, GRANTED]),
        (["pending", "decided", "pending"], [SELL, SOONER, GRANTED, SOONER]),
        (["pending", "pending", "pending"], [SELL, SOONER, SOONER, GRANTED]),
    ],
)
def test_an_order_that_names_the_motion_to_be_heard_sooner_decides_the_request(
    told: list[str], texts: list[str]
) -> None:
    assert states(*texts) == told


@pytest.mark.parametrize(
    ("days", "told"),
    [(30, "overtaken"), (400, "not_seen_decided")],
)
def test_of_entries_that_stop_long_before_the_end_nothing_is_said(days: int, told: str) -> None:
    """A page with the first entries alone does not know what became of their motions."""
    assert states(RELIEF, SELL, ended=DAY + timedelta(days=days)) == [told, told]


def test_an_order_without_a_number_may_stand_above_the_motion_of_its_day() -> None:
    """Eastern Texas prints "Application … is GRANTED" before the numbered entries of the day."""
    docket: Docket = factories.docket()
    asked = "Application for Extension of Time to Answer Complaint"
    factories.filing(docket=docket, number="", date_filed=DAY, long_text=f"{asked} is GRANTED.", position=1)
    factories.filing(docket=docket, number="8", date_filed=DAY, long_text=asked, position=2)
    interpret_docket(docket.pk)
    assert TimelineEvent.objects.get(docket=docket, filing__number="8").outcome == "granted"
