"""A matrix of many rulings in a window: the latest is not hidden, and where some do not fit the page says so."""

from datetime import date

import pytest

from rulings.vocabulary.outcomes import Outcome
from tests.browser.conftest import Complaints, Opens
from tests.support import factories

CLAIMS = "/cases/wawd/2:21-cv-00031/claims/"
HIDDEN = """() => {
  const [last, now] = [...document.querySelectorAll('.matrix thead th')].slice(-2)\
.map((head) => head.getBoundingClientRect());
  return last.left >= now.left - 1;
}"""
"""Whether the last ruling's column lies below the one of today's status, which stays in its place."""


def rulings(number: int) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    claim = factories.claim(docket=docket, title="Conspiracy to monopolize")
    for month in range(1, number + 1):
        filing = factories.filing(docket=docket, number=str(month), date_filed=date(2021, month, 1))
        ruling = factories.ruling(filing=filing, title="Order on the motion for summary judgment")
        factories.disposition(ruling=ruling, claim=claim, outcome=Outcome.DISMISSED_WITHOUT_PREJUDICE)


@pytest.mark.parametrize(
    ("number", "width", "is_hidden", "is_said"),
    [
        (3, 1280, False, False),
        (5, 1280, False, False),
        (9, 1280, True, True),
        (5, 900, True, True),
        (9, 390, None, False),
    ],
)
@pytest.mark.usefixtures("transactional_db")
def test_the_latest_ruling_is_seen_or_said_to_be_there(
    opens: Opens, live: str, complaints: Complaints, number: int, width: int, is_hidden: bool | None, is_said: bool
) -> None:
    rulings(number)
    page = opens(width=width)
    page.goto(live + CLAIMS)
    if is_hidden is not None:
        assert page.evaluate(HIDDEN) == is_hidden
    assert page.get_by_text("move the table sideways").is_visible() == is_said
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
