"""The Supreme Court's dockets, whose entries have no numbers: what rulings decide, and what ends with the case."""

from datetime import date, timedelta

import pytest

from dockets.models import Docket
from rulings.interpret.docket import interpret_docket
from rulings.models import Reading, TimelineEvent
from rulings.reading.filing import read_filing
from rulings.vocabulary.stages import ENDS, CaseKind
from tests.support import factories

DAY = date(2021, 1, 11)
STAY = (0, "Application (20A11) for a stay pending appeal, submitted to Justice Roe.")
AMICI = (2, "Motion (20A11, 20A12) for leave to file amici brief filed by Elm Farmers in support of respondents.")
AMICUS = (3, "Motion for leave to file amicus brief filed by Law Professors.")


def case(*lines: tuple[int, str], number: str = "") -> Docket:
    """Days after the first, text."""
    docket = factories.docket(court=None if number else factories.court("scotus", kind="supreme"))
    for days, text in lines:
        factories.filing(docket=docket, number=number, date_filed=DAY + timedelta(days=days), long_text=text)
    interpret_docket(docket.pk)
    return docket


def states(docket: Docket) -> list[tuple[str, str, str]]:
    motions = TimelineEvent.objects.filter(docket=docket, kind="motion").order_by("sort_date", "id")
    return list(motions.values_list("headline", "state", "outcome"))


@pytest.mark.django_db
def test_a_ruling_decides_the_one_motion_that_its_words_name() -> None:
    docket = case(
        STAY,
        AMICUS,
        (9, "Motion for leave to file amicus brief filed by Law Professors GRANTED."),
        (12, "Application (20A11) and application (20A12) are GRANTED IN PART."),
        (20, "Petition for rehearing filed."),
        (30, "Rehearing DENIED."),
    )
    assert states(docket) == [
        ("Application for a stay pending appeal, submitted to Justice Roe", "decided", "in_part"),
        ("Motion for leave to file amicus brief", "decided", "granted"),
        ("Petition for rehearing", "decided", "denied"),
    ]


@pytest.mark.django_db
def test_whose_a_motion_is_and_to_whom_it_goes_does_not_tell_it_apart() -> None:
    docket = case(
        STAY,
        (1, "Motion of petitioners to dispense with printing the joint appendix filed."),
        (5, "Motion to dispense with printing the joint appendix GRANTED."),
        (9, "Application (20A11) for a stay pending appeal presented to Justice Roe and by her referred is denied."),
    )
    assert [outcome for *_, outcome in states(docket)] == ["denied", "granted"]


@pytest.mark.django_db
def test_a_ruling_on_two_requests_and_an_application_in_other_words() -> None:
    docket = case(
        (0, "Motion of respondent for leave to proceed in forma pauperis filed."),
        (9, "Motion to proceed in forma pauperis and petition for a writ of certiorari GRANTED."),
        (12, "Application (20A12) of respondent to stay the mandate filed with Justice Roe, submitted to Justice Roe."),
        (20, "Application (20A12) for stay denied by the Court."),
    )
    assert [outcome for *_, outcome in states(docket)] == ["granted", "denied"]


@pytest.mark.django_db
def test_motions_that_no_ruling_names_are_pending_until_the_case_ends() -> None:
    assert [state for _, state, _ in states(case(STAY, AMICI, AMICUS))] == ["pending", "pending", "pending"]
    ended = case(STAY, AMICI, AMICUS, (12, "Application (20A11) is GRANTED IN PART."))
    assert [state for _, state, _ in states(ended)] == ["decided", "overtaken", "overtaken"]
    assert Reading.objects.get(docket=ended).state["pending_count"] == 0
    assert Reading.objects.get(docket=ended).state["stage"] == "granted", "no second stage for the same entry"


@pytest.mark.django_db
def test_of_two_motions_alike_none_is_meant() -> None:
    again = (4, "Motion for leave to file amicus brief filed by Oak Institute.")
    granted = (9, "Motion for leave to file amicus brief filed by Law Professors GRANTED.")
    assert [state for _, state, _ in states(case(AMICUS, again, granted))] == ["not_seen_decided"] * 2


@pytest.mark.django_db
def test_more_time_ends_no_case() -> None:
    docket = case(
        (
            0,
            (
                "Application (20A9) to extend the time to file a petition for a writ of certiorari, submitted to"
                " Justice Roe."
            ),
        ),
        (4, "Application (20A9) granted by Justice Roe extending the time to file until May 10, 2021."),
        AMICUS,
    )
    assert [(state, outcome) for _, state, outcome in states(docket)] == [("decided", "granted"), ("pending", "")]
    assert Reading.objects.get(docket=docket).state["stage"] == "filed"


@pytest.mark.django_db
def test_entries_with_numbers_are_decided_by_number_alone() -> None:
    docket = case((0, "MOTION to Compel by Elm Corp."), (9, "Application denied."), number="7")
    assert [state for _, state, _ in states(docket)] == ["not_seen_decided"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Petition denied", True),
        ("Judgment Reversed and case Remanded", True),
        ("Application granted in part", True),
        ("Application for stay granted", True),
        ("Petition for a writ of certiorari dismissed", True),
        ("Judgment affirmed", True),
        ("Petition granted", False),
        ("Judgment issued", False),
        ("Rehearing denied", False),
        ("Motion for leave to file amicus brief granted", False),
    ],
)
def test_what_ends_a_case_there(text: str, ends: bool) -> None:
    assert bool(ENDS[CaseKind.SUPREME_COURT].intersection(read_filing(text).steps)) is ends
