"""Which ruling was the last of substance, and which decided the whole case."""

from dataclasses import replace
from typing import Any

import pytest

from rulings.interpret.account.last_ruling import LastRuling, find_last_ruling, find_result
from rulings.interpret.events import FiledEvent
from rulings.reading.values import FilingReading
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from tests.support.accounts import list_lines, make_line

DENIED = "ORDER denying 9 Motion for Preliminary Injunction"


def last(*texts: str) -> tuple[str, int] | None:
    """The number of the last ruling, and how many came after it."""
    return _told(find_last_ruling(list_lines(*texts)))


def _told(found: LastRuling | None) -> tuple[str, int] | None:
    return (found.line.number, found.later) if found else None


def ordered(id: int, headline: str, **fields: Any) -> FiledEvent:
    """A ruling of that headline, whatever its text."""
    reading = FilingReading(kind=fields.pop("kind", Kind.ORDER), headline=headline, title=headline)
    return make_line(id, "", reading=reading, headline=headline, is_ruling=True, **fields)


def test_the_last_ruling_is_the_latest() -> None:
    assert last(DENIED, "ORDER granting 3 Motion to Compel", "NOTICE of Appearance by Ann Poe") == ("2", 0)
    assert last() is None
    assert last("COMPLAINT against Elm Corp.", "NOTICE of Appearance by Ann Poe") is None


def test_a_bare_judgment_sets_out_the_decision_before_it() -> None:
    opinion = "OPINION filed for the court by Roe, Circuit Judge. Affirmed. The motion to strike is denied as moot."
    assert last(opinion, "JUDGMENT filed. COSTS: Against Appellant.") == ("1", 1)
    assert last(DENIED, "JUDGMENT filed. COSTS: Against Appellant.") == ("2", 0)
    assert last(opinion, DENIED, "JUDGMENT in favor of Elm Corp. against Ann Roe.") == ("3", 0)


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
    after = [replace(ordered(place, "Order"), **minor) for place in (3, 4)]
    decided = ordered(2, "Injunction denied", outcome=Outcome.DENIED)
    assert _told(find_last_ruling([decided, *after])) == ("2", 2)
    assert find_last_ruling(after) is None, "where nothing of substance was decided, there is no last ruling"


@pytest.mark.parametrize(
    "procedural",
    [
        "ORDER granting 9 Motion for Extension of Time to Answer",
        "ORDER granting 9 Motion for Leave to Appear Pro Hac Vice",
        "ORDER granting 9 Motion to Seal",
        "ORDER granting 9 Motion for Leave to File Sur-Reply",
        "ORDER granting 9 Motion to Continue Status Conference",
        "ORDER granting 9 Motion to Withdraw as Attorney",
        "ORDER setting hearing on 9 Motion for 3/1/2021",
        "ORDER reassigning case to Judge Roe",
        "ORDER re letter of Ann Poe",
        "ORDER granting 9 Motion for Service by Publication",
        "ORDER granting 9 Motion to Travel",
        "ORDER filed: motion to file amicus brief granted",
        "ORDER appointing trustee's counsel",
        "Minute Entry: Status Conference held. The motion for extension of time is granted.",
        "Minute Entry: Hearing held. The motion is granted.",
        "PROTECTIVE ORDER. Signed by Judge Roe",
        "SCHEDULING ORDER: Discovery due by 9/1/2021.",
        "JUDGMENT ISSUED.",
        "MANDATE ISSUED.",
        "Judgment returned executed by U.S. Marshal",
        "SATISFACTION OF JUDGMENT",
    ],
)
def test_orders_about_the_course_of_a_case_are_not_its_last_ruling(procedural: str) -> None:
    found = last(DENIED, procedural)
    assert found is not None and found[0] == "1"
    assert last(procedural) is None


@pytest.mark.parametrize(
    "substance",
    [
        "ORDER granting 9 Motion for Summary Judgment",
        "ORDER DISMISSING CASE",
        "JUDGMENT in favor of Oak Bank against Elm Corp.",
        "FILED OPINION (ROE, POE and ASH) The judgment of the district court is AFFIRMED.",
        "Petition DENIED.",
        "Petition for a writ of certiorari GRANTED.",
        "Order Confirming Chapter 13 Plan",
        "ORDER reopening case",
        "Minute Entry: Sentencing held on 1/15/2021 as to Ann Poe; sentenced to 36 months",
        "JURY VERDICT",
        "ORDER that respondents are temporarily enjoined from removing Ann Poe. Signed by Judge Roe",
        "ORDER OF TRANSFER. Signed by Judge Roe",
        "ORDER lifting stay. Signed by Judge Roe",
        "CLAIM CONSTRUCTION ORDER. Signed by Judge Roe",
        "ORDER DENYING CERTIFICATE OF APPEALABILITY AND DISMISSING PETITION",
        "FINAL ORDER OF FORFEITURE",
        "ORDER finding Ann Poe competent to stand trial",
        "Minute Entry: Hearing on the application for a TRO held on 1/14/2021. Application granted.",
        "Minute Entry: Discovery Hearing held. The motion to compel is granted in part.",
    ],
)
def test_what_decides_something_is(substance: str) -> None:
    assert last(DENIED, substance, "ORDER granting 9 Motion for Extension of Time to Answer") == ("2", 1)


@pytest.mark.parametrize(
    "headline",
    [
        # An appeal's docket notes what the court below did with its mandate.
        "Received copy of District Court order filed on 11/02/2021",
        "Received order from the Supreme Court, dated 07/19/2021",
        "District Court order",
        "Mandate of the court of appeals",
        # A bankruptcy's notes the end of each adversary proceeding.
        "Disposition of adversary",
    ],
)
def test_what_another_court_did_is_no_ruling_of_this_case(headline: str) -> None:
    own = ordered(2, "Order dismissing appeal", outcome=Outcome.DISMISSED)
    others = ordered(3, headline, outcome=Outcome.VACATED)
    assert _told(find_last_ruling([own, others])) == ("2", 0)
    assert find_result([own, others]) is own


def test_a_judgment_that_issues_is_not_the_last_word() -> None:
    decided = ordered(2, "Judgment Reversed and case Remanded", kind=Kind.JUDGMENT, outcome=Outcome.REVERSED)
    assert _told(find_last_ruling([decided, ordered(3, "Judgment issued", kind=Kind.JUDGMENT)])) == ("2", 1)


def test_a_ruling_without_a_day_is_not_the_last() -> None:
    assert find_last_ruling([make_line(1, DENIED, day=None)]) is None


# -- the ruling on the whole case --


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (["ORDER DISMISSING CASE"], "1"),
        (
            ["FILED OPINION (ROE, POE and ASH) The judgment of the district court is AFFIRMED.", "Rehearing DENIED."],
            "1",
        ),
        (["ORDER vacating judgment of the district court and remanding"], "1"),
        (["ORDER dismissing 14 Counterclaim", DENIED], ""),
        ([DENIED], ""),
        (["ORDER granting 9 Motion to Dismiss"], ""),
        (["ORDER DISMISSING CASE", "ORDER vacating 1 Order Dismissing Case"], ""),
        (["ORDER DISMISSING CASE", "ORDER vacating 1 Order Dismissing Case", "ORDER DISMISSING CASE"], "3"),
    ],
)
def test_the_ruling_on_the_whole_case(texts: list[str], number: str) -> None:
    found = find_result(list_lines(*texts))
    assert (found.number if found else "") == number


def test_an_order_that_reopens_a_case_is_no_result_of_it() -> None:
    assert find_result(list_lines("ORDER vacating 2 Order Dismissing Case")) is None


def test_minutes_weigh_what_the_motions_weigh_that_they_decide() -> None:
    asked = "MOTION for Leave to File Excess Pages by Elm Corp.", "MOTION to Stay Case by Elm Corp."
    pages = "MINUTE entry before Judge Ann Roe: Motion for leave to file excess pages [1] is granted."
    stay = "MINUTE entry before Judge Ann Roe: Status hearing held. Defendant's motion to stay [2] is granted."
    lines = [replace(line, is_ruling=line.id > len(asked)) for line in list_lines(*asked, stay, pages)]
    assert _told(find_last_ruling(lines)) == ("3", 1)
    assert find_last_ruling([lines[0], lines[1], lines[3]]) is None


@pytest.mark.parametrize(
    "vacating",
    [
        "Order Vacating Trial Date and Pretrial Conference in Light of Settlement",
        "Minute Entry: Proceedings: VACATED. Status conference set for 4/10/2021.",
        "ORDER vacating hearing set for 4/10/2021",
        "ORDER holding in abeyance 13 Motion for Attorney Fees pending appeal.",
        "REPORT AND RECOMMENDATION recommending that 12 MOTION for Summary Judgment be granted.",
        "ORDER granting 14 Motion for Teleconference to Resolve Discovery Dispute",
        "ROSEBORO ORDER directing clerk to forward summary judgment explanation to the opposing party",
        "ORDER granting 39 Motion for Funds for Investigator",
    ],
)
def test_days_that_are_vacated_and_what_is_put_off_are_no_rulings_of_substance(vacating: str) -> None:
    told = last(DENIED, vacating)
    assert told is not None and told[0] == "1"


def test_minutes_that_decide_a_noticed_motion_are_a_ruling_of_substance() -> None:
    motion, minutes = list_lines(
        "NOTICE OF MOTION AND MOTION to Dismiss Case filed by Elm Bank.",
        "MINUTES (IN CHAMBERS) ORDER by Judge Roe: GRANTING 1 Motion to Dismiss with leave to amend.",
    )
    assert _told(find_last_ruling([motion, replace(minutes, is_ruling=True)])) == ("2", 0)


def test_minutes_that_only_take_a_motion_under_advisement_are_no_ruling() -> None:
    motion, minutes = list_lines(
        "MOTION to Compel filed by Elm Bank.",
        "Clerk's Notes for proceedings before Judge Ann Roe: Motion Hearing held re 1 MOTION to Compel. Motion "
        "taken under advisement.",
    )
    assert find_last_ruling([motion, replace(minutes, is_ruling=True)]) is None


def test_a_prisoners_motion_that_is_denied_with_a_certificate_weighs() -> None:
    assert last(DENIED, "ORDER DENYING 2255 MOTION AND DENYING CERTIFICATE OF APPEALABILITY re 55") == ("2", 0)
